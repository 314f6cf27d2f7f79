import type { IncidentContent, Lock, Starter, Trin } from '../instruks';
import { findInstruks, findStepAnywhere } from '../instruks';
import type { IncidentState, StepStatus } from '../state';
import { stepState } from '../state';

/** The locks of a step that are still shut, in the order in which the content names them. */
export function shutLocks(step: Trin, state: IncidentState, content: IncidentContent): readonly Lock[] {
  return (step.laastAf ?? []).filter((lock) => !opens(lock, state, content));
}

/** Criterion 8: nobody decides it alone; the vote does. */
export function isVotedOn({ id }: Trin, { aktivering }: Pick<IncidentContent, 'aktivering'>): boolean {
  return id === aktivering.forslag.aktiver.trin;
}

function opens(lock: Lock, state: IncidentState, content: IncidentContent): boolean {
  const target = findStepAnywhere(content, lock.trin);
  const instruks = target && state.instrukser[target.instruks.id];
  if (!instruks) return false;
  const status = stepState(instruks, lock.trin).status;
  switch (status.kind) {
    case 'aaben':
      return false;
    case 'ikkeRelevant':
      return lock.valg === undefined;
    case 'udfoert':
      return lock.valg === undefined || lock.valg.includes(status.beslutning?.valg ?? '');
  }
}

/** "Låst: 2A.3 og 2D.2 skal være udført · 1A.1 skal være besluttet: Ja, krisestaben aktiveres" – what has to happen first. */
export function lockSentence(locks: readonly Lock[], content: IncidentContent): string {
  const numberOf = (lock: Lock) => findStepAnywhere(content, lock.trin)?.trin.nummer ?? lock.trin;
  const done = locks.filter(({ valg }) => !valg).map(numberOf);
  const decided = locks.flatMap((lock) => {
    if (!lock.valg) return [];
    const choices = findStepAnywhere(content, lock.trin)?.trin.valg;
    const titles = lock.valg.map((id) => choices?.find((choice) => choice.id === id)?.titel ?? id);
    return [`${numberOf(lock)} skal være besluttet: ${titles.join(' eller ')}`];
  });
  return `Låst: ${[...(done.length > 0 ? [`${listed(done)} skal være udført`] : []), ...decided].join(' · ')}`;
}

/** "2A.3, 2D.2 og 2E.2" */
function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' og ');
}

/** What the step, as it stands now, has set going or offers. */
export function dueStarters(step: Trin, status: StepStatus): readonly Starter[] {
  if (status.kind !== 'udfoert') return [];
  return (step.starter ?? []).filter((starter) => starter.valg === undefined || starter.valg.includes(status.beslutning?.valg ?? ''));
}

/** The step that set this instruks going and, as it stands now, no longer would: taken back, or decided otherwise. */
export function lapsedCause(instruksId: string, state: IncidentState, content: IncidentContent): { readonly trin: Trin; readonly status: StepStatus } | undefined {
  const cause = state.instrukser[instruksId]?.foraarsagetAf;
  if (cause === undefined) return undefined;
  for (const { id, afsnit } of content.instrukser) {
    const trin = afsnit.flatMap((each) => each.trin).find(({ nummer }) => nummer === cause);
    const started = state.instrukser[id];
    if (!trin || !started) continue;
    const { status } = stepState(started, trin.id);
    return dueStarters(trin, status).some(({ instruks }) => instruks === instruksId) ? undefined : { trin, status };
  }
  return undefined;
}

/** Instrukser that finished steps of this instruks offer and that nobody has started yet. */
export function offeredInstrukser(instruksId: string, state: IncidentState, content: IncidentContent): readonly string[] {
  const instruks = findInstruks(content, instruksId);
  const started = state.instrukser[instruksId];
  if (!instruks || !started) return [];
  const offers = instruks.afsnit
    .flatMap((afsnit) => afsnit.trin)
    .flatMap((trin) => dueStarters(trin, stepState(started, trin.id).status))
    .filter((starter) => starter.hvordan === 'tilbyd' && !state.instrukser[starter.instruks])
    .map((starter) => starter.instruks);
  return [...new Set(offers)];
}
