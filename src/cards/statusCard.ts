import type { Content, Instruks } from '../content/schema';
import { dueCalls, type RoleCall } from '../domain/checklist/calls';
import { findStep, rolleTitel } from '../domain/instruks';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import { holders, type IncidentState } from '../domain/state';
import { clockTime, type Instant } from '../domain/time';
import { missingText } from './decisionCard';
import { inertShort } from './inert';
import { roleWithHolders } from './people';
import { sectionProgress, totalProgress } from './progress';
import { render, withBodyStart, type AdaptiveCard } from './render';
import template from './statusCard.json';
import { topOf } from './top';

const ADVARSLER = 12;

/** The answer to /status. */
export function statusCard({
  state,
  content,
  now,
}: {
  readonly state: IncidentState;
  readonly content: Content;
  readonly now: Instant;
}): AdaptiveCard {
  // Whatever would be called for if nobody had been called yet is what is current now.
  const current = dueCalls({ ...state, called: {} }, content);
  const view = {
    klokken: clockTime(now),
    advarsler: warnings(state, content),
    instrukser: content.instrukser
      .filter((instruks) => state.instrukser[instruks.id])
      .map((instruks) => instruksStatus(instruks, current, state, content)),
  };
  return withBodyStart(render(template, view), topOf(state, {}));
}

function instruksStatus(instruks: Instruks, current: readonly RoleCall[], state: IncidentState, content: Content) {
  const started = state.instrukser[instruks.id];
  if (!started) throw new Error(`${instruks.id} has not been started`);
  return {
    titel: `Instruks ${instruks.nummer} · ${instruks.titel}`,
    fremdrift: totalProgress(instruks, started),
    afsnit: instruks.afsnit.map((afsnit) => ({ nummer: afsnit.nummer, titel: afsnit.titel, ...sectionProgress(afsnit, started, state, content) })),
    nu: current
      .filter((call) => call.instruks === instruks.id)
      .map((call) => ({
        hvem: roleWithHolders(state, content, call.rolle),
        trin: call.trin.map((id) => findStep(instruks, id)?.trin.nummer ?? id).join(', '),
      })),
  };
}

function warnings(state: IncidentState, content: Content): readonly string[] {
  const vacancies = KRISESTAB_ROLES.filter((rolle) => holders(state, rolle).length === 0).map(
    (rolle) => `Ingen har rollen ${rolleTitel(content, rolle)}`,
  );
  const contacts = state.myndigheder
    .filter(({ kontaktperson }) => !kontaktperson)
    .map(({ navn }) => `Kontaktpersonen hos ${inertShort(navn, 60)} er endnu ukendt`);
  const decisions = state.log.entries
    .filter(({ mangler }) => mangler.length > 0)
    .map(({ nr, mangler }) => `Beslutningen i linje ${nr} mangler: ${missingText(mangler)}`);
  const all = [...vacancies, ...contacts, ...decisions];
  return all.length > ADVARSLER ? [...all.slice(0, ADVARSLER), `og ${all.length - ADVARSLER} mere`] : all;
}
