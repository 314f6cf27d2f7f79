import type { TurnContext } from 'botbuilder';
import { isAddress } from '../app/addresses';
import type { ContactRow } from '../app/ports';
import { refusalTo, refusalToTakePart } from '../app/rights';
import type { DialogAnswer, DialogRequest } from '../cards/actions';
import { kontaktpersonDialog, type KontaktpersonInput } from '../cards/dialogs/kontaktperson';
import { NY_ADRESSE } from '../cards/mailMessages';
import { closedSentence } from '../domain/closing/closing';
import type { CommandBody } from '../domain/command';
import { maskAll } from '../domain/logbook/cpr';
import { atFormerAddress } from '../domain/mail/newAddress';
import { contactRef } from '../domain/opening/opening';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { answerDialog, answerDialogSentence, closeDialog } from './invoke';
import type { Services } from './services';
import type { Turn } from './turn';

type Request = Extract<DialogRequest, { dialog: 'kontaktperson' }>;
type Answer = Extract<DialogAnswer, { dialog: 'kontaktperson' }>;

const GONE = 'Det findes ikke længere. Intet er ændret.';
const NO_ADDRESS = 'Mailadressen kan ikke bruges. Skriv én adresse, for eksempel navn@kommune.dk. Intet er gemt.';
const CPR_TAKEN_OUT = 'Gemt. Et CPR-nummer er taget ud, før teksten blev gemt.';
const SEND_AGAIN = `Gemt. Møder og nye mails går til den nye adresse. Mails, der er sendt til den gamle, sendes ikke igen af sig selv: Tryk "${NY_ADRESSE}" på mailens kort.`;

export async function openContactForm(context: TurnContext, { haendelse }: Request, turn: Turn, services: Services): Promise<void> {
  const state = await read(haendelse, services);
  if (!state) return answerDialogSentence(context, GONE);
  if (state.phase === 'lukket') return answerDialogSentence(context, closedSentence(state));
  const kendt = await knownContact(state, turn, services);
  return answerDialog(context, { title: 'Kontaktperson', card: kontaktpersonDialog({ state, kendt, nonce: services.newNonce(), values: undefined, error: undefined }) });
}

/** Who it is goes into the log, how they are reached beside it: first, since what follows from the log looks there. */
export async function answerContactForm(context: TurnContext, answer: Answer, turn: Turn, services: Services): Promise<void> {
  const { haendelse, nonce } = answer;
  const state = await read(haendelse, services);
  if (!state) return answerDialogSentence(context, GONE);
  const again = (error: string) => answerDialog(context, { title: 'Kontaktperson', card: kontaktpersonDialog({ state, nonce, values: answer, error }) });
  const email = answer.email.trim();
  if (email && !isAddress(email)) return again(NO_ADDRESS);
  const named = contactRef(answer.myndighed, answer.navn.trim());
  const masked = maskAll(named);
  const present = state.myndigheder.find(({ navn }) => navn === answer.myndighed)?.kontaktperson;
  const person = present?.name === masked.name ? present : masked;
  const former = await rowOf(person, haendelse, services);
  if (mayBeSaved(answer, turn, state)) {
    const { id, name } = person;
    await services.contacts.saveContact(haendelse, { id, name, phone: answer.telefon.trim() || (former?.phone ?? ''), email: email || (former?.email ?? '') });
  }
  const corrected = email !== '' && email.toLowerCase() !== (former?.email ?? '').toLowerCase();
  const { myndighed } = answer;
  const body: CommandBody = person === present && corrected ? { type: 'changeKontaktpersonMail', myndighed, kontaktperson: person } : { type: 'nameKontaktperson', myndighed, kontaktperson: named };
  const result = await services.journal.execute({ id: `dialog:${nonce}`, incident: haendelse, actor: turn.actor, now: services.clock.incident().toISOString(), kanal: turn.kanal, body });
  if (result.kind === 'committed') return answerSaved(context, result, person);
  // The telephone alone stands in no event.
  return result.code === 'uaendret' ? closeDialog(context) : again(result.sentence);
}

/** What the core would refuse is not kept beside it either. */
function mayBeSaved({ myndighed, navn }: Answer, { actor }: Turn, state: IncidentState): boolean {
  return state.phase === 'open' && !refusalTo('nameKontaktperson', actor, state) && navn.trim() !== '' && state.myndigheder.some((known) => known.navn === myndighed);
}

function answerSaved(context: TurnContext, { state, masked }: { readonly state: IncidentState; readonly masked: boolean }, { id }: PersonRef): Promise<void> {
  if (masked) return answerDialogSentence(context, CPR_TAKEN_OUT);
  const waits = Object.values(state.udsendelser).some((dispatch) => atFormerAddress(dispatch, state).some((one) => one.id === id));
  return waits ? answerDialogSentence(context, SEND_AGAIN) : closeDialog(context);
}

/** Numbers and addresses are for those who take part. */
async function knownContact(state: IncidentState, { actor }: Turn, services: Services): Promise<KontaktpersonInput['kendt']> {
  const known = state.myndigheder[0]?.kontaktperson;
  return known && !refusalToTakePart(actor, state) ? rowOf(known, state.id, services) : undefined;
}

async function rowOf({ id }: PersonRef, incident: string, { contacts }: Services): Promise<ContactRow | undefined> {
  return (await contacts.contacts(incident)).find((contact) => contact.id === id);
}

async function read(incident: string, { directory, journal }: Services): Promise<IncidentState | undefined> {
  return (await directory.find(incident)) ? journal.refreshed(incident) : undefined;
}
