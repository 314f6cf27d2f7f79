import { ticks } from '../../support/activation';
import { accepted, BOT, dispatched, drafted, approves, LONE, MADS, NORA, OLE, presses } from '../../support/mailing';
import { ANNA, BENT, FINN, HANS, instant } from '../../support/given';

const WITH_SECONDARY = [{ ...LONE.ref, sekundaer: NORA.ref }, MADS.ref];

describe('a new kontaktperson', () => {
  it('is written what the former one had got, with the meeting that comes now; it waits for approval', () => {
    const replaced = dispatched('kp', [OLE.ref]).and(accepted('kp-1')).when(ANNA.namesContact('Lone Kær').at('14.10'));
    replaced.then({ type: 'KontaktpersonNamed' }, { type: 'DraftPrepared', udkast: 'kp' }, { type: 'MoedeChanged', nye: [{ name: 'Lone Kær' }] });
    expect(replaced.state.udkast.kp?.godkendt ?? replaced.state.udkast.kp?.sendt).toBeUndefined();
    expect(replaced.state.udkast.kp).toMatchObject({ revision: 2, tekst: expect.stringContaining('Vær med på mødet 21.11. 14.45') });
  });

  it('named before anything was sent is simply who it goes to', () => {
    drafted().when(ANNA.namesContact('Lone Kær').at('14.10')).then({ type: 'KontaktpersonNamed' }, { type: 'MoedeChanged' });
  });
});

describe('what comes of a mail', () => {
  it('is what Exchange said, and ticks the step of the orientation', () => {
    const done = dispatched().when(accepted());
    done.then({ type: 'MailAccepted', antal: 2, af: 2, fejlede: [] }, { type: 'StepCompleted', nummer: '1C.1' });
    expect(done.state.udsendelser['rep-1']?.status).toMatchObject({ kind: 'accepteret', antal: 2 });
  });

  it('one address that is refused fails alone, and can be tried again', () => {
    const some = dispatched().and(accepted('rep-1', [MADS]));
    expect(some.state.udsendelser['rep-1']?.status).toMatchObject({ antal: 1, fejlede: [{ id: 'mads' }] });
    const again = some.when(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    again.then({ type: 'MailRetried' });
    again.and.when(accepted('rep-1', [], 2)).then({ type: 'MailAccepted', antal: 2 });
  });

  it('all of them refused is not sent', () => {
    dispatched().when(accepted('rep-1', [LONE, MADS])).then({ type: 'MailFailed', hvorfor: 'Exchange tog ikke imod nogen af adresserne.' });
  });

  it('given up: says why, and is tried again by a press that counts once', () => {
    const failed = dispatched().and(BOT.does({ type: 'recordMailFailure', udsendelse: 'rep-1', forsoeg: 1, hvorfor: 'Mail er ikke sat op', accepteret: 0 }));
    expect(failed.state.udsendelser['rep-1']?.status).toEqual({ kind: 'fejlet', hvorfor: 'Mail er ikke sat op', accepteret: 0 });
    const again = failed.and(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 }));
    again.when(BENT.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 })).thenRejected('sender-allerede', 'Orientering af DDH Repræsentantskab (1C) er ved at blive sendt igen.');
    expect(again.state.udsendelser['rep-1']).toMatchObject({ forsoeg: 2, status: { kind: 'sender', accepteret: 0 } });
  });

  it('an outcome counts once, and one of an earlier attempt not at all', () => {
    const done = dispatched().and(accepted());
    done.when(accepted()).thenRejected('uaendret', 'Det er allerede skrevet ned.');
    done.when(ANNA.does({ type: 'retryMail', udsendelse: 'rep-1', forsoeg: 1 })).thenRejected('intet-at-sende', 'Orientering af DDH Repræsentantskab (1C) er accepteret af Exchange til alle.');
  });

  it('a refused address is not waited for: the secondary contact is written to at once, and once', () => {
    const refused = dispatched('rep', WITH_SECONDARY).when(accepted('rep-1', [LONE]));
    refused.then({ type: 'MailAccepted', antal: 1, fejlede: [LONE.ref] }, { type: 'StepCompleted' }, { type: 'MailPassedOn', hvorfor: 'kom-ikke-frem', videre: [{ fra: LONE.ref, til: NORA.ref }], ingen: [] });
    refused.and.when(accepted('rep-1', [LONE], 2)).then({ type: 'MailAccepted', antal: 2, af: 3 });
  });

  it('refused for all: their secondary contacts are still written to', () => {
    dispatched('rep', [WITH_SECONDARY[0]!]).when(accepted('rep-1', [LONE])).then({ type: 'MailFailed' }, { type: 'MailPassedOn', videre: [{ til: NORA.ref }] });
  });

  it('nobody is waited for who does not have it; when it is tried again, they have the whole time anew', () => {
    const failed = dispatched('kp', [OLE.ref]).and(BOT.does({ type: 'recordMailFailure', udsendelse: 'kp-1', forsoeg: 1, hvorfor: 'Mail er ikke sat op', accepteret: 0 }).at('14.03'));
    expect(failed.and(ticks().at('14.25')).state.udsendelser['kp-1']?.modtagere).toMatchObject([{ videre: false }]);
    const again = failed.and(ANNA.does({ type: 'retryMail', udsendelse: 'kp-1', forsoeg: 1 }).at('14.30'));
    expect(again.state.udsendelser['kp-1']).toMatchObject({ svarfrist: instant('14.50'), modtagere: [{ svarfrist: instant('14.50') }] });
  });

  it('of a hændelse that was closed meanwhile is still written down', () => {
    const closed = dispatched().and(ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }));
    closed.when(accepted()).then({ type: 'MailAccepted' });
  });

  it('an approval of before mails were sent leads to no mail', () => {
    const [line] = drafted(approves(ANNA)).lines.slice(-1);
    if (line?.event.type !== 'DraftApproved') throw new Error('not approved');
    const { modtagere: _, udenMail: __, ...before } = line.event;
    const old = drafted().withLines([{ ...line, event: before }]);
    old.when(ticks().at('15.00')).then({ type: 'AlarmPassedOn' }, { type: 'AlarmPassedOn' }, { type: 'AlarmPassedOn' }, { type: 'AlarmPassedOn' });
    expect(old.state.udsendelser).toEqual({});
  });
});

