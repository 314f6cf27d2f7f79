import { CONTENT, given, opened, STRANGER, type Person } from '../support/given';
import * as people from '../support/given';
import { toLogLine } from '../../src/domain/logbook/line';

const state = given(opened()).state;
const holder = (rolle: 'kriseleder' | 'logfoerer'): Person => Object.values(people).find((one): one is Person => one instanceof people.Person && one.id === state.roller[rolle].holder?.id)!;
const KRISELEDER = holder('kriseleder');
const LOGFOERER = holder('logfoerer');

const asks = (person: Person, nr: number, begrundelse = 'Et navn på en borger') => person.does({ type: 'askErasure', nr, begrundelse });
const confirms = (person: Person, nr: number) => person.does({ type: 'confirmErasure', nr });
/** Line 2 names a citizen. */
const written = given(opened(), LOGFOERER.does({ type: 'writeLogEntry', entry: { entryType: 'information', tekst: 'Borger NN ringede' } }));

describe('erasing a line', () => {
  it('takes two: one asks with a reason, the other confirms', () => {
    const asked = written.when(asks(LOGFOERER, 2));
    asked.then({ type: 'ErasureAsked', retter: 2, begrundelse: 'Et navn på en borger' });
    const erased = asked.and.when(confirms(KRISELEDER, 2));
    erased.then({ type: 'LineErased', retter: 2, begrundelse: 'Et navn på en borger', bedtAf: LOGFOERER.name });
    expect(erased.state.log.entries).toEqual([]);
    expect(toLogLine(erased.lines[0]!, CONTENT)).toMatchObject({ retter: 2, status: 'slettet', fra: KRISELEDER.name });
  });

  it('is not confirmed by the one who asked, nor before anybody asked', () => {
    written.and(asks(LOGFOERER, 2)).when(confirms(LOGFOERER, 2)).thenRejected('to-personer', 'Den anden af jer to skal bekræfte: kriselederen og logføreren sletter sammen.');
    written.when(confirms(KRISELEDER, 2)).thenRejected('ikke-bedt', 'Ingen har bedt om at slette linje 2.');
  });

  it('needs a reason, and is for the kriseleder and the logfører only', () => {
    written.when(asks(LOGFOERER, 2, ' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor linjen skal slettes. Skriv ikke det, der skal slettes.');
    written.when(asks(STRANGER, 2)).thenRejected('ingen-ret', 'Kun kriselederen og logføreren kan slette en linje, og kun sammen.');
  });

  it('never takes what the incident rests on, and no line twice', () => {
    const refusal = (nr: number) => `Linje ${nr} kan ikke slettes: den er slettet allerede, eller hændelsens trin og roller hviler på den.`;
    written.when(asks(LOGFOERER, 1)).thenRejected('kan-ikke-slettes', refusal(1));
    written.and(asks(LOGFOERER, 2), confirms(KRISELEDER, 2)).when(asks(LOGFOERER, 2)).thenRejected('kan-ikke-slettes', refusal(2));
    written.when(asks(LOGFOERER, 9)).thenRejected('ukendt-linje', 'Der er ingen linje 9 i loggen.');
  });
});
