/** A post that could not be delivered however often it was tried: the log says so, since somebody may not have been told. */
export interface RecordDeliveryFailure {
  readonly type: 'recordDeliveryFailure';
  /** What it was, in words: "Kald i tråden til instruks 2". */
  readonly hvad: string;
  readonly hvorfor: string;
}

export interface DeliveryFailed {
  readonly type: 'DeliveryFailed';
  readonly hvad: string;
  readonly hvorfor: string;
}
