import type { Content } from '../content/schema';
import { aabnHaendelseDialog } from './dialogs/aabnHaendelse';
import { beslutDialog } from './dialogs/beslut';
import { kontaktpersonDialog } from './dialogs/kontaktperson';
import { lukDialog } from './dialogs/luk';
import { mereDialog } from './dialogs/mere';
import { rolleDialog } from './dialogs/rolle';
import { udfyldBeslutningDialog } from './dialogs/udfyldBeslutning';
import { EVA, PEOPLE, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';

/** Every dialog as it opens, and as it is shown again with what is wrong. */
export function dialogCards(content: Content): readonly GalleryCard[] {
  const scenario = new Scenario(content, { myndigheder: ['Viborg', 'Skive'] })
    .starts('instruks-1')
    .starts('instruks-2')
    .does({ type: 'writeLogEntry', entry: { entryType: 'beslutning', tekst: 'Vi lukker for chatten i aften', beslutter: 'Carla Berg' } });
  const { state } = scenario;
  const nr = state.log.count;
  const base = { state, content, nonce: 'n1', people: PEOPLE };
  const beslut = { ...base, instruksId: 'instruks-1' };
  const opener = { nonce: 'n1', me: EVA, people: PEOPLE, kl: '13.30' };
  const all = [1, 2, 3].map((number) => ({ nr: number, kortNavn: number === 2 ? HOSTILE : 'Skive: Vandet er forurenet', oevelse: number === 1 }));
  return [
    {
      name: 'dialog-aabn',
      titel: 'Dialog: åbn hændelse',
      card: aabnHaendelseDialog({ ...opener, values: { beskrivelse: 'Telefonerne er nede' } }),
    },
    {
      name: 'dialog-aabn-fejl',
      titel: 'Dialog: åbn hændelse, vist igen',
      card: aabnHaendelseDialog({
        ...opener,
        error: 'Skriv, hvilken myndighed der er ramt.',
        values: { beskrivelse: HOSTILE, oevelse: 'true', telefon: '20 00 00 01' },
      }),
    },
    {
      name: 'dialog-aabn-tung',
      titel: 'Dialog: åbn hændelse, for lang tekst',
      card: aabnHaendelseDialog({ ...opener, error: 'Teksten er for lang.', values: { beskrivelse: HEAVY.repeat(5) } }),
    },
    {
      name: 'dialog-aabn-allerede',
      titel: 'Dialog: åbn hændelse, der er åbnet en for samme myndighed',
      card: aabnHaendelseDialog({
        ...opener,
        values: { beskrivelse: 'Telefonerne er nede', myndigheder: 'Viborg Kommune' },
        allerede: { nr: 3, af: 'Bent Krogh', kl: '14.05', link: 'https://teams.microsoft.com/l/message/19%3Akrisestab%40thread.tacv2/1771' },
      }),
    },
    { name: 'dialog-luk', titel: 'Dialog: luk hændelsen', card: lukDialog({ ...base, haendelser: all, udenAktivering: false }) },
    {
      name: 'dialog-luk-fejl',
      titel: 'Dialog: luk hændelsen, vist igen',
      card: lukDialog({
        ...base,
        haendelser: all,
        udenAktivering: false,
        error: 'Skriv kort, hvorfor hændelsen lukkes.',
        values: { grund: 'fejl', dubletAf: '2' },
      }),
    },
    { name: 'dialog-beslut', titel: 'Dialog: beslut med valg', card: beslutDialog({ ...beslut, trinId: 'opjuster-vagtplan-nu' }) },
    {
      name: 'dialog-beslut-fejl',
      titel: 'Dialog: beslut, vist igen',
      card: beslutDialog({
        ...beslut,
        trinId: 'opjuster-vagtplan-nu',
        error: 'Skriv en kort begrundelse.',
        values: { valg: 'ja', tekst: HOSTILE, beslutter: 'Jens Vad' },
      }),
    },
    {
      name: 'dialog-beslut-tekst',
      titel: 'Dialog: beslut med fri tekst (kontaktperson)',
      card: beslutDialog({ ...beslut, trinId: 'primaer-kontaktperson' }),
    },
    { name: 'dialog-mere', titel: 'Dialog: mere', card: mereDialog({ ...base, instruksId: 'instruks-2' }) },
    {
      name: 'dialog-mere-fejl',
      titel: 'Dialog: mere, vist igen',
      card: mereDialog({
        ...base,
        instruksId: 'instruks-2',
        error: 'Skriv kort, hvorfor trinnet ikke er relevant.',
        values: { trin: 'status-bemanding', handling: 'ikkeRelevant', person: 'eva' },
      }),
    },
    { name: 'dialog-kontaktperson', titel: 'Dialog: kontaktperson', card: kontaktpersonDialog({ ...base }) },
    {
      name: 'dialog-kontaktperson-fejl',
      titel: 'Dialog: kontaktperson, vist igen',
      card: kontaktpersonDialog({ ...base, error: 'Skriv navnet på kontaktpersonen.', values: { myndighed: 'Skive', telefon: '20 00 00 01' } }),
    },
    { name: 'dialog-rolle', titel: 'Dialog: rolle', card: rolleDialog({ ...base, me: EVA }) },
    {
      name: 'dialog-rolle-fejl',
      titel: 'Dialog: rolle, vist igen',
      card: rolleDialog({ ...base, me: EVA, error: 'Anna Holm har allerede rollen.', values: { rolle: 'kriseleder', person: 'anna' } }),
    },
    { name: 'dialog-udfyld', titel: 'Dialog: udfyld beslutning', card: udfyldBeslutningDialog({ ...base, nr }) },
    {
      name: 'dialog-udfyld-fejl',
      titel: 'Dialog: udfyld beslutning, vist igen',
      card: udfyldBeslutningDialog({ ...base, nr, error: 'Skriv både, hvem der besluttede det, og hvorfor.', values: { begrundelse: HOSTILE } }),
    },
  ];
}