describe('54. whoever does not answer or is not reached', () => {
  const sent = () => dispatched('kp', WITH_SECONDARY).and(accepted('kp-1'));

  it('by the deadline: the secondary contact is written to, with a deadline of their own', () => {
    const late = sent().when(ticks().at('14.22.20'));
    expect(late.lines.map(({ event }) => event.type)).toContain('AlarmPassedOn');
    const passed = late.and.when(ticks().at('14.22.20'));
    passed.then({ type: 'MailPassedOn', hvorfor: 'intet-svar', videre: [{ fra: { id: 'lone' }, til: { id: 'nora' } }], ingen: [{ id: 'mads' }] });
    expect(passed.state.udsendelser['kp-1']).toMatchObject({ status: { kind: 'sender' }, forsoeg: 2 });
    expect(passed.state.udsendelser['kp-1']?.modtagere.at(-1)).toMatchObject({ id: 'nora', iStedetFor: { id: 'lone' }, svarfrist: instant('14.42.20') });
  });

  it('whoever has answered is left alone', () => {
    const answered = sent().and(presses(LONE, 'ja').at('14.10'), presses(MADS, 'ja').at('14.11'));
    const due = answered.and(ticks().at('14.22.20')).when(ticks().at('14.22.20'));
    expect(() => due.lines).toThrow('intet-forfaldent');
  });

  it('a mail that came back goes on at once; twice is once', () => {
    const back = BOT.does({ type: 'recordBounce', udsendelse: 'kp-1', person: LONE.ref }).at('14.04');
    const bounced = sent().when(back);
    bounced.then({ type: 'MailBounced', person: { id: 'lone' } }, { type: 'MailPassedOn', hvorfor: 'kom-ikke-frem', videre: [{ til: { id: 'nora' } }] });
    bounced.and.when(back).thenRejected('uaendret', 'Det er allerede skrevet ned, at mailen ikke kom frem til Lone Kær.');
  });

  it('a person may know it first', () => {
    sent().when(FINN.does({ type: 'markNotArrived', udsendelse: 'kp-1', person: MADS.ref })).then({ type: 'MailBounced' }, { type: 'MailPassedOn', videre: [], ingen: [{ id: 'mads' }] });
  });

  it('a secondary contact who has the mail already is not written to twice', () => {
    const both = dispatched('kp', [{ ...LONE.ref, sekundaer: MADS.ref }, MADS.ref]).and(accepted('kp-1'));
    both.when(FINN.does({ type: 'markNotArrived', udsendelse: 'kp-1', person: LONE.ref })).then({ type: 'MailBounced' }, { type: 'MailPassedOn', videre: [], ingen: [{ id: 'lone' }] });
  });
});

