import type { Breve } from '../content/letterSchema';
import type { DispatchState, ModtagerState } from '../domain/mail/mail';
import type { DraftText } from '../domain/orientation/orientation';
import { fillPlaceholders } from '../domain/placeholders';
import type { IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';

export interface MailTextInput {
  readonly state: IncidentState;
  readonly breve: Breve;
  readonly dispatch: DispatchState;
  readonly one: ModtagerState;
  /** Their own. */
  readonly link?: string | undefined;
  /** Whoever answers the telephone. */
  readonly ring?: { readonly navn: string; readonly telefon: string } | undefined;
}

const MARK = 'ØVELSE';

/** A mail as its recipient reads it, without Teams: what, by when, where to press and whom to ring. Plain text. */
export function mailText({ state, breve, dispatch, one, link, ring }: MailTextInput): DraftText {
  const { emneMedFrist, svar, svarSenest, ring: ringText, iStedetFor, bund } = breve.faelles;
  const frist = one.svarfrist === undefined ? undefined : dayAndTime(one.svarfrist);
  const wanted = breve[dispatch.udkast].svar;
  const emne = frist && wanted ? fillPlaceholders(emneMedFrist, { emne: dispatch.emne, frist }) : dispatch.emne;
  const parts = [
    state.oevelse ? `${MARK} – dette er kun en øvelse.` : '',
    one.iStedetFor ? fillPlaceholders(iStedetFor, { navn: one.iStedetFor.name }) : '',
    dispatch.tekst,
    wanted && link
      ? [wanted.spoergsmaal, fillPlaceholders(svar, { knapper: wanted.knapper.map(({ titel }) => `"${titel}"`).join(' / '), link })].join('\n')
      : '',
    frist && wanted ? fillPlaceholders(svarSenest, { frist }) : '',
    ring ? fillPlaceholders(ringText, ring) : '',
    fillPlaceholders(bund, { nr: String(state.nr) }),
  ];
  return { emne: marked(oneLine(emne), state), tekst: parts.filter(Boolean).join('\n\n') };
}

/** People may have written over it. */
function marked(emne: string, { oevelse }: IncidentState): string {
  return oevelse && !emne.startsWith(MARK) ? `${MARK} – ${emne}` : emne;
}

/** A subject has no lines: a break in it would be read as another header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
