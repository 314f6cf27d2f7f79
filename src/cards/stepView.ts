import { doneBy } from '../domain/checklist/doneBy';
import { isVotedOn, lockSentence, shutLocks } from '../domain/checklist/locks';
import type { IncidentContent, Trin } from '../domain/instruks';
import { rolleTitel } from '../domain/instruks';
import type { IncidentState, InstruksState, StepState } from '../domain/state';
import { stepState } from '../domain/state';
import type { Instant } from '../domain/time';
import { minutesBetween, shortTime } from '../domain/time';
import { agreementOnCard, NOT_ASKED } from './agreementLines';
import { inertShort, unbroken } from './inert';
import type { ReportLine } from './mailReport';

/** How much of people's text a card has room for, in code points. No text at all: the card points to the log, which has the whole. */
export interface Room {
  readonly tekst: number;
  readonly navn: number;
}

export interface StepView {
  readonly id: string;
  readonly nummer: string;
  readonly tekst: string;
  readonly revision: number;
  readonly status: string;
  readonly farve: 'Default' | 'Good' | 'Accent';
  /** What stands after the status: whose step it is. */
  readonly efter: string;
  /** Decision, person and comment: a label and what somebody wrote. */
  readonly linjer: readonly { readonly foer: string; readonly tekst: string }[];
  /** The mail in which the kontaktperson is asked about the decision, while its answer can be written down. */
  readonly svarmail: string;
  readonly knap: 'udfoert' | 'beslut' | 'fortryd' | '';
}

export interface StepScene {
  readonly state: IncidentState;
  readonly content: IncidentContent;
  readonly started: InstruksState;
  readonly now: Instant;
  readonly room: Room;
}

export function stepView(trin: Trin, scene: StepScene): StepView {
  const step = stepState(scene.started, trin.id);
  const asked = scene.state.phase === 'open' ? agreementOnCard(({ beslutninger }) => Boolean(beslutninger?.some((one) => one.trin === trin.id)), scene.state) : NOT_ASKED;
  return {
    id: trin.id,
    nummer: trin.nummer,
    tekst: trin.tekst,
    revision: step.revision,
    ...statusView(trin, step, scene),
    ...(scene.state.phase === 'lukket' ? { knap: '' as const } : {}),
    svarmail: asked.mails[0]?.udsendelse ?? '',
    linjer: scene.room.tekst === 0 ? [...briefLine(step, scene.room), ...asked.kort.map(answerLine)] : [...linesOf(step, scene.room), ...asked.linjer.map(answerLine)],
  };
}

function statusView(trin: Trin, step: StepState, { state, content, now, room }: StepScene): Pick<StepView, 'status' | 'farve' | 'efter' | 'knap'> {
  const { status } = step;
  const whose = ` · ${trin.roller.map((rolle) => rolleTitel(content, rolle)).join(', ')}`;
  switch (status.kind) {
    case 'udfoert': {
      const behalf = status.paaVegneAf.map((rolle) => rolleTitel(content, rolle)).join(', ');
      const fresh = minutesBetween(status.at, now) < content.graenser.fortrydMinutter;
      const who = doneBy(status, state, (name) => inertShort(name, room.navn));
      return {
        status: `✔ Udført ${who} ${unbroken(shortTime(status.at, now))}${status.bemaerkning ? ` · ⚠ ${inertShort(status.bemaerkning, 120)}` : ''}`,
        farve: 'Good',
        efter: behalf ? ` på vegne af ${behalf}` : whose,
        knap: fresh && status.henvisning === undefined && !isVotedOn(trin, content) ? 'fortryd' : '',
      };
    }
    case 'ikkeRelevant': {
      const why = room.tekst === 0 ? 'se loggen' : inertShort(status.begrundelse, room.tekst);
      const who = `${inertShort(status.by.name, room.navn)} ${unbroken(shortTime(status.at, now))}`;
      return { status: `— Ikke relevant: ${why} (${who})`, farve: 'Default', efter: whose, knap: '' };
    }
    case 'aaben': {
      const locks = shutLocks(trin, state, content);
      if (locks.length > 0) return { status: `🔒 ${lockSentence(locks, content)}`, farve: 'Default', efter: whose, knap: '' };
      if (isVotedOn(trin, content)) return { status: '○ Afgøres ved afstemning', farve: 'Accent', efter: whose, knap: '' };
      return { status: '○ Åben', farve: 'Accent', efter: whose, knap: trin.art === 'beslutning' ? 'beslut' : 'udfoert' };
    }
  }
}

function linesOf({ status, tildelt, latestComment, commentCount }: StepState, room: Room): StepView['linjer'] {
  const lines: { foer: string; tekst: string }[] = [];
  if (status.kind === 'udfoert' && status.beslutning) {
    const { tekst, beslutter } = status.beslutning;
    lines.push({ foer: 'Beslutning: ', tekst: `${inertShort(tekst, room.tekst)} · besluttet af ${inertShort(beslutter, room.navn)}` });
  }
  if (status.kind === 'aaben' && tildelt) lines.push({ foer: '→ Givet til ', tekst: inertShort(tildelt.name, room.navn) });
  if (latestComment) {
    const earlier = commentCount > 1 ? ` ${unbroken(`(+${commentCount - 1} i loggen)`)}` : '';
    lines.push({ foer: `💬 ${inertShort(latestComment.by.name, room.navn)}: `, tekst: inertShort(latestComment.tekst, room.tekst) + earlier });
  }
  return lines;
}

function answerLine({ tekst }: ReportLine): StepView['linjer'][number] {
  return { foer: 'Myndigheden: ', tekst };
}

/** The same in one line, for the fullest of cards. */
function briefLine({ status, tildelt, commentCount }: StepState, room: Room): StepView['linjer'] {
  const parts = [
    ...(status.kind === 'udfoert' && status.beslutning ? [`Beslutning: linje ${status.nr} i loggen`] : []),
    ...(status.kind === 'aaben' && tildelt ? [`→ Givet til ${inertShort(tildelt.name, room.navn)}`] : []),
    ...(commentCount > 0 ? [unbroken(`💬 ${commentCount} i loggen`)] : []),
  ];
  return parts.length > 0 ? [{ foer: '', tekst: parts.join(' · ') }] : [];
}
