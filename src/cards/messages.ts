import type { Content } from '../content/schema';
import type { RoleCall } from '../domain/checklist/calls';
import { findInstruks, findStep, rolleTitel } from '../domain/instruks';
import { shorten, type OtherHaendelseOpened } from '../domain/opening/opening';
import type { PersonRef } from '../domain/person';
import { fillPlaceholders } from '../domain/placeholders';
import type { IncidentState } from '../domain/state';
import { escapeInline } from './escape';
import { Mentions, type TeamsIdOf, type TextMessage } from './mentions';
import { isIncidentRole } from './people';

const TRIN_TEGN = 120;

/** "Your turn": one reply that names each role, its people and their steps, and tells the kriseleder who is not reached. */
export function callMessage(input: {
  readonly state: IncidentState;
  readonly content: Content;
  readonly instruksId: string;
  readonly calls: readonly RoleCall[];
  readonly teamsIdOf: TeamsIdOf;
}): TextMessage {
  const { state, content, instruksId, calls, teamsIdOf } = input;
  const mentions = new Mentions(teamsIdOf);
  const instruks = findInstruks(content, instruksId);
  const head = fillPlaceholders(content.tekster.kald.iTrin, { hvad: escapeInline(whatIsDue(calls, content)) });
  const where = `Instruks ${instruks?.nummer ?? instruksId}, hændelse ${state.nr}.`;
  const lines = calls.map((call) => `- ${callLine(call, mentions, content)}`);
  const notes = [...new Set(calls.flatMap((call) => unreached(call, calls, mentions, state, content)))].map((note) => `\n\n⚠ ${note}`);
  return { text: `${mark(state)}${head}\n\n${where}\n\n${lines.join('\n')}${notes.join('')}`, mentions: mentions.all() };
}

/**
 * What a locked phone has room for: the step when it is one, else the section, else the sections and the instruks. It is
 * true for everybody who is mentioned, since they all get the same words.
 */
function whatIsDue(calls: readonly RoleCall[], content: Content): string {
  const [first] = calls;
  const instruks = first && findInstruks(content, first.instruks);
  if (!instruks) return '';
  const trin = [...new Set(calls.flatMap((call) => call.trin))];
  const only = trin.length === 1 ? findStep(instruks, first.trin[0] ?? '') : undefined;
  if (only) return `${only.trin.nummer} ${shorten(only.trin.tekst, TRIN_TEGN)}`;
  const afsnit = instruks.afsnit.filter(({ id }) => calls.some((call) => call.afsnit === id));
  const numbers = afsnit.map(({ nummer }) => nummer).join(', ');
  return afsnit.length === 1 ? `${numbers} ${afsnit[0]?.titel ?? ''}` : `${numbers} – ${instruks.titel}`;
}

/** "**Kriseleder** <at>Anna Holm</at>: 2A.1, 2A.2 – Gennemgang af situationsbillede" */
function callLine(call: RoleCall, mentions: Mentions, content: Content): string {
  const instruks = findInstruks(content, call.instruks);
  const afsnit = instruks?.afsnit.find((candidate) => candidate.id === call.afsnit);
  const numbers = call.trin.map((id) => (instruks && findStep(instruks, id)?.trin.nummer) ?? id).join(', ');
  const people = call.personer.map((person) => mentions.at(person)).join(', ');
  const role = `**${escapeInline(rolleTitel(content, call.rolle))}**${people ? ` ${people}` : ''}`;
  return `${role}: ${numbers} – ${escapeInline(afsnit?.titel ?? call.afsnit)}`;
}

function unreached(call: RoleCall, calls: readonly RoleCall[], mentions: Mentions, state: IncidentState, content: Content): readonly string[] {
  const { vakant, kontaktpersonUkendt, udenTeams } = content.tekster.kald;
  if (call.personer.length === 0) {
    if (!isIncidentRole(call.rolle)) return [];
    // Nobody here can take that part: the authority names somebody.
    if (call.rolle === 'kontaktperson') return [fillPlaceholders(kontaktpersonUkendt, { kriseleder: kriseleder(mentions, state, content) })];
    return [fillPlaceholders(vakant, { rolle: escapeInline(rolleTitel(content, call.rolle)), kriseleder: kriseleder(mentions, state, content) })];
  }
  // Somebody outside (the authority's contact person) is never in the team: a kriseleder who is called to the same knows.
  const outside = content.roller.find((rolle) => rolle.id === call.rolle)?.udenforTeams;
  if (outside && calls.some(({ rolle }) => rolle === 'kriseleder')) return [];
  return call.personer
    .filter((person) => !mentions.reaches(person))
    .map((person) => {
      const told = leaderOf(state, mentions)?.id === person.id ? '' : `${kriseleder(mentions, state, content)}: `;
      return told + fillPlaceholders(udenTeams, { navn: escapeInline(person.name) });
    });
}

/** The kriseleder, else the first deputy; whoever of them a mention reaches goes before those whom it does not. */
function leaderOf({ roller }: IncidentState, mentions: Mentions): PersonRef | undefined {
  const { holder, deputies } = roller.kriseleder;
  const leaders = [...(holder ? [holder] : []), ...deputies];
  return leaders.find((person) => mentions.reaches(person)) ?? leaders[0];
}

/** Whoever leads; when there is nobody, the styregruppe by its title. */
function kriseleder(mentions: Mentions, state: IncidentState, content: Content): string {
  const leader = leaderOf(state, mentions);
  return leader ? mentions.at(leader) : escapeInline(rolleTitel(content, 'styregruppe'));
}

