import type { Content } from '../content/schema';
import { UDFOERT } from '../domain/activation/activation';
import { currentKnude } from '../domain/activation/flow';
import type { PersonRef } from '../domain/person';
import { betalingDialog } from './dialogs/betaling';
import { forloebDialog } from './dialogs/forloeb';
import { lukDialog } from './dialogs/luk';
import { niveauDialog } from './dialogs/niveau';
import { ringTilStyregruppenDialog } from './dialogs/ringTilStyregruppen';
import { svarDialog } from './dialogs/svar';
import { ANNA, BENT, LUKKER_SNART, Scenario, UDENFOR, type GalleryCard, type Opening } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';
import { haendelseCard } from './haendelseCard';

/** START HER on the incident's card at every kind of node, and its dialogs. */
export function flowCards(content: Content): readonly GalleryCard[] {
  const opens = (opening: Opening = {}) => new Scenario(content, opening);
  const answers = (scenario: Scenario, svar: string, begrundelse = 'Kommunen kan ikke selv nå at svare.', by: PersonRef = BENT) =>
    scenario.does({ type: 'answerForloeb', knude: currentKnude(scenario.state, content.forloeb).id, svar, begrundelse }, by);
  const asCase = (opening: Opening = {}) => answers(opens(opening), 'nej');
  const closed = () => answers(asCase({ aabning: UDENFOR }), UDFOERT, '');
  const need = () => answers(closed(), UDFOERT, '');
  const voters = { modtager: BENT, kriseleder: need().state.roller.kriseleder, styregruppe: need().state.styregruppe.map((medlem) => ({ medlem })) };
  const no = { valg: 'nej', begrundelse: 'Behovet kan vente, til kontaktcentret åbner.' } as const;
  const waits = need()
    .proposes(no)
    .votes({ enig: true }, BENT, ...need().state.styregruppe.slice(1), voters.kriseleder.holder ?? BENT);
  const excepted = need().does(
    { type: 'answerForloeb', knude: 'aabningstid', svar: 'indenfor', begrundelse: 'Strømmen er væk, og det er frost.' },
    BENT,
  );
  const against = { enig: false, uenig: [{ spoergsmaal: 'aktiver', hvorfor: 'Kommunen kan selv.' }] } as const;
  const turnedDown = () => {
    const proposed = opens().reachesTheVote().proposes();
    return proposed.votes(against, ANNA, ...proposed.state.styregruppe);
  };
  const ended = turnedDown().does({ type: 'closeHaendelse', grund: 'uden-aktivering', begrundelse: 'Kommunen klarer det selv.' }, BENT);
  const active = opens({ myndigheder: ['Viborg', 'Region Midt'], medlem: false }).activates();
  const paid = active.does({ type: 'recordOekonomi', myndighed: 'Viborg', accepteretAf: 'Lone Kær', bemaerkning: '' });
  const crowd = Array.from({ length: 13 }, (_, i) => ({ id: `sg${i}`, name: `${'Medlem af styregruppen '.repeat(3)}${i}` }));
  const hostile = answers(
    asCase({ aabning: UDENFOR, oevelse: true, styregruppe: [{ id: 'x', name: HOSTILE }], leader: { id: 'y', name: HOSTILE } }),
    UDFOERT,
    '',
  ).does({ type: 'answerForloeb', knude: 'aabningstid', svar: 'indenfor', begrundelse: HOSTILE }, { id: 'x', name: HOSTILE });
  const heavy = answers(opens({ styregruppe: crowd.map(({ id }) => ({ id, name: HEAVY })) }), 'nej', HEAVY, { id: 'x', name: HEAVY });
  const card = (name: string, titel: string, { state, now }: Scenario): GalleryCard => ({
    name,
    titel,
    card: haendelseCard({ state, content, now }),
  });
  const phonesOf = ({ id }: PersonRef) => (id === 'jens' ? {} : { work: '+45 20 00 00 01', private: '+45 30 00 00 01' });
  const base = { content, nonce: 'n1' };
  return [
    card('start-spoergsmaal', 'START HER: det første spørgsmål', opens()),
    card('start-lukket', 'START HER: åbnet udenfor åbningstid', opens({ aabning: UDENFOR })),
    card('start-normal-drift', 'START HER: endt i normal drift', answers(opens(), 'ja', 'Hændelsen kan klares med den bemanding, der er.')),
    card('start-kontakt', 'START HER: tag kontakt, i opkaldsorden', asCase()),
    card('start-kontakt-mange', 'START HER: tag kontakt, tretten medlemmer', asCase({ styregruppe: crowd })),
    card('start-udenfor', 'START HER: orientér styregruppen, udenfor åbningstid', closed()),
    card('start-behov', 'START HER: er der et akut behov?', need()),
    card('start-stemmer', 'START HER: der stemmes', need().proposes(no).votes({ enig: true }, BENT)),
    card('start-venter', 'START HER: venter til åbning', waits),
    card('start-undtagelse', 'START HER: undtagelse fra åbningstiden', excepted),
    card('start-lukker-snart', 'START HER: kontaktcentret lukker snart', answers(asCase({ aabning: LUKKER_SNART }), UDFOERT, '')),
    card('start-aktiveret', 'Hændelsen efter aktivering, kontaktperson mangler', paid),
    card('start-fjendtlig', 'START HER (øvelse) med tekst, der prøver at være kode', hostile),
    card('start-tung', 'START HER med meget lange navne', heavy),
    card('start-nej', 'START HER: forslaget blev stemt ned', turnedDown()),
    card('start-nej-lukket', 'Hændelsen, afsluttet uden aktivering og lukket', ended),
    dialog(
      'dialog-luk-uden-aktivering',
      'Dialog: luk hændelsen, afsluttet uden aktivering',
      lukDialog({ ...base, state: turnedDown().state, haendelser: [], udenAktivering: true }),
    ),
    dialog(
      'dialog-svar',
      'Dialog: svar med forslag til begrundelse',
      svarDialog({ ...base, state: opens().state, knude: 'hverdagshaendelse', svar: 'nej' }),
    ),
    dialog(
      'dialog-svar-undtagelse',
      'Dialog: undtagelse fra åbningstiden, vist igen',
      svarDialog({
        ...base,
        state: need().state,
        knude: 'aabningstid',
        svar: 'indenfor',
        error: 'Skriv, hvorfor I går videre udenfor åbningstiden.',
        values: { begrundelse: HOSTILE },
      }),
    ),
    dialog(
      'dialog-svar-tung',
      'Dialog: svar, for lang begrundelse',
      svarDialog({
        ...base,
        state: opens().state,
        knude: 'hverdagshaendelse',
        svar: 'ja',
        error: 'Teksten er for lang.',
        values: { begrundelse: HEAVY.repeat(5) },
      }),
    ),
    dialog('dialog-forloeb', 'Dialog: forløbet, venter', forloebDialog({ state: waits.state, content })),
    dialog('dialog-forloeb-start', 'Dialog: forløbet, ved start', forloebDialog({ state: opens().state, content })),
    dialog('dialog-forloeb-fjendtlig', 'Dialog: forløbet (øvelse), fjendtlig tekst', forloebDialog({ state: hostile.state, content })),
    dialog('dialog-ring', 'Dialog: ring til styregruppen', ringTilStyregruppenDialog({ state: asCase().state, phonesOf })),
    dialog(
      'dialog-ring-fjendtlig',
      'Dialog: ring, fjendtlige navne og numre',
      ringTilStyregruppenDialog({ state: hostile.state, phonesOf: () => ({ work: HOSTILE, private: '20 [x](http://x) 1' }) }),
    ),
    dialog('dialog-niveau', 'Dialog: niveau', niveauDialog({ ...base, state: paid.state })),
    dialog(
      'dialog-niveau-fejl',
      'Dialog: niveau, vist igen',
      niveauDialog({ ...base, state: paid.state, error: 'Vælg et niveau.', values: { begrundelse: HOSTILE } }),
    ),
    dialog('dialog-betaling', 'Dialog: betaling', betalingDialog({ ...base, state: paid.state })),
    dialog(
      'dialog-betaling-fejl',
      'Dialog: betaling, vist igen',
      betalingDialog({
        ...base,
        state: paid.state,
        error: 'Skriv, hvem hos myndigheden der har accepteret.',
        values: { myndighed: 'Viborg', bemaerkning: HOSTILE },
      }),
    ),
  ];
}

function dialog(name: string, titel: string, card: GalleryCard['card'] | undefined): GalleryCard {
  if (!card) throw new Error(`${name}: the content has no such node`);
  return { name, titel, card };
}
