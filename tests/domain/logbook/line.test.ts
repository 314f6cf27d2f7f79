import type { DomainEvent } from '../../../src/domain/event';
import { corrections, toDanishLine } from '../../../src/domain/logbook/danishLine';
import { LOG_LINE_KEYS, type LogLine } from '../../../src/domain/logbook/logLine';
import { toLogLine } from '../../../src/domain/logbook/line';
import { AT, CONTENT, entry, EVA, OPENED, recorded } from '../../support/log/lines';

const STEP = { instruks: 'instruks-2', trin: 'status', nummer: '2B.1', trintekst: 'Giv status' };
const BO = { id: 'bo', name: 'Bo Ny' };

function lineOf(event: DomainEvent): LogLine {
  return toLogLine(recorded(event), CONTENT);
}

describe('a line of the log', () => {
  test('has exactly the keys of the run contract, in their order', () => {
    expect(Object.keys(lineOf(entry('x'))).sort()).toEqual([...LOG_LINE_KEYS].sort());
    expect(Object.keys(lineOf({ type: 'StepCompleted', ...STEP, paaVegneAf: [] })).sort()).toEqual([...LOG_LINE_KEYS].sort());
  });

  test('of plain text says who, when and where, and nothing that was not said', () => {
    expect(lineOf(entry('Strømmen er gået'))).toEqual({
      nr: 1, haendelsestid: AT, registreringstid: AT, fra: 'Eva Skov', til: null, kanal: 'Teams-kanal', type: 'information', indhold: 'Strømmen er gået',
      beslutning: null, beslutningstager: null, begrundelse: null, ansvarlig: null, frist: null, status: null, bilag: null, instruks: null, trin: null, retter: null,
    });
  });

  test.each<[string, DomainEvent, Partial<LogLine>]>([
    ['an incident', OPENED, {
      type: 'handling', status: 'åbnet',
      indhold: 'Hændelse 3 åbnet: Strømmen er gået. Ramt: Viborg (kontaktperson: Jens Ø), Skive (kontaktperson endnu ukendt). Modtager: Anna Holm.',
    }],
    ['an exercise', { ...OPENED, oevelse: true } as DomainEvent, { indhold: expect.stringMatching(/^ØVELSE: Hændelse 3 åbnet/) }],
    ['a contact', { type: 'KontaktpersonNamed', myndighed: 'Skive', kontaktperson: { id: 'kp', name: 'Ida' } }, { indhold: 'Kontaktperson for Skive: Ida' }],
    ['a started instruks', { type: 'InstruksStarted', instruks: 'instruks-2' }, { type: 'handling', indhold: 'Instruks 2 startet: Første møde', instruks: 2, status: 'startet' }],
    ['an instruks that a step started', { type: 'InstruksStarted', instruks: 'instruks-2', foraarsagetAf: '1A.1' }, { indhold: 'Instruks 2 startet: Første møde (på grund af 1A.1)' }],
    ['a step', { type: 'StepCompleted', ...STEP, paaVegneAf: [] }, { type: 'handling', indhold: '2B.1 udført: Giv status', status: 'udført', instruks: 2, trin: '2B.1' }],
    ['a step on behalf of others', { type: 'StepCompleted', ...STEP, paaVegneAf: ['bemandingsansvarlig', 'styregruppe'] }, {
      indhold: '2B.1 udført: Giv status (på vegne af bemandingsansvarlig og DDH Styregruppe)',
    }],
    ['a decided step', { type: 'StepDecided', ...STEP, beslutning: { valg: 'ja', tekst: 'Ja, vi gør det', beslutter: 'Anna', begrundelse: 'brand' }, paaVegneAf: [] }, {
      type: 'beslutning', indhold: '2B.1 besluttet: Ja, vi gør det', beslutning: 'Ja, vi gør det', beslutningstager: 'Anna', begrundelse: 'brand', trin: '2B.1', status: 'udført',
    }],
    ['a step that is not relevant', { type: 'StepMarkedNotRelevant', ...STEP, begrundelse: 'ingen agenter' }, {
      type: 'handling', indhold: '2B.1 sat til ikke relevant: Giv status', begrundelse: 'ingen agenter', status: 'ikke relevant',
    }],
    ['an undone step', { type: 'StepUndone', ...STEP, retter: 7 }, { type: 'handling', indhold: '2B.1 fortrudt: Giv status', status: 'fortrudt', retter: 7 }],
    ['a reopened step', { type: 'StepReopened', ...STEP, begrundelse: 'for tidligt' }, { indhold: '2B.1 genåbnet: Giv status', begrundelse: 'for tidligt', status: 'genåbnet' }],
    ['a comment', { type: 'StepCommented', ...STEP, tekst: 'næsten' }, { type: 'information', indhold: 'Bemærkning til 2B.1: næsten' }],
    ['a given step', { type: 'StepAssigned', ...STEP, til: BO }, { indhold: '2B.1 givet til Bo Ny: Giv status', ansvarlig: 'Bo Ny', til: 'Bo Ny', status: 'tildelt' }],
    ['a role taken over', { type: 'RoleHandedOver', rolle: 'logfoerer', fra: { id: 'carla', name: 'Carla' }, til: EVA }, { indhold: 'Rollen logfører overtaget af Eva Skov fra Carla', til: 'Eva Skov' }],
    ['a role given on', { type: 'RoleHandedOver', rolle: 'logfoerer', fra: EVA, til: BO }, { indhold: 'Rollen logfører givet til Bo Ny fra Eva Skov' }],
    ['a vacant role taken', { type: 'RoleHandedOver', rolle: 'kriseleder', til: EVA }, { indhold: 'Rollen kriseleder overtaget af Eva Skov' }],
    ['a failed delivery', { type: 'DeliveryFailed', hvad: 'Kald i instruks 2', hvorfor: 'Teams svarer ikke' }, { type: 'information', indhold: 'Ikke leveret: Kald i instruks 2 – Teams svarer ikke', status: 'ikke leveret' }],
    ['an entry with everything', {
      type: 'LogEntryWritten', mangler: [], instruks: 'instruks-2',
      entry: { entryType: 'beslutning', tekst: 'Vi lukker', beslutter: 'Anna', begrundelse: 'brand', ansvarlig: 'Bo', frist: 'i dag', haendelsestid: '2026-11-21T12:50:00.000Z' },
    }, {
      type: 'beslutning', indhold: 'Vi lukker', beslutning: 'Vi lukker', beslutningstager: 'Anna', begrundelse: 'brand', ansvarlig: 'Bo', frist: 'i dag',
      haendelsestid: '2026-11-21T12:50:00.000Z', registreringstid: AT, instruks: 2, status: null,
    }],
    ['an incomplete decision', { type: 'LogEntryWritten', entry: { entryType: 'beslutning', tekst: 'Vi lukker' }, mangler: ['beslutter', 'begrundelse'] }, {
      type: 'information', indhold: 'Vi lukker', beslutning: null, status: 'beslutning – mangler beslutter og begrundelse',
    }],
    ['a decision that lacks its reason', { type: 'LogEntryWritten', entry: { entryType: 'beslutning', tekst: 'x', beslutter: 'Anna' }, mangler: ['begrundelse'] }, {
      type: 'information', beslutning: null, beslutningstager: 'Anna', status: 'beslutning – mangler begrundelse',
    }],
    ['a completed decision', { type: 'LogDecisionCompleted', retter: 4, tekst: 'Vi lukker', beslutter: 'Anna', begrundelse: 'brand' }, {
      type: 'beslutning', indhold: 'Vi lukker', beslutning: 'Vi lukker', beslutningstager: 'Anna', begrundelse: 'brand', retter: 4, status: null,
    }],
    ['a correction', { type: 'LogEntryCorrected', retter: 4, entry: { entryType: 'handling', tekst: 'ringede' }, mangler: [] }, { type: 'handling', indhold: 'ringede', retter: 4, beslutning: null }],
  ])('says of %s what a human wants to read', (_, event, expected) => {
    expect(lineOf(event)).toMatchObject(expected);
  });

  test('names those who were called because of it, and a vacant role by its title', () => {
    const calls = [
      { instruks: 'instruks-2', afsnit: 'B', rolle: 'kriseleder', trin: ['x'], personer: [{ id: 'anna', name: 'Anna Holm' }] },
      { instruks: 'instruks-2', afsnit: 'B', rolle: 'logfoerer', trin: ['y'], personer: [] },
    ];
    expect(toLogLine(recorded({ type: 'InstruksStarted', instruks: 'instruks-2' }, { calls }), CONTENT).til).toBe('Kriseleder: Anna Holm; Logfører');
  });

  test('can be read when its content set is gone', () => {
    const none = { ...CONTENT, instrukser: [], roller: [] };
    expect(toLogLine(recorded({ type: 'InstruksStarted', instruks: 'instruks-2' }), none)).toMatchObject({ indhold: 'instruks-2 startet', instruks: null });
  });
});

