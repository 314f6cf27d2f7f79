import type { TurnContext } from 'botbuilder';
import type { Place } from '../app/effects';
import type { DialogAnswer } from '../cards/actions';
import { aabnHaendelseDialog, type AabnHaendelseInput } from '../cards/dialogs/aabnHaendelse';
import { mark } from '../cards/messages';
import type { IncidentState } from '../domain/state';
import { shortTime } from '../domain/time';
import { answerDialog, answerDialogSentence, type Dialog } from './invoke';
import { linkTo } from './links';
import type { Services } from './services';
import type { Turn } from './turn';

export type OpeningAnswer = Extract<DialogAnswer, { dialog: 'aabnHaendelse' }>;

export async function openIncident(context: TurnContext, answer: OpeningAnswer, turn: Turn, services: Services): Promise<void> {
  const channel = krisestabChannel(turn, services);
  if (!channel) return answerDialogSentence(context, 'Åbn hændelsen i krisestabens kanal. Herfra ved jeg ikke, hvor trådene skal ligge. Intet er gemt.');
  const result = await services.opening.open({
    nonce: answer.nonce, actor: turn.actor, channel, beskrivelse: answer.beskrivelse,
    myndigheder: [...new Set(answer.myndigheder.split(/[,;\n]/).map((name) => name.trim()).filter(Boolean))],
    kontaktperson: { navn: answer.kontaktperson, telefon: answer.telefon, email: answer.email }, oevelse: answer.oevelse === 'true',
    alligevel: answer.alligevel === 'true',
  });
  switch (result.kind) {
    case 'rejected':
      return answerDialog(context, openingForm({ values: answer, nonce: answer.nonce, error: result.sentence }));
    case 'alreadyOpened':
      return answerDialog(context, openingForm({ values: answer, nonce: answer.nonce, allerede: await earlier(result.state, services) }));
    case 'committed':
      return answerDialogSentence(context, `${mark(result.state)}Hændelse ${result.state.nr} er åbnet: ${result.state.kortNavn}. Kortet kommer i krisestabens kanal. Start instruks 1 fra kortet.`);
  }
}

export function openingForm(input: AabnHaendelseInput): Dialog {
  return { title: 'Åbn en hændelse', card: aabnHaendelseDialog(input) };
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