describe('an answer', () => {
  const sent = () => dispatched('kp', [OLE.ref]).and(accepted('kp-1'));

  it('through the link is a line of the log in its owner’s name', () => {
    const answered = sent().when(presses(OLE, 'ring', 'Jeg har ikke adgang'));
    answered.then({ type: 'SvarReceived', svartekst: 'Nej, ring til mig', bemaerkning: 'Jeg har ikke adgang', via: 'svarlink', besked: true });
    expect(answered.lines[0]?.actor).toEqual(OLE.ref);
  });

  it('counts once: the first one', () => {
    sent().and(presses(OLE, 'ja').at('14.04')).when(presses(OLE, 'ring')).thenRejected('allerede-svaret', 'Ole Vind har allerede svaret "Ja, jeg er med" 21.11. 14.04.');
  });

  it('in the telephone can be changed by whoever hears it', () => {
    const phone = (svar: string) => BENT.does({ type: 'recordSvarByPhone', udsendelse: 'kp-1', person: OLE.ref, svar, bemaerkning: '' });
    const changed = sent().and(presses(OLE, 'ja')).when(phone('ring'));
    changed.then({ type: 'SvarReceived', via: 'telefon', svar: 'ring' });
    expect(changed.state.udsendelser['kp-1']?.modtagere[0]?.svar).toMatchObject({ svar: 'ring', via: 'telefon' });
  });

  it('that is none of the buttons, of nobody who was asked, or to no mail, is refused', () => {
    sent().when(presses(OLE, 'slet-alt')).thenRejected('ukendt-svar', 'Vælg et af svarene.');
    sent().when(presses(HANS, 'ja')).thenRejected('ukendt-modtager', 'Hans Ørum er ikke blandt modtagerne.');
    sent().when(presses(OLE, 'ja', '', 'rep-1')).thenRejected('ukendt-mail', 'Den mail er ikke sendt i denne hændelse.');
    sent().when(presses(OLE, 'ja', '', 'constructor')).thenRejected('ukendt-mail', 'Den mail er ikke sendt i denne hændelse.');
  });

  it('through a link that was called back is refused; in the telephone it is still heard', () => {
    const revoked = sent().and(BENT.does({ type: 'revokeSvarlink', udsendelse: 'kp-1', person: OLE.ref }));
    revoked.when(presses(OLE, 'ja')).thenRejected('tilbagekaldt', 'Linket gælder ikke længere.');
    revoked.when(BENT.does({ type: 'recordSvarByPhone', udsendelse: 'kp-1', person: OLE.ref, svar: 'ja', bemaerkning: '' })).then({ type: 'SvarReceived' });
    revoked.when(BENT.does({ type: 'revokeSvarlink', udsendelse: 'kp-1', person: OLE.ref })).thenRejected('uaendret', 'Linket til Ole Vind er allerede kaldt tilbage.');
  });

  it('keeps no CPR number', () => {
    const answered = sent().when(presses(OLE, 'ja', 'Det er 010203-1234'));
    expect(answered.lines[0]?.event).toMatchObject({ bemaerkning: 'Det er [CPR-nummer fjernet]' });
  });
});
