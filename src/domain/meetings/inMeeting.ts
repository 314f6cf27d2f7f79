import type { WriteLogEntry } from '../logbook/logbook';
import type { IncidentState } from '../state';
import { runningMoede } from './meetings';

/** In a meeting of the krisestab it is the kriseleder who decides, unless somebody else is named (instruks 2). */
export function decidedInMeeting(body: WriteLogEntry, { moeder, roller }: IncidentState): WriteLogEntry {
  const leader = roller.kriseleder.holder ?? roller.kriseleder.deputies[0];
  if (body.entry.entryType !== 'beslutning' || body.entry.beslutter?.trim() || !leader || !runningMoede(moeder)) return body;
  return { ...body, entry: { ...body.entry, beslutter: leader.name } };
}
