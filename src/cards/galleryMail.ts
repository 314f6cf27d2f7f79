import type { Content } from '../content/schema';
import type { Modtager } from '../domain/mail/mail';
import type { DraftId } from '../domain/orientation/orientation';
import { BOT, type PersonRef } from '../domain/person';
import { modtagereDialog } from './dialogs/modtagere';
import { retUdkastDialog } from './dialogs/retUdkast';
import { draftCard, type Mailable } from './draftCard';
import { ANNA, BENT, EVA, Scenario, type GalleryCard } from './galleryScenario';
import { HEAVY, HOSTILE } from './galleryTexts';

const REP: Mailable = { antal: 6, udenMail: 0 };
const OLE: PersonRef = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
const NAVNE = ['Claus Bro', 'Dorte Lund', 'Erik Holm', 'Frida Dam', 'Gunnar Hav', 'Jens Ravn'];
const SEKS: readonly Modtager[] = NAVNE.map((name, index) => ({
  id: `m${index}`,
  name,
  ...(index < 3 ? { sekundaer: { id: `s${index}`, name: `Vikar ${name}` } } : {}),
}));
const LYDIA: PersonRef = { id: 'lydia', name: 'Lydia Kjær' };
const CONTACT = { type: 'nameKontaktperson', myndighed: 'Viborg', kontaktperson: OLE } as const;

