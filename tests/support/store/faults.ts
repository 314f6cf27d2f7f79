/** What can be done to a store under test. */
export interface Faults {
  /** Nothing is carried out any more. */
  down(): void;
  /** The next operation is carried out, but its answer does not arrive. */
  loseNextAnswer(): void;
  heal(): void;
}
