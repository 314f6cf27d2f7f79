import type { IncidentState } from '../domain/state';
import template from './erasureCard.json';
import { inertShort } from './inert';
import { render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

const KEY = 'sletning:';

/** What a card row calls this card; there is one per line that somebody asked to have erased. */
export function erasureCardKey(nr: number): string {
  return `${KEY}${nr}`;
}

export function erasureNr(cardKey: string): number | undefined {
  return cardKey.startsWith(KEY) ? Number(cardKey.slice(KEY.length)) : undefined;
}

/** Kriseleder and logfører erase together: one has asked, the other one confirms here. Never shows the line itself. */
export function erasureCard({ state, nr, notice }: { readonly state: IncidentState; readonly nr: number; readonly notice?: string | undefined }): AdaptiveCard {
  return withBodyStart(render(template, erasureView({ state, nr })), topOf(state, { notice }));
}

export function erasureView({ state, nr }: { readonly state: IncidentState; readonly nr: number }): object {
  const asked = state.log.erasures[nr];
  const venter = asked !== undefined && state.log.erasable.includes(nr);
  return {
    haendelse: state.id,
    nr,
    kanBekraeftes: venter && state.phase === 'open',
    overskrift: venter ? `⚠ ${inertShort(asked.by.name, 60)} beder om, at linje ${nr} slettes` : `✔ Linje ${nr} er slettet`,
    begrundelse: inertShort(asked?.begrundelse ?? '', 300),
    forklaring: venter
      ? 'Kriselederen og logføreren sletter sammen: den anden af jer bekræfter. Teksten kan ikke hentes tilbage. Nummer, tid og navn bliver stående.'
      : 'Nummer, tid og navn står tilbage i loggen.',
    andre: othersText(nr, state),
  };
}

/** A correction takes over what it does not say anew, so what is to go may stand in several lines. */
function othersText(nr: number, { log: { entries } }: IncidentState): string {
  const first = entries.find((entry) => entry.nr === nr)?.foersteNr ?? nr;
  const others = entries.filter((entry) => entry.nr !== nr && (entry.foersteNr ?? entry.nr) === first).map((entry) => entry.nr);
  return others.length > 0 ? `⚠ Det samme kan stå i linje ${others.join(', ')} (rettelser). Hver linje slettes for sig.` : '';
}
