import type { Content } from '../content/schema';
import { contactRef } from '../domain/opening/opening';
import { BOT, type PersonRef } from '../domain/person';
import { minutesAfter } from '../domain/time';
import { aflysMoedeDialog } from './dialogs/aflysMoede';
import { fremmoedeDialog } from './dialogs/fremmoede';
import { kadenceDialog } from './dialogs/kadence';
import { moedeDialog } from './dialogs/moede';
import { moedeSlutDialog } from './dialogs/moedeSlut';
import { opdateringDialog } from './dialogs/opdatering';
import { ANNA, CARLA, EVA, GRY, PEOPLE, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';
import { moedeCard } from './moedeCard';
import { referatCard } from './referatCard';

const LINK = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_ddh%40thread.v2/0';
const FIRST = 'moede-1';

/** Meetings from the invitation to what was decided, and their forms. */
export function meetingCards(content: Content): readonly GalleryCard[] {
  const card = (name: string, titel: string, { state }: Scenario, more: { readonly moedelink?: string; readonly notice?: string; readonly moede?: string } = {}): GalleryCard => ({
    name: `moede-${name}`, titel, card: moedeCard({ state, content, moede: FIRST, ...more }),
  });
  const minutes = (name: string, titel: string, { state }: Scenario): GalleryCard => ({ name: `referat-${name}`, titel, card: referatCard({ state, moede: FIRST }) });
  const dialog = (name: string, titel: string, drawn: GalleryCard['card']): GalleryCard => ({ name: `dialog-${name}`, titel, card: drawn });

  const named = (kontaktperson = 'Lone Kær') => new Scenario(content).does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: contactRef('Viborg', kontaktperson) });
  const calls = (scenario: Scenario, deltagere?: readonly PersonRef[]) => {
    const { roller, myndigheder } = scenario.state;
    const people = deltagere ?? [roller.kriseleder, roller.logfoerer, roller.procesansvarlig, roller.bemandingsansvarlig].flatMap(({ holder }) => holder ?? []).concat(myndigheder.flatMap(({ kontaktperson }) => kontaktperson ?? []));
    return scenario.starts('instruks-2').does({ type: 'scheduleMoede', instruks: 'instruks-2', plan: { start: minutesAfter(scenario.now, 30), minutter: 45, deltagere: people } }, ANNA);
  };
  const calendar = (scenario: Scenario, udenMail: readonly PersonRef[] = [], id = FIRST) => {
    const moede = scenario.state.moeder.moeder.find((one) => one.id === id);
    const inviteret = (moede?.deltagere ?? []).filter(({ id }) => !udenMail.some((person) => person.id === id));
    return scenario.does({ type: 'recordInvitation', moede: id, revision: moede?.revision ?? 1, udfald: { kind: 'sendt', kalenderId: 'AAMk', link: LINK, inviteret, udenMail } }, BOT);
  };
  const fails = (scenario: Scenario) => scenario.does({ type: 'recordInvitation', moede: FIRST, revision: 1, udfald: { kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' } }, BOT);
  const changeFails = () => {
    const scenario = calendar(calls(named()));
    const { start, deltagere } = scenario.state.moeder.moeder[0]!;
    return scenario.does({ type: 'changeMoede', moede: FIRST, revision: 1, plan: { start: minutesAfter(start, 30), minutter: 45, deltagere } }, ANNA)
      .does({ type: 'recordInvitation', moede: FIRST, revision: 2, udfald: { kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' } }, BOT);
  };
  const cancellationFails = () =>
    calendar(calls(named())).does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' }, ANNA)
      .does({ type: 'recordInvitation', moede: FIRST, revision: 2, udfald: { kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' } }, BOT);
  const begins = (scenario: Scenario) => scenario.wait(25).does({ type: 'beginMoede', moede: FIRST }, ANNA);
  const running = () => begins(calendar(calls(named()))).does({ type: 'noteAttendance', moede: FIRST, fravaerende: [GRY] }, CARLA);
  const decided = (scenario: Scenario, tekst = 'Vi åbner chatten kl. 16', begrundelse?: string) =>
    scenario
      .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst, begrundelse } }, CARLA)
      .does({ type: 'writeLogEntry', entry: { entryType: 'information', tekst: 'Guiden skal være klar', ansvarlig: 'Eva Sø', frist: '15.30' } }, CARLA);
  const ends = (scenario: Scenario) =>
    scenario.does({
      type: 'endMoede', moede: FIRST, naeste: { start: minutesAfter(scenario.now, 60), minutter: 30 }, ingenFlere: '', kadence: { hverMinutter: 60, naeste: minutesAfter(scenario.now, 60) },
    }, ANNA);
  const over = () => ends(decided(running(), undefined, 'Køen er for lang'));
  const OLD = 'aftale-1';
  const contact = (scenario: Scenario): PersonRef => scenario.state.myndigheder[0]?.kontaktperson ?? EVA;
  const says = (scenario: Scenario, svar: string, bemaerkning = '', udsendelse = OLD) =>
    scenario.does({ type: 'recordSvar', udsendelse, person: contact(scenario), svar, bemaerkning }, contact(scenario));
  /** The krisestab's own first meeting: what is asked is asked when it ends. */
  const agreed = (kontaktperson?: string) => ends(begins(calls(named(kontaktperson), [ANNA, CARLA, EVA, GRY])));
  const asked = (scenario: Scenario) => calendar(scenario, [], 'moede-2').does({ type: 'recordMailOutcome', udsendelse: OLD, forsoeg: 1, fejlede: [] }, BOT);
  const next = (name: string, titel: string, scenario: Scenario) => card(`aftale-${name}`, `Møde, aftale: ${titel}`, scenario, { moede: 'moede-2' });
  const crowd = () => {
    const myndigheder = Array.from({ length: 20 }, (_, index) => `Kommune ${index + 1}`);
    const scenario = new Scenario(content, { myndigheder });
    for (const navn of myndigheder) scenario.does({ type: 'nameKontaktperson', myndighed: navn, kontaktperson: contactRef(navn, `${navn} ${HEAVY}`) });
    asked(ends(begins(calls(scenario, [ANNA, CARLA, EVA, GRY]))));
    for (const one of scenario.state.udsendelser[OLD]?.modtagere ?? []) scenario.does({ type: 'recordSvar', udsendelse: OLD, person: one, svar: 'ring', bemaerkning: HEAVY }, { id: one.id, name: one.name });
    return scenario;
  };
  const notSent = (scenario: Scenario) => scenario.does({ type: 'recordMailFailure', udsendelse: OLD, forsoeg: 1, hvorfor: 'Der er ingen mailadresse (Lone Kær).', accepteret: 0 }, BOT);
  const reminded = () => says(asked(agreed()), 'ja').wait(45).does({ type: 'tick' }, BOT);
  const movedOn = () => {
    const scenario = says(asked(agreed()), 'ja');
    const moede = scenario.state.moeder.moeder[1];
    if (!moede) throw new Error('no second meeting');
    return scenario.does({ type: 'changeMoede', moede: moede.id, revision: 1, plan: { start: minutesAfter(moede.start, 60), minutter: 30, deltagere: moede.deltagere } }, ANNA);
  };
  const hostile = () => {
    const scenario = calls(new Scenario(content, { oevelse: true }).does({ type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: contactRef('Viborg', HOSTILE) }));
    return calendar(scenario, scenario.state.moeder.moeder[0]?.deltagere.slice(-1));
  };
  const heavy = () => calls(named(), Array.from({ length: 40 }, (_, i) => ({ id: `p${i}`, name: HEAVY.slice(0, 300) + i })));
  const heavyMinutes = () => {
    const scenario = running();
    for (let i = 0; i < 45; i += 1) decided(scenario, HEAVY, HEAVY);
    return ends(scenario);
  };

  const base = { nonce: 'n1', content };
  const { state, now } = calendar(calls(named()));
  const during = running();
  const after = over();
  return [
    card('sendes', 'Møde: indkaldelsen sendes', calls(named())),
    card('indkaldt', 'Møde: indkaldt', calendar(calls(named()))),
    card('uden-mail', 'Møde: én uden mail, kontaktperson mangler', calendar(calls(new Scenario(content)), [EVA])),
    card('ubesat', 'Møde: ubesatte roller', calls(new Scenario(content, { vacant: true }), PEOPLE.slice(0, 2))),
    card('fejlet', 'Møde: indkaldelsen er ikke sendt', fails(calls(named()))),
    card('fejlet-fast-moede', 'Møde: indkaldelsen er ikke sendt, fast møde', fails(calls(named())), { moedelink: LINK, notice: 'Den er ved at blive sendt.' }),
    card('aendring-fejlet', 'Møde: flyttet, men deltagerne har den gamle indkaldelse', changeFails()),
    card('ikke-begyndt', 'Møde: skulle være begyndt', calendar(calls(named())).wait(40).does({ type: 'tick' }, BOT).does({ type: 'tick' }, BOT)),
    card('afbud-fejlet', 'Møde: aflyst ved lukning, afbuddet er ikke sendt', cancellationFails()),
    card('i-gang', 'Møde: i gang, én er ikke til stede', running()),
    card('slut', 'Møde: slut', over()),
    card('slut-uden-opraab', 'Møde: slut, fremmødet er ikke råbt op', ends(begins(calendar(calls(named()))))),
    card('naeste', 'Møde: det næste, med aftale om besked', over(), { moede: 'moede-2' }),
    card('aflyst', 'Møde: aflyst', calendar(calls(named())).does({ type: 'cancelMoede', moede: FIRST, begrundelse: 'Strømmen er tilbage.' }, ANNA)),
    next('mange', 'tyve kontaktpersoner vil ringes op, tungest tænkelige tekst', crowd()),
    next('venter', 'venter på svar om møde og besked', asked(agreed())),
    next('ja', 'det passer', says(asked(agreed()), 'ja')),
    next('ring', 'myndigheden vil ringes op', says(asked(agreed()), 'ring', 'Vi kan først efter byrådsmødet.')),
    next('intet-svar', 'intet svar inden fristen', asked(agreed()).wait(30).does({ type: 'tick' }, BOT)),
    next('ikke-sendt', 'mailen er ikke sendt', notSent(calendar(agreed(), [], 'moede-2'))),
    next('flyttet', 'flyttet efter et ja', movedOn()),
    next('paamindet', 'påmindelse om besked sendt', reminded()),
    next('fjendtlig', 'svar, der prøver at være kode', says(asked(agreed(HOSTILE)), 'ja', HOSTILE)),
    card('fjendtligt', 'Møde (øvelse) med tekst, der prøver at være kode', hostile()),
    card('tungt', 'Møde med mange og lange navne', heavy()),
    minutes('tomt', 'Referat: intet skrevet ned', ends(running())),
    minutes('laes-op', 'Referat: læs op', over()),
    minutes('mangler', 'Referat: en beslutning mangler noget', ends(decided(running()))),
    minutes('godkendt', 'Referat: godkendt', over().does({ type: 'approveReferat', moede: FIRST }, ANNA)),
    minutes('fjendtligt', 'Referat med tekst, der prøver at være kode', ends(decided(running(), HOSTILE, HOSTILE))),
    minutes('tungt', 'Referat med mange lange linjer', heavyMinutes()),
    dialog('moede-nyt', 'Dialog: indkald til møde', moedeDialog({ ...base, state, now, moede: '', people: PEOPLE })),
    dialog('moede-ret', 'Dialog: flyt eller ret et møde', moedeDialog({ ...base, state, now, moede: FIRST, people: PEOPLE })),
    dialog('moede-ret-fejl', 'Dialog: flyt eller ret, vist igen', moedeDialog({ ...base, state, now, moede: FIRST, people: PEOPLE, error: 'Det tidspunkt er gået. Vælg et, der kommer.', values: { dato: '2026-11-20', tid: '14:30', minutter: '20', deltagere: 'anna' } })),
    dialog('moede-deltagere', 'Dialog: deltagere, mens mødet er i gang', moedeDialog({ ...base, state: during.state, now: during.now, moede: FIRST, people: PEOPLE })),
    dialog('moede-fjendtligt', 'Dialog: møde med fjendtligt navn', moedeDialog({ ...base, state: hostile().state, now, moede: FIRST, people: PEOPLE })),
    dialog('aflys-moede', 'Dialog: aflys møde', aflysMoedeDialog({ ...base, state, moede: FIRST })),
    dialog('aflys-moede-fejl', 'Dialog: aflys møde, vist igen', aflysMoedeDialog({ ...base, state, moede: FIRST, error: 'Skriv kort, hvorfor mødet aflyses.', values: { begrundelse: HOSTILE } })),
    dialog('fremmoede', 'Dialog: fremmøde', fremmoedeDialog({ ...base, state: during.state, moede: FIRST })),
    dialog('moede-slut', 'Dialog: mødet er slut', moedeSlutDialog({ ...base, state: during.state, now: during.now, moede: FIRST })),
    dialog('moede-slut-fejl', 'Dialog: mødet er slut, vist igen', moedeSlutDialog({ ...base, state: during.state, now: during.now, moede: FIRST, error: 'Der mangler stadig 2A.3, 2D.2, 2E.2, før opstart kan ske. Aftal et møde mere.', values: { naeste: 'nej', ingenFlere: HOSTILE } })),
    dialog('opdatering', 'Dialog: besked fra myndigheden', opdateringDialog({ ...base, state: after.state })),
    dialog('kadence', 'Dialog: hvor tit', kadenceDialog({ ...base, state: after.state, now: after.now })),
  ];
}
