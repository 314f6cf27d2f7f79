import type { TurnContext } from 'botbuilder';
import { cardOf } from '../../app/outgoing';
import { personById } from '../../app/roster';
import type { DialogAnswer, DialogRequest, Press } from '../../cards/actions';
import { betalingDialog } from '../../cards/dialogs/betaling';
import { forloebDialog } from '../../cards/dialogs/forloeb';
import { niveauDialog } from '../../cards/dialogs/niveau';
import { ringTilStyregruppenDialog } from '../../cards/dialogs/ringTilStyregruppen';
import { svarDialog } from '../../cards/dialogs/svar';
import { UDFOERT } from '../../domain/activation/activation';
import { findKnude } from '../../domain/activation/flow';
import type { CommandBody } from '../../domain/command';
import type { IncidentState } from '../../domain/state';
import { answerCard, type Dialog } from '../invoke';
import type { Services } from '../services';
import type { Turn } from '../turn';

/** START HER: the buttons and forms of the flow, and what belongs to the activation afterwards. */
type FlowDialog = 'svar' | 'forloeb' | 'ringTilStyregruppen' | 'niveau' | 'betaling';
export type FlowRequest = Extract<DialogRequest, { dialog: FlowDialog }>;
export type FlowAnswer = Extract<DialogAnswer, { dialog: FlowDialog }>;
export type FlowPress = Extract<Press, { verb: 'forloebUdfoert' | 'forvaerret' }>;

/** Undefined when what it is about is not there. */
export function flowForm(
  wanted: FlowRequest | FlowAnswer,
  state: IncidentState,
  nonce: string,
  services: Services,
  error?: string,
): Dialog | undefined {
  const { content, roster } = services.scenes.of(state);
  switch (wanted.dialog) {
    case 'svar': {
      const card = svarDialog({
        state,
        content,
        knude: wanted.knude,
        svar: wanted.svar,
        nonce,
        values: 'nonce' in wanted ? wanted : undefined,
        error,
      });
      return card && { title: `Felt ${findKnude(content.forloeb, wanted.knude)?.felt ?? ''}`, card };
    }
    case 'forloeb':
      return { title: 'Forløbet', card: forloebDialog({ state, content }) };
    case 'ringTilStyregruppen':
      return { title: 'Ring', card: ringTilStyregruppenDialog({ state, phonesOf: ({ id }) => personById(roster, id)?.phones ?? {} }) };
    case 'niveau':
      return { title: 'Niveau', card: niveauDialog({ state, content, nonce, values: 'nonce' in wanted ? wanted : undefined, error }) };
    case 'betaling':
      return { title: 'Betaling', card: betalingDialog({ state, content, nonce, values: 'nonce' in wanted ? wanted : undefined, error }) };
  }
}

export function flowCommand(answer: FlowAnswer): CommandBody {
  switch (answer.dialog) {
    case 'svar':
      return { type: 'answerForloeb', knude: answer.knude, svar: answer.svar, begrundelse: answer.begrundelse };
    case 'niveau':
      return { type: 'changeNiveau', niveau: answer.niveau, begrundelse: answer.begrundelse };
    case 'betaling':
      return { type: 'recordOekonomi', myndighed: answer.myndighed, accepteretAf: answer.accepteretAf, bemaerkning: answer.bemaerkning };
  }
}

/** The answer is the incident's card as it is now. */
export async function pressFlow(context: TurnContext, turn: Turn, press: FlowPress, { journal, clock, scenes }: Services): Promise<void> {
  const body: CommandBody =
    press.verb === 'forvaerret' ? { type: 'worsenSituation' } : { type: 'answerForloeb', knude: press.knude, svar: UDFOERT, begrundelse: '' };
  const id = `knap:${press.verb}:${press.verb === 'forvaerret' ? '' : press.knude}:${turn.actor.id}:${press.revision}`;
  const result = await journal.execute({
    id,
    incident: press.haendelse,
    actor: turn.actor,
    now: clock.incident().toISOString(),
    kanal: turn.kanal,
    body,
  });
  return answerCard(context, cardOf('haendelse', scenes.of(result.state), result.kind === 'rejected' ? result.sentence : undefined).content);
}
