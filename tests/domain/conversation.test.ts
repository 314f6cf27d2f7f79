import type { Attachment } from '../../src/domain/conversation/conversation';
import { toLogLine } from '../../src/domain/logbook/line';
import { CONTENT, FINN, given, HANS, opened, STRANGER, type Person } from '../support/given';

const says = (person: Person, tekst: string, bilag: readonly Attachment[] = []) => person.does({ type: 'logReply', tekst, bilag, instruks: 'instruks-1' });
const incident = given(opened());
/** Line 2 is what Hans wrote. */
const talked = given(opened(), says(HANS, 'Der er køer ved rådhuset'));

describe('a reply in a thread', () => {
  it('is kept as samtale with its author, its files and where it belongs', () => {
    const kept = incident.when(says(HANS, 'Se planen', [{ navn: 'vagtplan.xlsx', link: 'https://example.org/vagtplan.xlsx' }]));
    const line = toLogLine(kept.lines[0]!, CONTENT);
    expect(line).toMatchObject({
      nr: 2, type: 'samtale', fra: 'Hans Ørum', indhold: 'Se planen', instruks: 1, bilag: 'vagtplan.xlsx <https://example.org/vagtplan.xlsx>', retter: null,
    });
  });

  it('that is only a file is kept too, and an empty one is not', () => {
    expect(incident.when(says(HANS, '', [{ navn: 'kort.png', link: '' }])).lines).toHaveLength(1);
    incident.when(says(HANS, '  ')).thenRejected('tom-tekst', 'Der var ingen tekst at gemme.');
  });

  it('says when it was written, when it was found again later', () => {
    const found = incident.when(STRANGER.does({ type: 'logReply', tekst: 'Hallo?', bilag: [], skrevet: '2026-11-21T12:30:00.000Z' }));
    expect(toLogLine(found.lines[0]!, CONTENT)).toMatchObject({ haendelsestid: '2026-11-21T12:30:00.000Z', status: 'fundet igen' });
  });

  it('keeps the original when it is edited, and both when it is deleted', () => {
    const edited = talked.and(HANS.does({ type: 'logReplyEdit', retter: 2, tekst: 'Der er kaos ved rådhuset' }));
    expect(edited.state.log.replies).toMatchObject([{ nr: 2, tekst: 'Der er kaos ved rådhuset', slettet: false }]);
    const deleted = edited.when(HANS.does({ type: 'logReplyDeletion', retter: 2 }));
    deleted.then({ type: 'ReplyDeleted', retter: 2 });
    expect(deleted.state.log).toMatchObject({ count: 4, replies: [{ nr: 2, slettet: true }] });
    deleted.and.when(HANS.does({ type: 'logReplyDeletion', retter: 2 })).thenRejected('allerede-slettet', 'Svaret er allerede slettet.');
  });

  it('is not edited into the same text, and not where there is no reply', () => {
    talked.when(HANS.does({ type: 'logReplyEdit', retter: 2, tekst: 'Der er køer ved rådhuset' })).thenRejected('uaendret', 'Teksten er den samme som før.');
    talked.when(HANS.does({ type: 'logReplyEdit', retter: 1, tekst: 'x' })).thenRejected('ukendt-svar', 'Linje 1 er ikke et svar i en tråd.');
  });
});

describe('making a reply an entry', () => {
  it('happens once, in the words of the one who wrote it', () => {
    const promoted = talked.when(FINN.does({ type: 'promoteReply', nr: 2, entryType: 'observation' }));
    expect(toLogLine(promoted.lines[0]!, CONTENT)).toMatchObject({ nr: 3, type: 'observation', indhold: 'Der er køer ved rådhuset (skrevet af Hans Ørum)', retter: 2 });
    promoted.and.when(FINN.does({ type: 'promoteReply', nr: 2, entryType: 'information' })).thenRejected('allerede-logpost', 'Svaret er allerede en logpost: linje 3.');
  });

  it('is for replies only', () => {
    talked.when(FINN.does({ type: 'promoteReply', nr: 1, entryType: 'information' })).thenRejected('ukendt-svar', 'Linje 1 er ikke et svar i en tråd.');
  });
});

it('a reaction says who, which and on what, and so does its removal; any type is taken as it is', () => {
  const react = (reaktion: string, fjernet: boolean) => HANS.does({ type: 'logReaction', reaktion, fjernet, paa: 'kortet til instruks 1' });
  const lines = [incident.when(react('1f440_eyes', false)), incident.when(react('like', true))].map((then) => toLogLine(then.lines[0]!, CONTENT));
  expect(lines.map((line) => [line.type, line.fra, line.indhold])).toEqual([
    ['reaktion', 'Hans Ørum', 'Reagerede med 1f440_eyes på kortet til instruks 1'],
    ['reaktion', 'Hans Ørum', 'Fjernede reaktionen like på kortet til instruks 1'],
  ]);
});
