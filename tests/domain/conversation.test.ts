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

  it('shows the latest of its changes, in whatever order they come; each is a line', () => {
    const edit = (tekst: string, aendret: string) => HANS.does({ type: 'logReplyEdit', retter: 2, tekst, aendret: `2026-11-21T12:${aendret}:00.000Z` });
    const deletion = HANS.does({ type: 'logReplyDeletion', retter: 2, aendret: '2026-11-21T12:20:00.000Z' });
    const later = talked.and(edit('Anden rettelse', '10'));
    expect(later.when(edit('Første rettelse', '05')).state.log).toMatchObject({ count: 4, replies: [{ tekst: 'Anden rettelse' }] });
    expect(later.and(deletion).when(edit('Første rettelse', '05')).state.log).toMatchObject({ count: 5, replies: [{ tekst: 'Anden rettelse', slettet: true }] });
    expect(later.and(deletion).when(edit('Anden rettelse', '30')).state.log).toMatchObject({ count: 5, replies: [{ tekst: 'Anden rettelse', slettet: false }] });
    later.and(edit('Fortrudt', '30')).when(deletion).then({ type: 'ReplyDeleted', retter: 2, aendret: '2026-11-21T12:20:00.000Z' });
    expect(later.and(edit('Fortrudt', '30')).when(deletion).state.log.replies).toMatchObject([{ tekst: 'Fortrudt', slettet: false }]);
  });

  it('keeps the files that an edit brings, each once', () => {
    const plan = { navn: 'plan.pdf', link: 'https://example.org/plan.pdf' };
    const kort = { navn: 'kort.png', link: 'https://example.org/kort.png' };
    const withFile = given(opened(), says(HANS, 'Se her', [plan]));
    const edited = withFile.when(HANS.does({ type: 'logReplyEdit', retter: 2, tekst: 'Se her', bilag: [plan, kort] }));
    expect(toLogLine(edited.lines[0]!, CONTENT)).toMatchObject({ indhold: 'Se her', bilag: 'kort.png <https://example.org/kort.png>', status: 'redigeret' });
    edited.and.when(HANS.does({ type: 'logReplyEdit', retter: 2, tekst: 'Se her', bilag: [plan, kort] })).thenRejected('uaendret', 'Teksten er den samme som før.');
  });

  it('is not edited into the same text, and not where there is no reply', () => {
    talked.when(HANS.does({ type: 'logReplyEdit', retter: 2, tekst: 'Der er køer ved rådhuset' })).thenRejected('uaendret', 'Teksten er den samme som før.');
    talked.when(HANS.does({ type: 'logReplyEdit', retter: 1, tekst: 'x' })).thenRejected('ukendt-svar', 'Linje 1 er ikke et svar i en tråd.');
  });
});

describe('a deletion that comes before its message', () => {
  const deleted = HANS.does({ type: 'logUnseenDeletion', besked: 'besked:1', instruks: 'instruks-1' });

  it('is a line at once, and the message is entered as deleted when it comes', () => {
    const early = incident.when(deleted);
    expect(toLogLine(early.lines[0]!, CONTENT)).toMatchObject({
      nr: 2, type: 'samtale', indhold: 'En besked, som ikke står i loggen, er slettet i Teams.', status: 'slettet i Teams', instruks: 1, retter: null,
    });
    const late = early.and.when(says(HANS, 'Sent ude').as('besked:1'));
    expect(late.lines.map((line) => toLogLine(line, CONTENT)).map(({ nr, indhold, retter }) => [nr, indhold, retter])).toEqual([
      [3, 'Sent ude', null], [4, 'Beskeden i linje 3 er slettet i Teams. Loggen har den stadig.', 3],
    ]);
    expect(late.state.log.replies).toMatchObject([{ nr: 3, slettet: true }]);
  });

  it('is another message’s business when that one comes', () => {
    expect(incident.and(deleted).when(says(HANS, 'En anden').as('besked:2')).lines).toHaveLength(1);
  });

  it('marks an entry that was written with /log too, and a correction', () => {
    for (const act of [FINN.logs('Vandet er væk'), FINN.corrects(1, 'Rettet')]) {
      const late = incident.and(deleted).when(act.as('besked:1'));
      expect(late.lines.map(({ event }) => event)).toMatchObject([{}, { type: 'ReplyDeleted', retter: 3 }]);
      expect(late.state.log.entries).toMatchObject([{ nr: 3, slettet: true }]);
    }
  });

  it('deletes the message itself when another process has just entered it', () => {
    const raced = given(opened(), says(HANS, 'Netop kommet').as('besked:1')).when(deleted);
    raced.then({ type: 'ReplyDeleted', retter: 2 });
    raced.and.when(deleted.as('en anden gang')).thenRejected('allerede-slettet', 'Svaret er allerede slettet.');
    incident.and(deleted).when(deleted.as('en anden gang')).thenRejected('allerede-slettet', 'Svaret er allerede slettet.');
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

it('a reaction that was found in Teams is no second one when Teams tells of it late; removed, it can be set again', () => {
  const react = (reaktion: string, more: object = {}) => HANS.does({ type: 'logReaction', reaktion, fjernet: false, paa: 'kortet til instruks 1', besked: '17', ...more });
  const found = incident.and(react('👀', { skrevet: '2026-11-21T12:30:00.000Z' }));
  found.when(react('1f440_eyes')).thenRejected('allerede-reageret', 'Reaktionen står allerede i loggen.');
  expect(found.and(react('1f440_eyes', { fjernet: true })).when(react('1f440_eyes')).lines).toHaveLength(1);
  for (const other of [react('like'), react('👀', { besked: '18' })]) expect(found.when(other).lines).toHaveLength(1);
});

it('a reaction says who, which and on what, and so does its removal; any type is taken as it is', () => {
  const react = (reaktion: string, fjernet: boolean) => HANS.does({ type: 'logReaction', reaktion, fjernet, paa: 'kortet til instruks 1' });
  const lines = [incident.when(react('1f440_eyes', false)), incident.when(react('like', true))].map((then) => toLogLine(then.lines[0]!, CONTENT));
  expect(lines.map((line) => [line.type, line.fra, line.indhold])).toEqual([
    ['reaktion', 'Hans Ørum', 'Reagerede med 1f440_eyes på kortet til instruks 1'],
    ['reaktion', 'Hans Ørum', 'Fjernede reaktionen like på kortet til instruks 1'],
  ]);
});
