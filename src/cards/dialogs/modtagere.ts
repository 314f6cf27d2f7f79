import type { Content } from '../../content/schema';
import type { DispatchState, ModtagerState } from '../../domain/mail/mail';
import type { PersonRef } from '../../domain/person';
import type { IncidentState } from '../../domain/state';
import { shortTime, type Instant } from '../../domain/time';
import { inertShort, unbroken } from '../inert';
import { canBeRetried, sendingStatus } from '../mailReport';
import { NAVN_TEGN } from '../people';
import type { AdaptiveCard } from '../render';
import { dialogCard, type DialogInput } from './dialog';
import template from './modtagere.json';

export interface ModtagereInput extends DialogInput<'modtagere'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly dispatch: DispatchState;
  readonly now: Instant;
  /** At work; for those who have to be rung. */
  readonly phoneOf: (person: PersonRef) => string | undefined;
}

const LINJER = 25;
const VALG = 250;

/** One mail's recipients, those first who have to be rung; and what is known of one of them by telephone. */
export function modtagereDialog({ state, content, dispatch, now, phoneOf, nonce, values, error }: ModtagereInput): AdaptiveCard {
  const svar = content.breve[dispatch.udkast].svar;
  const ordered = [...dispatch.modtagere].sort((a, b) => urgency(b) - urgency(a));
  const shown = ordered.slice(0, LINJER);
  const { tekst: status, farve } = sendingStatus(dispatch);
  const { person = dispatch.modtagere.length === 1 ? dispatch.modtagere[0]!.id : '', handling = '', bemaerkning = '' } = values ?? {};
  const view = {
    nonce,
    haendelse: state.id,
    udsendelse: dispatch.id,
    titel: dispatch.titel,
    status,
    farve,
    linjer: shown.map((one) => ({
      navn: inertShort(one.name, NAVN_TEGN),
      resten: ` – ${stateOf(one, svar !== undefined, now)}${phone(one, phoneOf)}`,
    })),
    flere: ordered.length > shown.length ? `og ${ordered.length - shown.length} mere` : '',
    person,
    personer: ordered.slice(0, VALG).map(({ id, name }) => ({ title: inertShort(name, NAVN_TEGN), value: id })),
    handling,
    handlinger: [
      ...(svar?.knapper ?? []).map(({ id, titel }) => ({ title: `Har svaret i telefonen: ${titel}`, value: `svar:${id}` })),
      ...(canBeRetried(dispatch) ? [{ title: 'Send mailen igen til dem, der ikke har den', value: 'send-igen' }] : []),
      { title: 'Mailen kom ikke frem', value: 'kom-ikke-frem' },
      ...(svar ? [{ title: 'Kald svarlinket tilbage', value: 'tilbagekald' }] : []),
    ],
  };
  return dialogCard(template, { state, error, texts: { bemaerkning }, view });
}

function urgency({ svar, komIkkeFrem, videre }: ModtagerState): number {
  if (svar) return 0;
  return komIkkeFrem ? 3 : videre ? 2 : 1;
}

function stateOf({ svar, komIkkeFrem, videre, tilbagekaldt, iStedetFor }: ModtagerState, wantsAnswer: boolean, now: Instant): string {
  const instead = iStedetFor ? ` (for ${inertShort(iStedetFor.name, NAVN_TEGN)})` : '';
  const revoked = tilbagekaldt ? ', linket er kaldt tilbage' : '';
  if (svar)
    return `✔ ${inertShort(svar.svartekst, 40)} ${unbroken(shortTime(svar.at, now))}${svar.via === 'telefon' ? ' i telefonen' : ''}${instead}${revoked}`;
  if (komIkkeFrem) return `⚠ kom ikke frem${instead}${revoked}`;
  if (!wantsAnswer) return `○ intet svar nødvendigt${instead}`;
  return `${videre ? '⚠ intet svar inden fristen' : '○ har ikke svaret'}${instead}${revoked}`;
}

/** Whoever has answered need not be rung. */
function phone(one: ModtagerState, phoneOf: ModtagereInput['phoneOf']): string {
  const number = one.svar ? undefined : phoneOf(one);
  return number ? ` · ${unbroken(inertShort(number, 30))}` : '';
}
