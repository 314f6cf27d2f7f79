import type { Content } from '../../content/schema';
import { dateAndTime } from '../../domain/danishTime';
import { bearsOpening, missingInformation } from '../../domain/meetings/agenda';
import { findMoede } from '../../domain/meetings/meetings';
import type { IncidentState } from '../../domain/state';
import { dayAndTime, minutesAfter, type Instant } from '../../domain/time';
import type { AdaptiveCard } from '../render';
import { asksContact } from './asksContact';
import { dialogCard, type DialogInput } from './dialog';
import template from './moedeSlut.json';

export interface MoedeSlutInput extends DialogInput<'moedeSlut'> {
  readonly state: IncidentState;
  readonly content: Content;
  readonly moede: string;
  readonly now: Instant;
}

/** The end of a meeting with what has to be agreed in it (2G): the next one, and how often the authority reports. */
export function moedeSlutDialog({ state, content, moede: id, now, nonce, values, error }: MoedeSlutInput): AdaptiveCard {
  const moede = findMoede(state.moeder, id);
  const { varighedMinutter, naesteOmMinutter, kadence: usual } = content.moeder;
  const next = dateAndTime(minutesAfter(now, naesteOmMinutter));
  const { kadence } = state.moeder;
  const besked = dateAndTime(kadence?.naeste ?? minutesAfter(now, usual.hverMinutter));
  const missing = moede && bearsOpening(moede, content) ? missingInformation(state, content) : [];
  const planned = state.moeder.moeder.find(({ instruks, status }) => instruks === moede?.instruks && status === 'planlagt');
  return dialogCard(template, {
    state,
    error,
    texts: { ingenFlere: values?.ingenFlere ?? '' },
    view: {
      nonce,
      haendelse: state.id,
      spoerges: asksContact(state),
      moede: id,
      mangler: missing.length > 0 ? `⚠ Før opstart mangler ${missing.join(', ')}. Derfor skal der være et møde mere.` : '',
      aftalt: planned ? `Næste møde er aftalt: ${planned.titel} ${dayAndTime(planned.start)}.` : '',
      spoerg: planned
        ? []
        : [{ naeste: values?.naeste || 'ja', dato: values?.dato || next.dato, tid: values?.tid || next.tid, minutter: Number(values?.minutter) || (moede?.minutter ?? varighedMinutter) }],
      hverMinutter: Number(values?.hverMinutter) || (kadence?.hverMinutter ?? usual.hverMinutter),
      beskedDato: values?.beskedDato || besked.dato,
      beskedTid: values?.beskedTid || besked.tid,
    },
  });
}
