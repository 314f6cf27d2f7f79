/** Who takes part in the meetings that an instruks asks for. */
export type ParticipantGroup = 'krisestab' | 'styregruppe' | 'kontaktperson';

export interface MeetingKind {
  readonly instruks: string;
  readonly titel: string;
  readonly deltagere: readonly ParticipantGroup[];
}

/** What content says of meetings (content/moeder). */
export interface MeetingSettings {
  readonly varighedMinutter: number;
  readonly naesteOmMinutter: number;
  /** The first one is what an activation calls. */
  readonly instrukser: readonly MeetingKind[];
  readonly fastePunkter: { readonly foer: readonly string[]; readonly efter: readonly string[] };
  readonly trin: { readonly opstart: string; readonly naesteMoede: string; readonly nytMoedeHvisUfaerdig: string };
  readonly kadence: { readonly hverMinutter: number; readonly paamindMinutterFoer: number; readonly manglerMinutterEfter: number };
  readonly paamindelser: { readonly begyndtMinutterEfter: number; readonly slutIgenMinutterEfter: number };
  readonly indkaldelse: { readonly emne: string; readonly tekst: string };
}
