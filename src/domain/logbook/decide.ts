import type { Command } from '../command';
import type { Decision, Rejection } from '../rejection';
import { accepted, rejected } from '../rejection';
import type { DecisionPart, IncidentState, LogEntryState } from '../state';
import type { CompleteLogDecision, CorrectLogEntry, EntryContent, LogbookEvent, WriteLogEntry } from './logbook';

type LogDecision = Decision<LogbookEvent>;

export function writeLogEntry(command: Command<WriteLogEntry>): LogDecision {
  const { entry, instruks, skrevet, bilag } = command.body;
  return (
    unusable(entry) ??
    accepted({ type: 'LogEntryWritten', entry, mangler: missingParts(entry), instruks, skrevet, bilag })
  );
}

export function correctLogEntry(command: Command<CorrectLogEntry>, state: IncidentState): LogDecision {
  const { nr, entry, skrevet, bilag } = command.body;
  const refusal = unusable(entry);
  if (refusal) return refusal;
  if (nr === undefined) {
    const own = state.log.entries.findLast((candidate) => candidate.by === command.actor.id);
    if (!own) return rejected('ingen-egen-linje', 'Du har ikke skrevet i loggen endnu. Skriv nummeret: /log ret 12 ny tekst');
    return corrected(own.nr, entry, own, { skrevet, bilag });
  }
  if (nr < 1 || nr > state.log.count) {
    return rejected('ukendt-linje', `Der er ingen linje ${nr} i loggen. Se numrene med /log vis`);
  }
  return corrected(nr, entry, state.log.entries.find((candidate) => candidate.nr === nr), { skrevet, bilag });
}

/** What the correction does not say again is taken over from the old entry. */
function corrected(retter: number, entry: CorrectLogEntry['entry'], old: LogEntryState | undefined, asFound: Pick<CorrectLogEntry, 'skrevet' | 'bilag'>): LogDecision {
  const whole: EntryContent = {
    ...entry,
    entryType: entry.entryType ?? old?.entryType ?? 'information',
    beslutter: entry.beslutter ?? old?.beslutter,
    begrundelse: entry.begrundelse ?? old?.begrundelse,
    ansvarlig: entry.ansvarlig ?? old?.ansvarlig,
    frist: entry.frist ?? old?.frist,
    haendelsestid: entry.haendelsestid ?? old?.haendelsestid,
  };
  return accepted({ type: 'LogEntryCorrected', retter, entry: whole, mangler: missingParts(whole), ...asFound });
}

export function completeLogDecision(command: Command<CompleteLogDecision>, state: IncidentState): LogDecision {
  const { nr, beslutter, begrundelse } = command.body;
  const entry = state.log.entries.find((candidate) => candidate.nr === nr);
  if (!entry || entry.entryType !== 'beslutning') return rejected('ingen-beslutning', `Linje ${nr} er ikke en beslutning.`);
  if (entry.mangler.length === 0) return rejected('allerede-fuldstaendig', `Beslutningen i linje ${nr} er allerede fuldstændig.`);
  if (!beslutter.trim() || !begrundelse.trim()) {
    return rejected('beslutning-ufuldstaendig', 'Skriv både, hvem der besluttede det, og hvorfor.');
  }
  const { tekst, ansvarlig, frist, haendelsestid } = entry;
  return accepted({ type: 'LogDecisionCompleted', retter: nr, tekst, beslutter: beslutter.trim(), begrundelse: begrundelse.trim(), ansvarlig, frist, haendelsestid });
}

/** Criterion 31: a decision without decider or reason is not one yet. */
function missingParts(entry: EntryContent): readonly DecisionPart[] {
  if (entry.entryType !== 'beslutning') return [];
  const missing: DecisionPart[] = [];
  if (!entry.beslutter?.trim()) missing.push('beslutter');
  if (!entry.begrundelse?.trim()) missing.push('begrundelse');
  return missing;
}

/** Spaces and marks that nobody sees make no line. */
const READABLE = /[^\s\p{Cf}]/u;

function unusable(entry: Pick<EntryContent, 'tekst'>): Rejection | undefined {
  return READABLE.test(entry.tekst) ? undefined : rejected('tom-tekst', 'Der var ingen tekst at gemme. Skriv: /log det, der skete');
}
