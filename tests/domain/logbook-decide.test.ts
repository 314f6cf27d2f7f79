import type { EntryContent } from '../../src/domain/logbook/logbook';
import { ANNA, BENT, CONTENT, EVA, given, opened } from '../support/given';

const LIMIT = CONTENT.graenser.logTekstTegn;
const incident = given(opened()); // line 1
const decision = (parts: Partial<EntryContent> = {}): EntryContent => ({ entryType: 'beslutning', tekst: 'Vi ringer rundt', ...parts });

describe('writing in the log', () => {
  it('stores what was said as it was said', () => {
    const entry: EntryContent = {
      entryType: 'handling', tekst: 'Ringede til Viborg', ansvarlig: 'Anna', frist: 'kl. 16', haendelsestid: '2026-11-21T12:50:00.000Z',
    };
    const written = incident.when(BENT.logs(entry));
    written.then({ type: 'LogEntryWritten', entry, mangler: [] });
    expect(written.state.log).toMatchObject({ count: 2, entries: [{ nr: 2, by: 'bent', ...entry, mangler: [] }] });
  });

  it('remembers in whose thread it was written', () => {
    incident.when(BENT.logs('Guiden er klar', 'instruks-2')).then({ type: 'LogEntryWritten', instruks: 'instruks-2' });
  });

  it.each<[string, Partial<EntryContent>, readonly string[]]>([
    ['both', {}, ['beslutter', 'begrundelse']],
    ['the reason', { beslutter: 'Anna' }, ['begrundelse']],
    ['the decider', { begrundelse: 'Nød' }, ['beslutter']],
    ['both, when they are blank', { beslutter: ' ', begrundelse: '\t' }, ['beslutter', 'begrundelse']],
    ['nothing', { beslutter: 'Anna', begrundelse: 'Nød' }, []],
  ])('a decision is stored and says that it lacks %s', (_, parts, mangler) => {
    incident.when(BENT.logs(decision(parts))).then({ type: 'LogEntryWritten', mangler });
  });

  it('only a decision can lack anything', () => {
    for (const entryType of ['handling', 'observation', 'information', 'undladelse'] as const) {
      incident.when(BENT.logs({ entryType, tekst: 'Noget' })).then({ type: 'LogEntryWritten', mangler: [] });
    }
  });

  it.each(['', ' \n\t'])('needs a text (%j)', (tekst) => {
    incident.when(BENT.logs(tekst)).thenRejected('tom-tekst', 'Der var ingen tekst at gemme. Skriv: /log det, der skete');
  });

  it('takes a text that just fits and refuses a longer one, saying that nothing is stored', () => {
    incident.when(BENT.logs('x'.repeat(LIMIT))).then({ type: 'LogEntryWritten' });
    incident
      .when(BENT.logs('x'.repeat(LIMIT + 1)))
      .thenRejected('for-lang', 'Teksten er for lang (20001 tegn). Der er plads til 20000. Del den i flere linjer – intet er gemt.');
  });
});

