import type { DecisionPart, IncidentState } from '../state';
import type { Instant } from '../time';
import type { MoedeState } from './meetings';

export interface ReferatDecision {
  readonly nr: number;
  readonly tekst: string;
  readonly beslutter: string;
  readonly begrundelse: string;
  readonly mangler: readonly DecisionPart[];
}

export interface FollowUp {
  readonly nr: number;
  readonly tekst: string;
  readonly ansvarlig: string;
  readonly frist: string;
}

/** What a meeting has decided and who is to do what: the lines of the log between its beginning and its end, as they read now. */
export interface Referat {
  readonly beslutninger: readonly ReferatDecision[];
  readonly opfoelgning: readonly FollowUp[];
}

export function referatOf({ begyndtNr, slutNr, begyndtAt, slutAt }: MoedeState, { log, instrukser, aktivering }: IncidentState): Referat {
  if (begyndtNr === undefined) return { beslutninger: [], opfoelgning: [] };
  const during = (nr: number) => nr > begyndtNr && nr < (slutNr ?? Number.POSITIVE_INFINITY);
  // What was typed in the meeting, and found again after it, was said in it; the other way round it was not.
  const saidThen = (skrevet: Instant) => begyndtAt !== undefined && Date.parse(skrevet) >= Date.parse(begyndtAt) && (slutAt === undefined || Date.parse(skrevet) <= Date.parse(slutAt));
  // A line that was corrected or completed after the meeting still belongs to it.
  const entries = log.entries.filter(({ nr, foersteNr, skrevet, afloest }) => !afloest && (skrevet && foersteNr === undefined ? saidThen(skrevet) : during(foersteNr ?? nr)));
  const steps = Object.values(instrukser).flatMap(({ steps: all }) => Object.values(all)).flatMap(({ status }) => {
    if (status.kind !== 'udfoert' || !status.beslutning || !during(status.nr)) return [];
    const { tekst, beslutter, begrundelse } = status.beslutning;
    return [{ nr: status.nr, tekst, beslutter, begrundelse, mangler: [] }];
  });
  const levels = (aktivering?.skift ?? []).filter(({ nr }) => during(nr)).map(({ nr, niveauTitel, by, begrundelse }) => ({ nr, tekst: `Niveau: ${niveauTitel}`, beslutter: by.name, begrundelse, mangler: [] }));
  const written = entries.flatMap(({ nr, entryType, tekst, beslutter, begrundelse, mangler }) => (entryType === 'beslutning' ? [{ nr, tekst, beslutter: beslutter ?? '', begrundelse: begrundelse ?? '', mangler }] : []));
  return {
    beslutninger: [...steps, ...levels, ...written].sort((a, b) => a.nr - b.nr),
    opfoelgning: entries.flatMap(({ nr, tekst, ansvarlig, frist }) => (ansvarlig || frist ? [{ nr, tekst, ansvarlig: ansvarlig ?? '', frist: frist ?? '' }] : [])),
  };
}

/** Another number as soon as a line comes, goes or is corrected, which gives it a number of its own: what is approved is what was looked at. */
export function standOf({ beslutninger, opfoelgning }: Referat): number {
  return [...beslutninger, ...opfoelgning].reduce((sum, { nr }) => sum + nr, 0);
}
