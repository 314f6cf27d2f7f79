import { comingTime, type Instant } from '../time';

/** What the opening hours said at one moment: worked out when a request is received, and frozen with it. */
export interface OpeningStatus {
  readonly aaben: boolean;
  /** Why, in words for the user: "åbent til 20.00", "lukket: skærtorsdag". */
  readonly aarsag: string;
  /** Whole minutes until closing, when open. */
  readonly lukkerOmMinutter?: number | undefined;
  /** The next instant it opens: after now, or after the coming closing when open. */
  readonly naesteAabning: Instant;
  /** Open, with so little time left that the content asks for a warning. */
  readonly advarsel: boolean;
}

/** "Åbent til 20.00" / "Lukker om 10 min, åbner søndag 16.00" / "Lukket: skærtorsdag. Åbner tirsdag 8.00"; `at` is the moment that the status is of. */
export function openingSentence({ aarsag, advarsel, lukkerOmMinutter, aaben, naesteAabning }: OpeningStatus, at: Instant): string {
  const opens = `åbner ${comingTime(naesteAabning, at)}`;
  if (advarsel) return `Lukker om ${lukkerOmMinutter || 'under 1'} min, ${opens}`;
  // A reason that is only the hour says itself when it opens.
  return capital(aaben || aarsag.includes(opens) ? aarsag : `${aarsag}. ${capital(opens)}`);
}

function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase('da') + sentence.slice(1);
}