describe('correcting', () => {
  const written = incident.and(BENT.logs(decision({ beslutter: 'Anna', begrundelse: 'Nød', ansvarlig: 'Dan', frist: 'kl. 16', haendelsestid: '2026-11-21T12:50:00.000Z' })));

  it('is a new line that points at the old one and takes over what it does not say again', () => {
    written
      .when(EVA.corrects(2, 'Vi skriver rundt'))
      .then({
        type: 'LogEntryCorrected', retter: 2, mangler: [],
        entry: {
          entryType: 'beslutning', tekst: 'Vi skriver rundt', beslutter: 'Anna', begrundelse: 'Nød', ansvarlig: 'Dan', frist: 'kl. 16', haendelsestid: '2026-11-21T12:50:00.000Z',
        },
      });
  });

  it('replaces what it says again', () => {
    written
      .when(EVA.corrects(2, 'Vi ringer', { entryType: 'handling', beslutter: 'Eva' }))
      .then({ type: 'LogEntryCorrected', entry: { entryType: 'handling', beslutter: 'Eva', begrundelse: 'Nød' } });
  });

  it('leaves the old line as it was, and knows that a later one counts', () => {
    const before = written.state.log.entries[0];
    expect(written.when(EVA.corrects(2, 'Noget andet')).state.log.entries[0]).toEqual({ ...before, afloest: true, slettet: false });
  });

  it('without a number means the writer’s own latest entry, a correction being one too', () => {
    const mixed = written.and(BENT.logs('Anden linje'), ANNA.logs('En andens linje'), EVA.starts(1));
    mixed.when(BENT.corrects(undefined, 'Rettet')).then({ type: 'LogEntryCorrected', retter: 3 });
    mixed.and(BENT.corrects(2, 'Rettet')).when(BENT.corrects(undefined, 'Rettet igen')).then({ type: 'LogEntryCorrected', retter: 6 });
  });

  it('without a number is refused for one who has written nothing', () => {
    written.when(EVA.corrects(undefined, 'Rettet')).thenRejected('ingen-egen-linje', 'Du har ikke skrevet i loggen endnu. Skriv nummeret: /log ret 12 ny tekst');
  });

  it('of a line that the bot wrote is information', () => {
    written.when(EVA.corrects(1, 'Det var kl. 13.20')).then({ type: 'LogEntryCorrected', retter: 1, entry: { entryType: 'information', tekst: 'Det var kl. 13.20' }, mangler: [] });
  });

  it('into a decision may lack something too', () => {
    written.and(ANNA.logs('Vi lukker')).when(ANNA.corrects(3, 'Vi lukker', { entryType: 'beslutning' })).then({ type: 'LogEntryCorrected', mangler: ['beslutter', 'begrundelse'] });
  });

  it.each([0, -1, 3, 99])('is refused for line %i, which there is not', (nr) => {
    written.when(BENT.corrects(nr, 'Rettet')).thenRejected('ukendt-linje', `Der er ingen linje ${nr} i loggen. Se numrene med /log vis`);
  });

  it('needs a text that fits', () => {
    written.when(BENT.corrects(2, ' ')).thenRejected('tom-tekst', 'Der var ingen tekst at gemme. Skriv: /log det, der skete');
    written
      .when(BENT.corrects(undefined, 'x'.repeat(LIMIT + 1)))
      .thenRejected('for-lang', 'Teksten er for lang (20001 tegn). Der er plads til 20000. Del den i flere linjer – intet er gemt.');
  });
});

describe('completing a decision', () => {
  const incomplete = incident.and(BENT.logs(decision({ beslutter: 'Anna', frist: 'kl. 16' })));

  it('is a new line with the whole decision', () => {
    incomplete
      .when(EVA.completesDecision(2, ' Anna Holm ', ' Nød '))
      .then({ type: 'LogDecisionCompleted', retter: 2, tekst: 'Vi ringer rundt', beslutter: 'Anna Holm', begrundelse: 'Nød', frist: 'kl. 16' });
  });

  it('leaves it the writer’s: `ret` without a number finds it', () => {
    incomplete.and(EVA.completesDecision(2, 'Anna', 'Nød')).when(BENT.corrects(undefined, 'Vi skriver')).then({ type: 'LogEntryCorrected', retter: 3, entry: { beslutter: 'Anna', begrundelse: 'Nød' } });
  });

  it('happens once', () => {
    incomplete.and(EVA.completesDecision(2, 'Anna', 'Nød')).when(ANNA.completesDecision(2, 'Anna', 'Igen')).thenRejected('allerede-fuldstaendig', 'Beslutningen i linje 2 er allerede fuldstændig.');
  });

  it('is not for a decision that lacked nothing', () => {
    incident.and(BENT.logs(decision({ beslutter: 'Anna', begrundelse: 'Nød' }))).when(EVA.completesDecision(2, 'Anna', 'Nød')).thenRejected('allerede-fuldstaendig', 'Beslutningen i linje 2 er allerede fuldstændig.');
  });

  it.each([['', 'Nød'], ['Anna', ' '], [' ', '']])('needs both (%j, %j)', (beslutter, begrundelse) => {
    incomplete.when(EVA.completesDecision(2, beslutter, begrundelse)).thenRejected('beslutning-ufuldstaendig', 'Skriv både, hvem der besluttede det, og hvorfor.');
  });

  it.each([1, 3, 99])('is refused for line %i, which is no decision', (nr) => {
    incomplete.and(BENT.logs('Kun til orientering')).when(EVA.completesDecision(nr, 'Anna', 'Nød')).thenRejected('ingen-beslutning', `Linje ${nr} er ikke en beslutning.`);
  });
});

it('a post that could not be delivered is a line, too', () => {
  incident.when(ANNA.does({ type: 'recordDeliveryFailure', hvad: 'Kaldet', hvorfor: 'væk' })).then({ type: 'DeliveryFailed', hvad: 'Kaldet', hvorfor: 'væk' });
});
