import { toLogLine } from '../../../src/domain/logbook/line';
import { ANNA, BENT, CONTENT } from '../../support/given';
import { begins, calendarSays, called, calls, INVITED } from '../../support/meetings';

const closes = () => ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Vi trykkede forkert' }).at('14.35');

describe('an incident that is closed', () => {
  it('cancels the meetings that are to come: nobody waits in one for an incident that is over', () => {
    const closed = called(calendarSays(INVITED)).when(closes());
    closed.then({ type: 'MoedeCancelled', moede: 'moede-1', titel: 'Stabsmøde 1', begrundelse: 'Hændelsen er lukket: oprettet ved fejl.' }, { type: 'HaendelseClosedAsMistake' });
    expect(closed.state).toMatchObject({ phase: 'lukket', moeder: { moeder: [{ status: 'aflyst', indkaldelse: { kind: 'sendes' } }] } });
  });

  it('ends the one that goes on, whatever was not agreed in it', () => {
    const closed = called(begins(ANNA), calls(ANNA, {}, 'instruks-3')).when(closes());
    closed.then({ type: 'MoedeEnded', moede: 'moede-1', mangler: [] }, { type: 'MoedeCancelled', moede: 'moede-2' }, { type: 'HaendelseClosedAsMistake' });
    expect(toLogLine(closed.lines[0]!, CONTENT).indhold).toContain('Stabsmøde 1 er slut.');
  });

  it('keeps what became of the cancellation, and lets it be tried again', () => {
    const closed = called(calendarSays(INVITED), closes());
    closed.when(calendarSays({ kind: 'aflyst' }, 2)).then({ type: 'CancellationSent' });
    const failed = closed.and(calendarSays({ kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' }, 2));
    failed.when(BENT.does({ type: 'retryInvitation', moede: 'moede-1' })).then({ type: 'InvitationRetried' });
  });
});
