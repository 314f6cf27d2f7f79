import type { PersonRef } from '../person';
import type { Modtagelse } from '../activation/activation';
import type { OpeningStatus } from '../activation/openingHours';
import type { RolesSnapshot } from '../roles/roles';

/** One authority hit by the incident; the first of the list is the primary one. */
export interface Myndighed {
  readonly navn: string;
  /** Absent until somebody names one: "endnu ukendt". */
  readonly kontaktperson?: PersonRef | undefined;
  /** Whether it is a member of DDH: who pays depends on it. Absent: nobody was asked. */
  readonly medlem?: boolean | undefined;
}

export interface OpenHaendelse {
  readonly type: 'openHaendelse';
  readonly nr: number;
  readonly beskrivelse: string;
  readonly myndigheder: readonly Myndighed[];
  readonly modtager: PersonRef;
  /** Who holds what, as the roster had it when the incident was opened. */
  readonly roller: RolesSnapshot;
  readonly styregruppe: readonly PersonRef[];
  readonly contentHash: string;
  readonly oevelse: boolean;
  readonly modtagelse?: Modtagelse | undefined;
  /** Of the contact centre when the request was received; frozen. */
  readonly aabning?: OpeningStatus | undefined;
}

export interface NameKontaktperson {
  readonly type: 'nameKontaktperson';
  readonly myndighed: string;
  readonly kontaktperson: PersonRef;
}

/** Said to every other open incident before a new one is there: from now on it is not the only one. */
export interface NoteOtherHaendelse {
  readonly type: 'noteOtherHaendelse';
  readonly haendelse: string;
  readonly nr: number;
  readonly kortNavn: string;
}

/** They are reached at another mail address from now on. The address itself never enters a command or an event. */
export interface ChangeKontaktpersonMail {
  readonly type: 'changeKontaktpersonMail';
  readonly myndighed: string;
  readonly kontaktperson: PersonRef;
}

export interface HaendelseOpened {
  readonly type: 'HaendelseOpened';
  readonly nr: number;
  readonly beskrivelse: string;
  readonly kortNavn: string;
  readonly myndigheder: readonly Myndighed[];
  readonly modtager: PersonRef;
  readonly roller: RolesSnapshot;
  readonly styregruppe: readonly PersonRef[];
  readonly contentHash: string;
  readonly oevelse: boolean;
  readonly modtagelse?: Modtagelse | undefined;
  /** Of the contact centre when the request was received; frozen. */
  readonly aabning?: OpeningStatus | undefined;
}

export interface KontaktpersonNamed {
  readonly type: 'KontaktpersonNamed';
  readonly myndighed: string;
  readonly kontaktperson: PersonRef;
}

export interface OtherHaendelseOpened {
  readonly type: 'OtherHaendelseOpened';
  readonly haendelse: string;
  readonly nr: number;
  readonly kortNavn: string;
}

/** Invitations to coming meetings follow; what was sent to the former address stays with it until somebody sends it again. */
export interface KontaktpersonMailChanged {
  readonly type: 'KontaktpersonMailChanged';
  readonly myndighed: string;
  readonly kontaktperson: PersonRef;
}

/** The contact is a person of this incident only; a new name is a new person, who has to be called anew. */
export function contactRef(myndighed: string, navn: string): PersonRef {
  return { id: `kp:${myndighed}:${navn}`, name: navn };
}

/** "viborg  kommune" is Viborg. */
export function sameMyndighed(a: string, b: string): boolean {
  return bareName(a) === bareName(b);
}

function bareName(navn: string): string {
  const compact = navn.normalize('NFC').toLocaleLowerCase('da').replace(/\s+/g, '');
  return compact.replace(/kommune$/, '') || compact;
}

const KORT_NAVN_TEGN = 60;

/** "Viborg: Telefonerne er nede" – short enough for the first line of a phone notification. */
export function kortNavn(beskrivelse: string, myndigheder: readonly Myndighed[]): string {
  const first = myndigheder[0]?.navn;
  const others = myndigheder.length > 1 ? ` +${myndigheder.length - 1}` : '';
  const line = (beskrivelse.split('\n')[0] ?? '').replace(/\s+/g, ' ').trim();
  return shorten(first ? `${first}${others}: ${line}` : line, KORT_NAVN_TEGN);
}

/** Cuts at a word where one is near, and shows with "…" that something is missing. Whole code points only. */
export function shorten(text: string, characters: number): string {
  const points = [...text];
  if (points.length <= characters) return text;
  const cut = points.slice(0, characters - 1).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > characters * 0.6 ? cut.slice(0, space) : cut}…`;
}
