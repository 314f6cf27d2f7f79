import { findMoede } from '../domain/meetings/meetings';
import { referatOf, standOf } from '../domain/meetings/referat';
import type { IncidentState } from '../domain/state';
import { dayAndTime } from '../domain/time';
import { inertShort, unbroken } from './inert';
import { NAVN_TEGN } from './people';
import template from './referatCard.json';
import { drawFitting, render, withBodyStart, type AdaptiveCard } from './render';
import { topOf } from './top';

interface ReferatCardInput {
  readonly state: IncidentState;
  readonly moede: string;
  readonly notice?: string | undefined;
}

const LINJER = 40;

/** What a meeting decided, to be read back and approved. All of it stands in the log as well. */
export function referatCard({ state, moede, notice }: ReferatCardInput): AdaptiveCard {
  const draw = (view: object) => withBodyStart(render(template, view), topOf(state, { notice }));
  return drawFitting<object>(referatView({ state, moede }), [20, 8].map((lines) => () => referatView({ state, moede }, lines)), draw);
}

export function referatView({ state, moede: id }: Pick<ReferatCardInput, 'state' | 'moede'>, lines = LINJER) {
  const moede = findMoede(state.moeder, id);
  if (!moede) throw new Error(`no minutes of the meeting ${id}: it has not been called`);
  const minutes = referatOf(moede, state);
  const { beslutninger, opfoelgning } = minutes;
  const incomplete = beslutninger.filter(({ mangler }) => mangler.length > 0);
  const open = state.phase === 'open';
  const { referat } = moede;
  const since = (nr: number) => (referat && !referat.linjer.includes(nr) ? ' (rettet efter godkendelsen)' : '');
  return {
    haendelse: state.id,
    moede: id,
    revision: standOf(minutes),
    titel: `Referat: ${moede.titel}`,
    status: referat ? `✔ Godkendt af ${inertShort(referat.by.name, NAVN_TEGN)} ${unbroken(dayAndTime(referat.at))}` : '○ Læs det op, og godkend det',
    farve: referat ? 'Good' : 'Accent',
    beslutninger: beslutninger.slice(0, lines).map(({ nr, tekst, beslutter, begrundelse, mangler }) => ({
      tekst: `Linje ${nr}${since(nr)}: ${inertShort(tekst, 400)}`,
      hvem: mangler.length > 0 ? `⚠ mangler ${mangler.join(' og ')}` : `Besluttet af ${inertShort(beslutter, 120)}, fordi: ${inertShort(begrundelse, 200)}`,
    })),
    opfoelgning: opfoelgning.slice(0, lines).map(({ nr, tekst, ansvarlig, frist }) => ({
      tekst: `Linje ${nr}${since(nr)}: ${inertShort(tekst, 400)}`,
      hvem: `Ansvarlig: ${inertShort(ansvarlig, 80) || 'ikke skrevet'} · frist: ${inertShort(frist, 80) || 'ikke skrevet'}`,
    })),
    ingenBeslutninger: beslutninger.length === 0 ? 'Ingen beslutninger er skrevet ned under mødet.' : '',
    ingenOpfoelgning: opfoelgning.length === 0 ? 'Intet at følge op på.' : '',
    flere: Math.max(0, beslutninger.length - lines) + Math.max(0, opfoelgning.length - lines) > 0 ? 'Der er flere linjer, end der er plads til. Se dem med /log vis.' : '',
    mangler: open && !referat ? incomplete.slice(0, 6).map(({ nr }) => ({ nr })) : [],
    kanGodkendes: open && !referat && incomplete.length === 0,
  };
}