/** A mail from its first text to the answers. */
export function mailCards(content: Content): readonly GalleryCard[] {
  const draft = (name: string, titel: string, { state, now }: Scenario, udkast: DraftId, notice?: string, mailable = REP): GalleryCard => ({
    name: `udkast-${name}`,
    titel,
    card: draftCard({ state, content, udkast, mailable, now, notice }),
  });
  const beingChanged = ({ state, now }: Scenario): GalleryCard => ({
    name: 'udkast-rettes',
    titel: 'Mail: en anden er ved at rette den',
    card: draftCard({ state, content, udkast: 'rep', mailable: REP, now, redigeres: [{ udkast: 'rep', person: BENT, siden: now }], notice: 'Ikke sendt: Bent Krogh er ved at rette teksten (siden 14.05). Tal sammen, eller send den, som den er.', alligevel: true }),
  });
  const recipients = (name: string, titel: string, { state, now }: Scenario, udsendelse: string, error?: string): GalleryCard => {
    const dispatch = state.udsendelser[udsendelse];
    if (!dispatch) throw new Error(`no dispatch ${udsendelse}`);
    return {
      name: `dialog-modtagere-${name}`,
      titel,
      card: modtagereDialog({
        state,
        content,
        dispatch,
        now,
        nonce: 'n1',
        error,
        phoneOf: ({ id }) => (id === 'm0' ? undefined : '+45 20 00 00 09'),
      }),
    };
  };

  const decided = () => new Scenario(content).does(CONTACT).activates();
  const edited = (tekst: string) => decided().does({ type: 'editDraft', udkast: 'rep', revision: 1, emne: tekst.slice(0, 900), tekst });
  const approved = (modtagere: readonly Modtager[] = SEKS, udkast: DraftId = 'rep', by = ANNA) =>
    decided()
      .does({ type: 'approveDraft', udkast, revision: 1, modtagere, udenMail: udkast === 'rep' ? [LYDIA] : [] }, by)
      .wait(-1);
  const sending = (modtagere?: readonly Modtager[], udkast?: DraftId) => approved(modtagere, udkast).wait(1).does({ type: 'tick' }, BOT);
  const outcome = { type: 'recordMailOutcome', forsoeg: 1 } as const;
  const sent = () => sending().does({ ...outcome, udsendelse: 'rep-1', fejlede: [] }, BOT);
  const answered = () =>
    sent()
      .does({ type: 'recordSvar', udsendelse: 'rep-1', person: SEKS[4]!, svar: 'modtaget', bemaerkning: '' }, SEKS[4])
      .does({ type: 'recordSvar', udsendelse: 'rep-1', person: SEKS[5]!, svar: 'modtaget', bemaerkning: 'Vi kan sende to vagter.' }, SEKS[5])
      .does({ type: 'markNotArrived', udsendelse: 'rep-1', person: SEKS[0]! }, BENT)
      .does({ type: 'revokeSvarlink', udsendelse: 'rep-1', person: SEKS[1]! }, BENT);
  const toOle = () => sending([OLE], 'kp').does({ ...outcome, udsendelse: 'kp-1', fejlede: [] }, BOT);
  const failed = () =>
    sending().does({ type: 'recordMailFailure', udsendelse: 'rep-1', forsoeg: 1, hvorfor: 'Mail er ikke sat op.', accepteret: 0 }, BOT);
  const nasty: readonly Modtager[] = [{ id: 'x', name: HOSTILE }];
  const many: readonly Modtager[] = Array.from({ length: 98 }, (_, index) => ({ id: `m${index}`, name: `${HEAVY.slice(0, 60)} ${index}` }));
  const oevelse = new Scenario(content, { oevelse: true, beskrivelse: 'Nord Energinet er ramt af et hackerangreb' }).activates();

  return [
    beingChanged(decided()),
    draft('rep', 'Mail til repræsentantskabet, udkast', decided(), 'rep'),
    draft('rep-mangler', 'Mail, nogle uden adresse (øvelse)', oevelse, 'rep', undefined, { antal: 4, udenMail: 2 }),
    draft('hm', 'Mail til myndigheden, kontaktperson mangler', new Scenario(content).activates(), 'hm', undefined, { antal: 0, udenMail: 0 }),
    draft('kp', 'Praktisk mail til kontaktpersonen', decided(), 'kp', undefined, { antal: 1, udenMail: 0 }),
    draft(
      'godkendt',
      'Mail, lige godkendt: kan fortrydes',
      approved(),
      'rep',
      'Godkendt. Du kan fortryde i 20 sekunder. Derefter bliver mailen sendt.',
    ),
    draft('sendes', 'Mail, på vej', sending(), 'rep'),
    draft('accepteret', 'Mail, accepteret af Exchange', sent(), 'rep'),
    draft('afvist', 'Mail, en adresse afvist', sending().does({ ...outcome, udsendelse: 'rep-1', fejlede: [SEKS[4]!] }, BOT), 'rep'),
    draft('ikke-sendt', 'Mail, ikke sendt', failed(), 'rep', 'Sendes til dem, der mangler den.'),
    draft('svar', 'Mail med svar og en, der ikke kom frem', answered(), 'rep'),
    draft(
      'svar-kp',
      'Mail til kontaktpersonen, besvaret',
      toOle().does({ type: 'recordSvar', udsendelse: 'kp-1', person: OLE, svar: 'ring', bemaerkning: 'Jeg har ikke adgang til guiden.' }, OLE),
      'kp',
    ),
    draft('ny-adresse', 'Mail til kontaktpersonen, som har fået en ny mailadresse', toOle().does({ type: 'changeKontaktpersonMail', myndighed: 'Viborg', kontaktperson: OLE }), 'kp'),
    draft('fjendtlig', 'Mail med tekst, der prøver at være kode', edited(`${HOSTILE}\n\n${HOSTILE}`), 'rep'),
    draft(
      'fjendtlig-svar',
      'Mail med et svar, der prøver at være kode',
      sending(nasty)
        .does({ ...outcome, udsendelse: 'rep-1', fejlede: nasty.slice(1) }, BOT)
        .does({ type: 'recordSvar', udsendelse: 'rep-1', person: nasty[0]!, svar: 'modtaget', bemaerkning: HOSTILE }, nasty[0]),
      'rep',
    ),
    draft('tung', 'Mail med meget tekst', edited(HEAVY), 'rep', HEAVY),
    { name: 'dialog-ret-udkast', titel: 'Dialog: ret mail', card: retUdkastDialog({ state: decided().state, udkast: 'rep', nonce: 'n1' }) },
    {
      name: 'dialog-ret-udkast-optaget',
      titel: 'Dialog: ret mail, en anden er i gang',
      card: retUdkastDialog({ state: decided().state, udkast: 'rep', nonce: 'n1', rettesAf: { person: EVA, siden: decided().now } }),
    },
    {
      name: 'dialog-ret-udkast-nyere',
      titel: 'Dialog: ret mail, en anden kom først',
      card: retUdkastDialog({
        state: edited('Kære alle\n\nVi er godt i gang.').state,
        udkast: 'rep',
        nonce: 'n1',
        error: 'Eva Sø har ændret teksten, mens du rettede. Den nye tekst står her over din. Gem igen, hvis din skal gælde.',
        values: { revision: 1, emne: 'Min', tekst: HOSTILE },
      }),
    },
    {
      name: 'dialog-ret-udkast-fejl',
      titel: 'Dialog: ret mail, vist igen',
      card: retUdkastDialog({
        state: decided().state,
        udkast: 'hm',
        nonce: 'n1',
        error: 'Skriv både et emne og en tekst.',
        values: { revision: 1, emne: '', tekst: HOSTILE },
      }),
    },
    recipients('svar', 'Dialog: modtagere, nogle har svaret', answered(), 'rep-1'),
    recipients('kp', 'Dialog: modtagere, kontaktpersonen', toOle(), 'kp-1', 'Vælg, hvad der er sket.'),
    recipients('fjendtlig', 'Dialog: modtagere med navne, der prøver at være kode', sending(nasty), 'rep-1', HOSTILE),
    recipients('mange', 'Dialog: modtagere, meget mange', sending(many), 'rep-1'),
  ];
}
