import type { DomainEvent, RecordedEvent } from '../../../src/domain/event';
import type { ContentTitles } from '../../../src/domain/instruks';
import { GENESIS, seal, type SealedLine } from '../../../src/app/chain';

/** A content set with just enough in it to read a log by. */
export const CONTENT: ContentTitles & { readonly hash: string } = {
  hash: 'indhold-1',
  instrukser: [
    {
      id: 'instruks-2', nummer: 2, titel: 'Første møde', formaal: '', ansvar: '', ansvarlig: ['kriseleder'], bemaerkninger: '',
      afsnit: [{ id: 'B', nummer: '2B', titel: '', indledning: '', trin: [{ id: 'status', nummer: '2B.1', tekst: 'Giv status', roller: ['bemandingsansvarlig'], art: 'handling' }] }],
    },
  ],
  roller: [
    { id: 'kriseleder', titel: 'Kriseleder', kort: 'KR', krisestab: true, udenforTeams: false },
    { id: 'logfoerer', titel: 'Logfører', kort: 'LOG', krisestab: true, udenforTeams: false },
    { id: 'bemandingsansvarlig', titel: 'Bemandingsansvarlig', kort: 'BEM', krisestab: true, udenforTeams: false },
    { id: 'styregruppe', titel: 'DDH Styregruppe', kort: 'SG', krisestab: false, udenforTeams: false },
  ],
};

export const EVA = { id: 'eva', name: 'Eva Skov' };
export const AT = '2026-11-21T13:05:00.000Z';

export function recorded(event: DomainEvent, more: Partial<RecordedEvent> = {}): RecordedEvent {
  return { nr: 1, actor: EVA, at: AT, recordedAt: '2026-11-21T13:05:01.000Z', commandId: 'c1', kanal: 'Teams-kanal', event, calls: [], ...more };
}

export const OPENED: DomainEvent = {
  type: 'HaendelseOpened', nr: 3, beskrivelse: 'Strømmen er gået', kortNavn: 'Viborg: Strømmen er gået',
  myndigheder: [{ navn: 'Viborg', kontaktperson: { id: 'kp:Viborg:Jens', name: 'Jens Ø' } }, { navn: 'Skive' }],
  modtager: { id: 'anna', name: 'Anna Holm' },
  roller: { kriseleder: { deputies: [] }, logfoerer: { deputies: [] }, procesansvarlig: { deputies: [] }, bemandingsansvarlig: { deputies: [] } },
  styregruppe: [], contentHash: CONTENT.hash, oevelse: false,
};

export function entry(tekst: string): DomainEvent {
  return { type: 'LogEntryWritten', entry: { entryType: 'information', tekst }, mangler: [] };
}

/** A whole chain, one line per event. */
export function sealedLog(events: readonly DomainEvent[]): SealedLine[] {
  const lines: SealedLine[] = [];
  for (const event of events) {
    const nr = lines.length + 1;
    lines.push(seal(recorded(event, { nr, commandId: `c${nr}` }), lines.at(-1)?.hash ?? GENESIS, `salt${nr}`));
  }
  return lines;
}
