/** Events name people by id and display name only: phones and addresses are looked up when they are needed. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** Whoever gives a command, with what the roster says of them at that moment. */
export interface Actor extends PersonRef {
  readonly inRoster: boolean;
  readonly styregruppe: boolean;
}

/** The bot itself, for what it does without being asked. */
export const BOT: Actor = { id: 'bot', name: 'DDH Beredskab', inRoster: true, styregruppe: false };
