import type { TurnContext } from 'botbuilder';
import { isAddress } from '../app/addresses';
import type { Place } from '../app/effects';
import { crisisPeople } from '../app/roster';
import type { DialogAnswer } from '../cards/actions';
import { aabnHaendelseDialog, type AabnHaendelseInput } from '../cards/dialogs/aabnHaendelse';
import { mark } from '../cards/messages';
import { HAENDELSESTID_TIMER, readClock, recentInstant } from '../domain/logbook/eventTime';
import type { PersonRef } from '../domain/person';
import type { IncidentState } from '../domain/state';
import { clockTime, shortTime, type Instant } from '../domain/time';
import { answerDialog, answerDialogSentence, type Dialog } from './invoke';
import { linkTo } from './links';
import type { Services } from './services';
import type { Turn } from './turn';

export type OpeningAnswer = Extract<DialogAnswer, { dialog: 'aabnHaendelse' }>;

export async function openIncident(context: TurnContext, answer: OpeningAnswer, turn: Turn, services: Services): Promise<void> {
  const channel = krisestabChannel(turn, services);
  if (!channel) return answerDialogSentence(context, 'Åbn hændelsen i krisestabens kanal. Herfra ved jeg ikke, hvor trådene skal ligge. Intet er gemt.');
  const again = (more: Pick<AabnHaendelseInput, 'error' | 'allerede'>) => answerDialog(context, openingForm({ nonce: answer.nonce, values: answer, ...more }, turn, services));
  const tidspunkt = receivedAt(answer.modtaget, services);
  if (!tidspunkt) return again({ error: `Skriv, hvad klokken var, for eksempel 14.05. Den må ikke være efter nu eller mere end ${HAENDELSESTID_TIMER} timer siden.` });
  const modtager = receiver(answer.modtager, turn, services);
  if (!modtager) return again({ error: 'Vælg, hvem der modtog henvendelsen.' });
  if (answer.email.trim() && !isAddress(answer.email.trim())) return again({ error: 'Kontaktpersonens mailadresse kan ikke bruges. Skriv én adresse, for eksempel navn@kommune.dk. Intet er gemt.' });
  const result = await services.opening.open({
    nonce: answer.nonce, actor: turn.actor, channel, beskrivelse: answer.beskrivelse,
    medlem: answer.medlem === 'ja' || answer.medlem === 'nej' ? answer.medlem : 'liste', modtager, modtagelse: { fra: answer.fra, tidspunkt },
    myndigheder: [...new Set(answer.myndigheder.split(/[,;\n]/).map((name) => name.trim()).filter(Boolean))],
    kontaktperson: { navn: answer.kontaktperson, telefon: answer.telefon, email: answer.email.trim() }, oevelse: answer.oevelse === 'true',
    alligevel: answer.alligevel === 'true',
  });
  switch (result.kind) {
    case 'rejected':
      return again({ error: result.sentence });
    case 'alreadyOpened':
      return again({ allerede: await earlier(result.state, services) });
    case 'committed':
      return answerDialogSentence(context, `${mark(result.state)}Hændelse ${result.state.nr} er åbnet: ${result.state.kortNavn}. Kortet kommer i krisestabens kanal. Svar på spørgsmålet under START HER.`);
  }
}

type FormInput = Omit<AabnHaendelseInput, 'me' | 'people' | 'kl'>;

export function openingForm(input: FormInput, turn: Turn, { clock, roster }: Services): Dialog {
  const me = { id: turn.actor.id, name: turn.actor.name };
  return { title: 'Åbn en hændelse', card: aabnHaendelseDialog({ ...input, me, people: crisisPeople(roster.current()), kl: clockTime(clock.incident().toISOString()) }) };
}

/** The time as it was typed; nothing typed is now. Undefined when no such time has been lately. */
function receivedAt(typed: string, { clock }: Services): Instant | undefined {
  const now = clock.incident().toISOString();
  const wall = readClock(typed);
  return typed.trim() === '' ? now : wall && recentInstant(wall, now);
}

/** Somebody else than the one who opens has to be of the krisestab or the styregruppe. */
function receiver(id: string, { actor }: Turn, { roster }: Services): PersonRef | undefined {
  if (id === '' || id === actor.id) return { id: actor.id, name: actor.name };
  return crisisPeople(roster.current()).find((person) => person.id === id);
}

async function earlier(state: IncidentState, services: Services): Promise<AabnHaendelseInput['allerede']> {
  const { nr, openedBy, openedAt, lukning } = state;
  const kl = `${shortTime(openedAt, services.clock.incident().toISOString())}${lukning ? ' og lukket igen' : ''}`;
  return { nr, af: openedBy.name, kl, link: await linkTo(state.id, 'haendelse', services) };
}

/** The configured channel; without one, the channel in which the incident is opened. */
function krisestabChannel(turn: Turn, { krisestabChannelId }: Services): Place | undefined {
  return krisestabChannelId ? { conversation: krisestabChannelId, serviceUrl: turn.place.serviceUrl } : turn.channel;
}
