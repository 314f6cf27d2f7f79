import type { Content } from '../../content/schema';
import { currentKnude, findKnude, type Knude } from '../../domain/activation/flow';
import type { IncidentState } from '../../domain/state';
import { comingTime } from '../../domain/time';
import { render, withBodyStart, type AdaptiveCard } from '../render';
import { answeredBy, answeredByHours } from '../startHer';
import { topOf } from '../top';
import template from './forloeb.json';

interface Arrow {
  readonly tekst: string;
  readonly vaegt: 'Bolder' | 'Default';
}

/** Where an answer leads, as the content has it; `svar` is what the taken edge then says. */
interface Edge {
  readonly svar: string;
  readonly titel: string;
  readonly til: string;
  readonly vent: boolean;
}

/** Bilag 1 as it stands in the content, with the path taken: boxes and arrows in reading order, and each said in words. */
export function forloebDialog({ state, content }: { readonly state: IncidentState; readonly content: Content }): AdaptiveCard {
  const now = currentKnude(state, content.forloeb);
  const visited = new Set(state.forloeb.sti.map(({ knude }) => knude));
  const knuder = [...content.forloeb.knuder]
    .sort((a, b) => a.felt - b.felt)
    .map((knude) => {
      const here = knude.id === now.id;
      const passed = visited.has(knude.id);
      const mark = here ? '● Her er I nu · ' : passed ? '✔ Passeret · ' : '○ ';
      return {
        titel: `${mark}Felt ${knude.felt}: ${knude.titel}`,
        vaegt: here || passed ? 'Bolder' : 'Default',
        stil: here ? 'accent' : 'emphasis',
        pile: edgesOf(knude)
          .map((edge) => arrow(edge, knude, state, content))
          .concat(waiting(here, state), worsening(knude, content)),
      };
    });
  return withBodyStart(render(template, { knuder }), topOf(state, {}));
}

function edgesOf(knude: Knude): readonly Edge[] {
  if ('svar' in knude) return knude.svar.map(({ id, titel, til, vent }) => ({ svar: id, titel, til, vent: vent !== undefined }));
  return 'til' in knude ? [{ svar: '', titel: '', til: knude.til, vent: false }] : [];
}

function arrow({ svar, titel, til, vent }: Edge, knude: Knude, { forloeb, openedAt, aabning }: IncidentState, content: Content): Arrow {
  const taken = forloeb.sti.filter((edge) => edge.knude === knude.id && edge.til === til && (svar === '' || edge.svar === svar)).at(-1);
  const target = findKnude(content.forloeb, til);
  const where = til === knude.id ? 'bliv i feltet' : `felt ${target?.felt ?? '?'}`;
  const when = vent ? ', når kontaktcentret åbner igen' : '';
  const tekst = `${taken ? '✔ ' : ''}${titel ? `${titel} ` : ''}→ ${where}${when}${taken ? ` (valgt: ${answeredByHours(taken, knude, aabning) ? 'åbningstiden' : answeredBy(taken, knude, openedAt)})` : ''}`;
  return { tekst, vaegt: taken ? 'Bolder' : 'Default' };
}

function waiting(here: boolean, { forloeb: { venterTil, sti }, openedAt }: IncidentState): readonly Arrow[] {
  return here && venterTil ? [{ tekst: `⏳ Venter til ${comingTime(venterTil, sti.at(-1)?.at ?? openedAt)}`, vaegt: 'Bolder' }] : [];
}

function worsening({ forvaerret }: Knude, content: Content): readonly Arrow[] {
  const target = forvaerret && findKnude(content.forloeb, forvaerret);
  return target ? [{ tekst: `Forværret situation → felt ${target.felt}`, vaegt: 'Default' }] : [];
}