export function assignMessage(input: {
  readonly state: IncidentState;
  readonly nummer: string;
  readonly trintekst: string;
  readonly til: PersonRef;
  readonly af: PersonRef;
  readonly teamsIdOf: TeamsIdOf;
}): TextMessage {
  const { state, nummer, trintekst, til, af, teamsIdOf } = input;
  const mentions = new Mentions(teamsIdOf);
  const step = `${nummer} ${escapeInline(shorten(trintekst, TRIN_TEGN))}`;
  if (mentions.reaches(til)) {
    return {
      text: `${mark(state)}Du har fået ${step}\n\n${mentions.at(til)} · givet af ${escapeInline(af.name)}`,
      mentions: mentions.all(),
    };
  }
  const name = escapeInline(til.name);
  return {
    text: `${mark(state)}Ring til ${name} om ${step}\n\n⚠ ${mentions.at(af)}: ${name} er ikke på Teams – ring.`,
    mentions: mentions.all(),
  };
}

export function roleHandedOverMessage(input: {
  readonly state: IncidentState;
  readonly content: Content;
  readonly rolle: string;
  readonly fra?: PersonRef | undefined;
  readonly til: PersonRef;
  readonly af?: PersonRef | undefined;
  readonly teamsIdOf: TeamsIdOf;
}): TextMessage {
  const { state, content, rolle, fra, til, af, teamsIdOf } = input;
  const mentions = new Mentions(teamsIdOf);
  const who = `${mark(state)}Ny ${rolleTitel(content, rolle).toLowerCase()}: ${mentions.at(til)}`;
  const before = fra ? `Før: ${mentions.at(fra)}.` : 'Rollen var ledig.';
  const by = af && af.id !== til.id ? ` Givet videre af ${escapeInline(af.name)}.` : '';
  const phone = mentions.reaches(til) ? '' : `\n\n⚠ ${fillPlaceholders(content.tekster.kald.udenTeams, { navn: escapeInline(til.name) })}`;
  return { text: `${who}\n\n${before}${by}${phone}`, mentions: mentions.all() };
}

/** "Gemt: 21–23, 26" – with the person's name where several write in one place. */
export function receiptText(nrs: readonly number[], name?: string): string {
  const whose = name ? ` · ${escapeInline(name)}` : '';
  return `Gemt: ${ranges(nrs)}${whose}`;
}

function ranges(nrs: readonly number[]): string {
  const sorted = [...new Set(nrs)].sort((a, b) => a - b);
  const starts = sorted.filter((nr) => !sorted.includes(nr - 1));
  const ends = sorted.filter((nr) => !sorted.includes(nr + 1));
  return starts.map((start, index) => (start === ends[index] ? `${start}` : `${start}–${ends[index]}`)).join(', ');
}

export function instruksLinkText({
  content,
  instruksId,
  link,
}: {
  readonly content: Content;
  readonly instruksId: string;
  readonly link: string;
}): string {
  const instruks = findInstruks(content, instruksId);
  return `Instruks ${instruks?.nummer ?? instruksId} er i gang: [${escapeInline(instruks?.titel ?? 'Åbn tråden')}](${link})`;
}

/** A link that opens the thread with this root message. */
export function threadLink({ channelId, rootId }: { readonly channelId: string; readonly rootId: string }): string {
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(channelId)}/${encodeURIComponent(rootId)}`;
}

export function helpText(content: Content): string {
  const lines = content.tekster.hjaelp.map(({ kommando, forklaring }) => `- **${escapeInline(kommando)}** – ${escapeInline(forklaring)}`);
  return `Det kan du skrive til mig:\n\n${lines.join('\n')}`;
}

/** `suggestion` is a command with its slash, e.g. "/status". */
export function unknownCommandText(word: string, suggestion?: string): string {
  const meant = suggestion ? ` Mente du ${escapeInline(suggestion)}?` : '';
  return `Jeg kender ikke "${escapeInline(shorten(word, 40))}".${meant} Skriv /hjælp for at se, hvad du kan skrive. Intet er gemt.`;
}

/** A command further down in a message: what stands above it would be lost if it were carried out. */
export function commandNotFirstText(command: string): string {
  return `Skriv ${escapeInline(command)} først i beskeden, ellers kommer det ikke i loggen. Intet er gemt.`;
}

export const NO_INCIDENT = 'Der er ingen åben hændelse. Skriv /hændelse for at åbne en.';

/** Where it does not show by itself which one is meant: in a chat, or after a choice. */
export function incidentName({ nr, kortNavn }: Pick<IncidentState, 'nr' | 'kortNavn'>): string {
  return `Hændelse ${nr}: ${escapeInline(kortNavn)}`;
}

/** Before the other one is there, so that nothing is claimed that may not come to be. */
export function otherIncidentText(other: OtherHaendelseOpened): string {
  return `Der åbnes en hændelse mere. ${incidentName(other)}. Skriv i tråden til den hændelse, du mener.`;
}

/** Talk that mentioned the bot: it is kept, and whoever expected more is told how to get it. `late`: see `Meant`. */
export function talkHint(state: Pick<IncidentState, 'oevelse' | 'nr'>, line: number, suggestion: string, late = false): string {
  const command = escapeInline(suggestion);
  const hint = late ? `Skal det i loggen, så skriv ${command} først i beskeden.` : `Jeg svarer kun på det, jeg kender. Mente du ${command}? Skriv /hjælp for at se alt.`;
  return `${mark(state)}Gemt som samtale i hændelse ${state.nr}, linje ${line}. ${hint}`;
}

/** The beginning of whatever is written about an exercise (criterion 6). */
export function mark(state: Pick<IncidentState, 'oevelse'>): string {
  return state.oevelse ? 'ØVELSE · ' : '';
}
