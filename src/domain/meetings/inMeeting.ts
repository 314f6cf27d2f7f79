import type { WriteLogEntry } from '../logbook/logbook';
import type { IncidentState } from '../state';
import { runningMoede } from './meetings';
import { meetingGoesOn } from './running';

/**
 * In a meeting of the krisestab it is the kriseleder who decides, unless somebody else is named (instruks 2). What was
 * decided before it began was not decided in it, however late it is written down.
 */
export function decidedInMeeting(body: WriteLogEntry, { moeder, roller }: IncidentState): WriteLogEntry {
  const leader = roller.kriseleder.holder ?? roller.kriseleder.deputies[0];
  const begun = runningMoede(moeder)?.begyndtAt;
  if (body.entry.entryType !== 'beslutning' || body.entry.beslutter?.trim() || !leader || !begun || !meetingGoesOn(moeder)) return body;
  const when = body.entry.haendelsestid ?? body.skrevet;
  if (when && Date.parse(when) < wholeMinute(begun)) return body;
  return { ...body, entry: { ...body.entry, beslutter: leader.name } };
}

/** People write minutes: "kl. 14.30" is not before half past two and ten seconds. */
function wholeMinute(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000) * 60_000;
}