describe('a line as /log vis shows it', () => {
  const now = '2026-11-21T14:00:00.000Z';
  const said = (fields: object, more = {}) => toLogLine(recorded({ type: 'LogEntryWritten', entry: { entryType: 'handling', tekst: 'ringede', ...fields }, mangler: [] }, { nr: 21, ...more }), CONTENT);

  test.each<[string, LogLine, string]>([
    ['number, time, type, name and text', said({}), '21  14.05  handling  Eva Skov: ringede'],
    ['when it happened, if that was at another time', said({ haendelsestid: '2026-11-21T12:50:00.000Z' }), '21  14.05 (hændt 13.50)  handling  Eva Skov: ringede'],
    ['the date, if it happened the day before', said({ haendelsestid: '2026-11-20T22:50:00.000Z' }), '21  14.05 (hændt 20.11. 23.50)  handling  Eva Skov: ringede'],
    ['the date of another day', said({}, { at: '2026-11-20T13:05:00.000Z' }), '21  20.11. 14.05  handling  Eva Skov: ringede'],
    ['all fields', said({ beslutter: 'A', begrundelse: 'B', ansvarlig: 'C', frist: 'D' }), '21  14.05  handling  Eva Skov: ringede · besluttet af: A · fordi: B · ansvarlig: C · frist: D'],
    ['several lines of text as one', said({ tekst: 'en\r\n\r\n  to' }), '21  14.05  handling  Eva Skov: en to'],
    ['text untouched by any markup', said({ tekst: '**${x}** <b>' }), '21  14.05  handling  Eva Skov: **${x}** <b>'],
    ['what a decision lacks', lineOf({ type: 'LogEntryWritten', entry: { entryType: 'beslutning', tekst: 'x' }, mangler: ['beslutter'] }), '1  14.05  information  Eva Skov: x · beslutning – mangler beslutter'],
    ['what it corrects', lineOf({ type: 'LogEntryCorrected', retter: 12, entry: { entryType: 'information', tekst: 'x' }, mangler: [] }), '1  14.05  information  Eva Skov: x · retter 12'],
  ])('shows %s', (_, line, expected) => {
    expect(toDanishLine(line, now)).toBe(expected);
  });

  test('says in which line it was corrected last', () => {
    const lines = [{ nr: 1, retter: null }, { nr: 2, retter: 1 }, { nr: 3, retter: 1 }];
    expect(toDanishLine(said({}), now, corrections(lines).get(1))).toBe('21  14.05  handling  Eva Skov: ringede · rettet i 3');
    expect(corrections(lines).has(2)).toBe(false);
  });
});
