import { actionsIn, cardOf, wordsIn } from './cardTools';

const said = (name: string) => wordsIn(cardOf(`moede-aftale-${name}`)).join('|');
const titles = (name: string) => actionsIn(cardOf(`moede-aftale-${name}`)).map(({ title }) => title);

describe('whether it suits the myndighed, on the meeting\'s card', () => {
  test('stands for the meeting and for the cadence, as a word and an icon', () => {
    expect(said('venter')).toContain('Passer mødet myndigheden?|⏳ Venter på svar fra Lone Kær · senest 21.11. 14.30|');
    expect(said('ja').match(/✔ Lone Kær: Ja, det passer \(21\.11\. 14\.03, via svarlink\)/g)).toHaveLength(2);
    expect(said('ring')).toContain('⚠ Lone Kær: Nej, ring til mig – Vi kan først efter byrådsmødet. (21.11.');
    expect(said('intet-svar')).toContain('⚠ Ring til Lone Kær: har ikke svaret inden fristen');
  });

  test('moved after a yes: the meeting is asked about again, the cadence stays agreed', () => {
    expect(said('flyttet')).toContain('Passer mødet myndigheden?|⏳ Venter på svar fra Lone Kær');
    expect(said('flyttet')).toContain('Næste ventes 21.11. 15.00|✔ Lone Kær: Ja, det passer');
  });

  test('what is known from the telephone is written down there, once for each mail', () => {
    expect(titles('venter').filter((title) => title === 'Myndighedens svar…')).toHaveLength(1);
    // The mail that was overtaken takes no answer any more.
    expect(titles('flyttet').filter((title) => title === 'Myndighedens svar…')).toHaveLength(1);
    expect(titles('paamindet')).toContain('Påmindelsen…');
  });

  test('a mail that was not sent says whom to ring, and is tried again from there', () => {
    expect(said('ikke-sendt')).toContain('⚠ Ring til Lone Kær: mailen er ikke sendt. Der er ingen mailadresse (Lone Kær).');
    expect(titles('ikke-sendt')).toContain('Prøv igen');
    expect(titles('venter')).not.toContain('Prøv igen');
  });

  test('whoever agrees something is told that it is asked about, before pressing', () => {
    for (const name of ['dialog-moede-slut', 'dialog-kadence', 'dialog-moede-ret']) expect(wordsIn(cardOf(name))).toContain('Myndighedens kontaktperson får en mail og bliver spurgt, om det passer.');
  });

  test('of many kontaktpersoner those that something is to be done about come first, and the rest are counted', () => {
    const card = wordsIn(cardOf('instruks-2-mange-spurgt')).join('|');
    expect(card.match(/Myndigheden: /g)).toHaveLength(7);
    expect(card).toMatch(/Myndigheden: \|⚠ 1 Lone Kær: .*Myndigheden: \|⏳ Venter på svar fra 9 Lone Kær/);
    expect(card).toContain('og flere: ⏳ 7 mangler svar · ✔ 7 har svaret');
    expect(wordsIn(cardOf('instruks-2-tungest-mange')).join('|')).toContain('Myndigheden: |⚠ 1 skal ringes op · ✔ 19 har svaret');
  });
});
