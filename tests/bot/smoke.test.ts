import { Staff } from '../support/staff';

let staff: Staff;
beforeAll(async () => { staff = await Staff.start(); });
afterAll(async () => staff.close());

it('smoke', async () => {
  const incident = await staff.openIncident('bent');
  console.log(incident.text, incident.buttons());
  const card = await staff.startInstruks('bent', 1);
  console.log(card.text, card.buttons());
  const dialog = await card.openDialog('anna', '1A.1');
  console.log(dialog.text);
  const after = await dialog.submit({ valg: 'ja', begrundelse: 'Borgerne kan ikke ringe', beslutter: 'Anna Holmgaard' });
  console.log(after.text, after.closed);
  await staff.write('carla', '/log h: ringede til Viborg');
  await staff.write('carla', '/log b: vi venter');
  await staff.until(() => staff.texts().find((text) => text.startsWith('Gemt')));
  const c2 = await staff.until(() => staff.cardWithButton('1B.1'));
  const answer = await c2.press('eva', '1B.1');
  console.log(answer.text);
  await staff.until(() => staff.card('1B.1 Fortryd'));
  await staff.write('carla', '/log vis 20');
  await staff.until(() => staff.texts().find((text) => text.startsWith('Loggen')));
  console.log(staff.texts(), staff.bot?.log());
});
