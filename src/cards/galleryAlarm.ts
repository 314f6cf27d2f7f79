import type { Content } from '../content/schema';
import { BOT, type PersonRef } from '../domain/person';
import type { KrisestabRole } from '../domain/roles/roles';
import { alarmCard } from './alarmCard';
import { afblaesDialog } from './dialogs/afblaes';
import { ringekoeDialog } from './dialogs/ringekoe';
import { mineCard } from './mineCard';
import { ANNA, BENT, CARLA, EVA, GRY, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';
import type { Besked } from './top';

const HANS: PersonRef = { id: 'hans', name: 'Hans Ørum' };
const IDA: PersonRef = { id: 'ida', name: 'Ida Skov' };
const LINK = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_ddh%40thread.v2/0';

/** The alarm and the call queue. */
export function alarmCards(content: Content): readonly GalleryCard[] {
  const alarm = (
    name: string,
    titel: string,
    { state, now }: Scenario,
    more: { readonly notice?: string; readonly moedelink?: string } = {},
  ): GalleryCard => ({
    name: `alarm-${name}`,
    titel,
    card: alarmCard({ state, content, now, ...more }),
  });
  const queue = (name: string, titel: string, { state, now }: Scenario, besked: Besked = {}, caller = BENT): GalleryCard => ({
    name: `dialog-ringekoe-${name}`,
    titel,
    card: ringekoeDialog({
      state,
      content,
      now,
      caller,
      nonce: 'n1',
      besked,
      phonesOf: ({ id }) => (id === GRY.id ? {} : { work: '+45 20 00 00 01', private: id === EVA.id ? undefined : '+45 30 00 00 01' }),
      inTeams: ({ id }) => id !== EVA.id,
    }),
  });
  const mine = (name: string, titel: string, { state, now }: Scenario, i: 'chat' | 'dialog'): GalleryCard => ({
    name: `mine-alarm-${name}`,
    titel,
    card: mineCard({ person: ANNA, haendelser: [{ state, content }], now, i, linkTo: () => 'https://teams.microsoft.com/l/message/19:krisestab/1' }),
  });

  const raised = () => withDeputies(new Scenario(content)).activates();
  const going = () =>
    raised()
      .does({ type: 'recordAlarmNotReached', person: EVA }, BOT)
      .does({ type: 'answerAlarm', svar: 'paa-vej' }, ANNA)
      .does({ type: 'answerAlarm', svar: 'kan-ikke' }, CARLA)
      .does({ type: 'startCall', person: EVA }, BENT);
  const late = going()
    .does({ type: 'recordCall', person: EVA, udfald: 'intet-svar' }, BENT)
    .does({ type: 'recordCall', person: GRY, udfald: 'kan-ikke' }, BENT)
    .does({ type: 'recordCall', person: HANS, udfald: 'paa-vej' }, BENT);
  const seen = raised().wait(2).does({ type: 'writeLogEntry', entry: { entryType: 'handling', tekst: 'Ringede til Viborg' } }, GRY);
  for (const person of [ANNA, CARLA, EVA]) seen.does({ type: 'recordCall', person, udfald: 'paa-vej' }, BENT);
  const done = raised();
  for (const person of [ANNA, CARLA, EVA, GRY]) done.does({ type: 'recordCall', person, udfald: 'paa-vej' }, BENT);
  const off = () =>
    raised()
      .does({ type: 'recordCall', person: EVA, udfald: 'paa-vej' }, BENT)
      .does({ type: 'callOffAlarm', begrundelse: 'Falsk alarm: det var en prøve hos leverandøren.' }, ANNA);
  const exercise = new Scenario(content, { oevelse: true, beskrivelse: 'Nord Energinet er ramt af et hackerangreb' }).activates();
  const hostile = new Scenario(content, { beskrivelse: HOSTILE, myndigheder: [HOSTILE], leader: { id: 'x', name: HOSTILE } }).activates();
  const heavyOff = withDeputies(new Scenario(content, { leader: { id: 'x', name: HEAVY } }), HEAVY)
    .activates()
    .does({ type: 'answerAlarm', svar: 'kan-ikke' }, CARLA)
    .does({ type: 'answerAlarm', svar: 'kan-ikke' }, GRY)
    .does({ type: 'callOffAlarm', begrundelse: HEAVY }, ANNA);
  return [
    alarm('ny', 'Alarm, lige slået', raised()),
    alarm('link', 'Alarm (øvelse) med fast mødelink', exercise, { moedelink: LINK, notice: 'Gemt: du er på vej.' }),
    alarm('i-gang', 'Alarm: på vej, kan ikke, bliver ringet op, ikke nået', going()),
    alarm('mangler', 'Alarm: ingen flere stedfortrædere', late, {
      notice: 'Gry Lund er ikke alarmeret. Er det dig, der skal komme, så sig det til kriselederen.',
    }),
    alarm('set', 'Alarm: har handlet uden at svare', seen),
    alarm('alle', 'Alarm: alle er på vej', done),
    alarm('afblaest', 'Alarm, afblæst', off()),
    alarm('ledige', 'Alarm: ingen har rollerne', unmanned(content)),
    alarm('fjendtlig', 'Alarm med navne, der prøver at være kode', hostile, { notice: HOSTILE }),
    alarm('tung', 'Alarm med lange navne, afblæst', heavyOff, { notice: HEAVY }),
    mine('chat', 'Svar på /mine i en chat, med alarm og udkast', raised(), 'chat'),
    mine('dialog', 'Dialog: mine opgaver, med alarm og udkast', raised(), 'dialog'),
    queue('foerste', 'Dialog: ringekø, en uden Teams først', raised()),
    queue('ringer', 'Dialog: ringekø, opkaldet er startet', raised().does({ type: 'startCall', person: EVA }, BENT)),
    queue(
      'naeste',
      'Dialog: ringekø, den næste, som ikke har noget nummer',
      raised()
        .does({ type: 'answerAlarm', svar: 'paa-vej' }, ANNA)
        .does({ type: 'answerAlarm', svar: 'paa-vej' }, CARLA)
        .does({ type: 'startCall', person: EVA }, CARLA),
      {
        notice: 'Gemt: Anna Holm kommer.',
      },
    ),
    queue('set', 'Dialog: ringekø, den næste har handlet uden at svare', seen),
    queue('igen', 'Dialog: ringekø, ringet forgæves', late, { error: 'Carla Berg ringer til Eva Sø nu.' }),
    queue(
      'optaget',
      'Dialog: ringekø, en anden ringer til den sidste',
      going().does({ type: 'answerAlarm', svar: 'paa-vej' }, GRY).does({ type: 'answerAlarm', svar: 'paa-vej' }, HANS).wait(-2),
      {},
      IDA,
    ),
    queue('slut', 'Dialog: ringekø, alle har svaret', done, { notice: 'Gemt: Gry Lund kommer.' }),
    queue('afblaest', 'Dialog: ringekø, alarmen er afblæst', off()),
    { name: 'dialog-afblaes', titel: 'Dialog: afblæs alarm', card: afblaesDialog({ state: raised().state, nonce: 'n1' }) },
    {
      name: 'dialog-afblaes-fejl',
      titel: 'Dialog: afblæs alarm, vist igen',
      card: afblaesDialog({ state: raised().state, nonce: 'n1', error: 'Skriv kort, hvorfor alarmen afblæses.', values: { begrundelse: '' } }),
    },
  ];
}

/** The logfører and the procesansvarlige have somebody to step in; Gry has nobody. */
function withDeputies(scenario: Scenario, name = HANS.name): Scenario {
  const handOver = (rolle: KrisestabRole, til: PersonRef) => scenario.does({ type: 'handOverRole', rolle, til });
  handOver('logfoerer', { ...HANS, name });
  handOver('logfoerer', CARLA);
  handOver('procesansvarlig', IDA);
  return handOver('procesansvarlig', EVA);
}

/** Nobody holds a role but the kriseleder, without whom nothing is decided. */
function unmanned(content: Content): Scenario {
  return new Scenario(content, { vacant: true, myndigheder: ['Viborg Kommune', 'Skive Kommune'] })
    .does({ type: 'handOverRole', rolle: 'kriseleder', til: ANNA })
    .activates();
}
