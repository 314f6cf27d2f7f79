import type { Forloeb } from './activation/flow';
import type { ActivationSettings } from './activation/settings';
import type { MeetingSettings } from './meetings/settings';
import type { MailSettings } from './mail/settings';
import type { VoteRule } from './vote/vote';

/**
 * What the core knows of the instrukser. The YAML under `content/` is parsed into these shapes;
 * the core itself never reads a file.
 */
export type StepKind = 'handling' | 'beslutning' | 'formular' | 'kommunikation' | 'moede';

export interface Choice {
  readonly id: string;
  readonly titel: string;
}

/** Opens when the named step is done and, if choices are named, was decided with one of them. */
export interface Lock {
  readonly trin: string;
  readonly valg?: readonly string[] | undefined;
}

/** What a finished step sets going: another instruks, at once ("straks") or as an offer ("tilbyd"). */
export interface Starter {
  readonly instruks: string;
  readonly valg?: readonly string[] | undefined;
  readonly hvordan: 'straks' | 'tilbyd';
}

export interface Trin {
  readonly id: string;
  /** "1A.2": the place of the bullet in the web version (seed 000). */
  readonly nummer: string;
  readonly tekst: string;
  readonly roller: readonly string[];
  readonly art: StepKind;
  readonly valg?: readonly Choice[] | undefined;
  readonly laastAf?: readonly Lock[] | undefined;
  readonly starter?: readonly Starter[] | undefined;
}

export interface Afsnit {
  readonly id: string;
  /** "1A" */
  readonly nummer: string;
  readonly titel: string;
  readonly indledning: string;
  readonly trin: readonly Trin[];
}

export interface Instruks {
  readonly id: string;
  readonly nummer: number;
  readonly titel: string;
  readonly formaal: string;
  readonly ansvar: string;
  readonly ansvarlig: readonly string[];
  readonly bemaerkninger: string;
  readonly afsnit: readonly Afsnit[];
}

export interface Rolle {
  readonly id: string;
  readonly titel: string;
  readonly kort: string;
  readonly krisestab: boolean;
  readonly udenforTeams: boolean;
}

/** What it takes to read a log: the titles behind the ids. */
export interface ContentTitles {
  readonly instrukser: readonly Instruks[];
  readonly roller: readonly Rolle[];
}

/** The part of a content set that decisions rest on. */
export interface IncidentContent extends ContentTitles {
  readonly hash: string;
  readonly graenser: { readonly fortrydMinutter: number; readonly logTekstTegn: number };
  readonly beslutninger: { readonly niveauer: readonly Choice[]; readonly regler: readonly VoteRule[] };
  readonly forloeb: Forloeb;
  readonly aktivering: ActivationSettings;
  readonly breve: MailSettings;
  readonly moeder: MeetingSettings;
}

export function findInstruks(content: ContentTitles, id: string): Instruks | undefined {
  return content.instrukser.find((instruks) => instruks.id === id);
}

export function findStep(instruks: Instruks, stepId: string): { afsnit: Afsnit; trin: Trin } | undefined {
  for (const afsnit of instruks.afsnit) {
    const trin = afsnit.trin.find((candidate) => candidate.id === stepId);
    if (trin) return { afsnit, trin };
  }
  return undefined;
}

/** A lock may point at a step of any instruks, so the search is over the whole set. */
export function findStepAnywhere(content: ContentTitles, stepId: string): { instruks: Instruks; trin: Trin } | undefined {
  for (const instruks of content.instrukser) {
    const found = findStep(instruks, stepId);
    if (found) return { instruks, trin: found.trin };
  }
  return undefined;
}

/** The title that a user reads; an id that the content does not know is shown as it is. */
export function rolleTitel(content: ContentTitles, rolleId: string): string {
  return content.roller.find((rolle) => rolle.id === rolleId)?.titel ?? rolleId;
}
