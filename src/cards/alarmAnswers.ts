import type { Content } from '../content/schema';
import type { AlarmedState, AlarmState } from '../domain/alarm/alarm';
import { isRinging, someoneComesFor } from '../domain/alarm/coming';
import { rolleTitel } from '../domain/instruks';
import { KRISESTAB_ROLES } from '../domain/roles/roles';
import { shortTime, type Instant } from '../domain/time';
import { inertShort, unbroken } from './inert';
import { NAVN_TEGN } from './people';

/** The latest answer that a card shows: a press that is delivered twice counts once. */
export function alarmRevision(alarm: AlarmState | undefined): number {
  return Math.max(0, ...(alarm?.alarmerede ?? []).map(({ svar }) => svar?.nr ?? 0));
}

export interface RoleAnswers {
  readonly titel: string;
  /** Whoever was alarmed for the role, in that order. */
  readonly linjer: readonly AnswerLine[];
}

export interface AnswerLine {
  readonly navn: string;
  readonly svar: string;
  readonly farve: 'Default' | 'Good' | 'Attention' | 'Accent';
}

/** More people than this are seldom asked for one role; the last of them are what matters. */
const LINJER = 5;

/** What each role has answered. A role that nobody is on the way for, and nobody is left to ask, is flagged. */
export function roleAnswers(alarm: AlarmState, content: Content, now: Instant): readonly RoleAnswers[] {
  return KRISESTAB_ROLES.map((rolle) => {
    const asked = alarm.alarmerede.filter(({ roller }) => roller.includes(rolle));
    return {
      titel: rolleTitel(content, rolle),
      linjer: [...asked.map((one) => answerLine(one, rolle, alarm.at, now)).slice(-LINJER), ...gap(rolle, asked, alarm)],
    };
  });
}

function answerLine(one: AlarmedState, rolle: string, since: Instant, now: Instant): AnswerLine {
  const navn = inertShort(one.person.name, NAVN_TEGN);
  const to = one.videre.find((passed) => passed.rolle === rolle)?.til;
  const passed = to ? ` ↪ givet videre til ${inertShort(to.name, NAVN_TEGN)}` : '';
  const at = one.svar ? ` ${unbroken(`${shortTime(one.svar.at, since)}${one.svar.iTelefonen ? ' (i telefonen)' : ''}`)}` : '';
  if (one.svar?.svar === 'paa-vej') return { navn, svar: `✔ på vej${at}`, farve: 'Good' };
  if (one.svar) return { navn, svar: `✖ kan ikke${at}${passed}`, farve: 'Attention' };
  if (one.ikkeBrugFor) return { navn, svar: '— ikke brug for', farve: 'Default' };
  if (one.ringesAf && isRinging(one, now))
    return {
      navn,
      svar: `⏳ ${inertShort(one.ringesAf.by.name, NAVN_TEGN)} ringer ${unbroken(shortTime(one.ringesAf.at, since))}${passed}`,
      farve: 'Accent',
    };
  return { navn, svar: (seen(one, since) ?? unanswered(one, since)) + passed, farve: one.ikkeNaaet && !one.set ? 'Attention' : 'Accent' };
}

/** Acting is no answer, but whoever rings knows that they are awake. Not after somebody has rung them since, in vain. */
export function seen({ set, forsoeg }: Pick<AlarmedState, 'set' | 'forsoeg'>, since: Instant): string | undefined {
  const rungSince = set && forsoeg.some(({ at }) => Date.parse(at) > Date.parse(set.at));
  return set && !rungSince ? `◐ set: har handlet ${unbroken(shortTime(set.at, since))}, ikke svaret` : undefined;
}

function unanswered({ forsoeg, ikkeNaaet }: AlarmedState, since: Instant): string {
  const latest = forsoeg.at(-1);
  const times = forsoeg.length > 1 ? ` ${unbroken(`(${forsoeg.length} forsøg)`)}` : '';
  const rung = latest ? `○ intet svar i telefonen ${unbroken(shortTime(latest.at, since))}${times}` : '○ intet svar endnu';
  return ikkeNaaet ? `⚠ ikke nået på Teams: ring · ${rung}` : rung;
}

function gap(rolle: string, asked: readonly AlarmedState[], alarm: AlarmState): readonly AnswerLine[] {
  if (asked.length === 0) return [{ navn: '⚠ Ledig', svar: 'ingen er alarmeret: find en', farve: 'Attention' }];
  const nobodyLeft = asked.at(-1)?.videre.some((passed) => passed.rolle === rolle && !passed.til) ?? false;
  if (!nobodyLeft || someoneComesFor(rolle, alarm)) return [];
  return [{ navn: '⚠ Ingen', svar: 'der er ikke flere stedfortrædere: find en anden', farve: 'Attention' }];
}
