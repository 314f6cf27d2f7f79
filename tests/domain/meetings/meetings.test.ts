import { agenda } from '../../../src/domain/meetings/agenda';
import { invitationText } from '../../../src/domain/meetings/invitation';
import { whoTakesPart } from '../../../src/domain/meetings/participants';
import { nextDue } from '../../../src/domain/tick';
import { toLogLine } from '../../../src/domain/logbook/line';
import { agrees, decidedYes, during, IDA, JENS, OPEN, proposes, ticks, untilTheHours, YES } from '../../support/activation';
import { ANNA, BENT, CARLA, CONTENT, DAN, EVA, FINN, given, GRY, HANS, instant, opened, PUBLISHED } from '../../support/given';
import { begins, calendarSays, called, calls, changes, ends, INVITED, READY, STAB, underWay } from '../../support/meetings';

const OLE = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
const kinds = CONTENT.moeder.instrukser;

describe('calling a meeting', () => {
  it('comes with the activation: at the time that was adopted, with those who belong in it', () => {
    const { moeder } = during(OPEN, ANNA.namesContact('Ole Vind'), untilTheHours(), decidedYes()).state.moeder;
    expect(moeder).toMatchObject([{ id: 'moede-1', titel: 'Stabsmøde 1', instruks: 'instruks-2', start: instant('14.45'), minutter: 45, deltagere: [...STAB, OLE], status: 'planlagt', indkaldelse: { kind: 'sendes' } }]);
  });

  it('comes at a time that is still to come, however long the vote took', () => {
    const soon = proposes(ANNA, 'aktivering', { ...YES, aktivering: { ...YES.aktivering!, moede: instant('14.10') } });
    const { state } = during(OPEN, untilTheHours(), soon, agrees(EVA), agrees(ANNA), agrees(IDA), agrees(JENS).at('14.20'));
    expect([state.moeder.moeder[0]?.start, state.aktivering?.moede, state.alarm?.moede]).toEqual([instant('14.50'), instant('14.50'), instant('14.50')]);
  });

  it('called by hand before the activation, it is moved to the time that the alarm names', () => {
    const before = calls(ANNA, { start: instant('18.00') });
    expect(during(OPEN, before, untilTheHours(), decidedYes()).state.moeder.moeder).toMatchObject([{ start: instant('14.45'), revision: 2, status: 'planlagt' }]);
  });

  it('21. warns of every unfilled role and of a missing kontaktperson', () => {
    const vacant = given(opened({ roller: { kriseleder: { holder: ANNA.ref, deputies: [] }, logfoerer: { deputies: [HANS.ref] }, procesansvarlig: { deputies: [] }, bemandingsansvarlig: { holder: DAN.ref, deputies: [] } } }));
    expect(whoTakesPart(kinds[0]!, vacant.state, CONTENT)).toEqual({
      deltagere: [ANNA.ref, HANS.ref, DAN.ref],
      advarsler: ['Logfører er ubesat – stedfortræder Hans Ørum er indkaldt', 'Procesansvarlig er ubesat', 'Kontaktperson for Viborg mangler'],
    });
    vacant.when(calls(ANNA)).then({ type: 'MoedeScheduled', advarsler: [expect.stringContaining('Logfører'), expect.stringContaining('Procesansvarlig'), 'Kontaktperson for Viborg mangler'] });
  });

  it('27. instruks 3 invites krisestab, styregruppe and kontaktperson', () => {
    const { state } = given(opened(), ANNA.namesContact('Ole Vind'));
    expect(whoTakesPart(kinds[1]!, state, CONTENT)).toEqual({ deltagere: [...STAB, EVA.ref, FINN.ref, OLE], advarsler: [] });
  });

  it('is refused for a time that is gone, a length that is none, nobody, and twice', () => {
    given(opened()).when(calls(ANNA, { start: instant('13.40') })).thenRejected('fortid', 'Det tidspunkt er gået. Vælg et, der kommer.');
    given(opened()).when(calls(ANNA, { start: '9999-12-31T23:00:00.000Z' })).thenRejected('langt-ude', 'Det er mere end to måneder ude i fremtiden. Se efter, om datoen er rigtig.');
    given(opened()).when(calls(ANNA, { minutter: 0 })).thenRejected('laengde', 'Mødet skal vare mellem 5 og 480 minutter.');
    given(opened()).when(calls(ANNA, { deltagere: [] })).thenRejected('ingen-deltagere', 'Vælg mindst én deltager.');
    given(opened()).when(calls(ANNA, {}, 'instruks-4')).thenRejected('ukendt-moede', 'Til den instruks hører der ikke noget møde.');
    called().when(calls(BENT)).thenRejected('allerede-indkaldt', 'Stabsmøde 1 er allerede indkaldt. Flyt det i stedet.');
    underWay().when(calls(BENT).at('14.31')).thenRejected('allerede-indkaldt', 'Stabsmøde 1 er i gang. Det næste aftales, når det slutter.');
  });
});

describe('a meeting that is called', () => {
  it('is moved, and the log says from when to when', () => {
    const moved = called().when(changes(BENT, { start: instant('15.00'), deltagere: [...STAB, OLE] }));
    moved.then({ type: 'MoedeChanged', flyttetFra: instant('14.30'), start: instant('15.00'), nye: [], ikkeMed: [] }, { type: 'MailDispatched', udkast: 'aftale' });
    expect(toLogLine(moved.lines[0]!, CONTENT).indhold).toBe('Stabsmøde 1 ændret: flyttet fra 21.11. 14.30 til 21.11. 15.00');
    expect(moved.state.moeder.moeder[0]).toMatchObject({ revision: 2, indkaldelse: { kind: 'sendes' } });
  });

  it('is not changed by a form that was opened before the last change', () => {
    called(changes(ANNA, { start: instant('15.00') })).when(changes(BENT, { start: instant('15.30') })).thenRejected('foraeldet', 'Stabsmøde 1 er ændret, siden du åbnede formularen. Her er det, som det er nu.');
    called().when(changes(BENT, { deltagere: [...STAB, OLE] })).thenRejected('uaendret', 'Der er ikke ændret noget.');
  });

  it('gets somebody more, also while it goes on, but is not moved then', () => {
    underWay().when(changes(ANNA, { deltagere: [...STAB, OLE, FINN.ref] }).at('14.40')).then({ type: 'MoedeChanged', nye: [FINN.ref], ikkeMed: [], flyttetFra: undefined });
    underWay().when(changes(ANNA, { start: instant('15.00') }).at('14.40')).thenRejected('i-gang', 'Stabsmøde 1 er begyndt og kan ikke flyttes. Du kan stadig tilføje deltagere.');
  });

  it('gets no length that is none and is never without people, also while it goes on', () => {
    for (const minutter of [Number.NaN, 0, 1.5, 481]) underWay().when(changes(ANNA, { minutter }).at('14.40')).thenRejected('laengde', 'Mødet skal vare mellem 5 og 480 minutter.');
    underWay().when(changes(ANNA, { deltagere: [] }).at('14.40')).thenRejected('ingen-deltagere', 'Vælg mindst én deltager.');
  });

  it('is cancelled with a reason, and then over', () => {
    const cancel = (begrundelse: string) => ANNA.does({ type: 'cancelMoede', moede: 'moede-1', begrundelse });
    called().when(cancel(' ')).thenRejected('mangler-begrundelse', 'Skriv kort, hvorfor mødet aflyses. Det står i afbuddet til deltagerne.');
    const given = called(cancel('Strømmen er tilbage'));
    given.when(begins(ANNA)).thenRejected('aflyst', 'Stabsmøde 1 er aflyst af Anna Holm.');
    given.when(calls(ANNA)).then({ type: 'MoedeScheduled', moede: 'moede-2', titel: 'Stabsmøde 2' });
  });

  it('26. is moved instead while information is missing, once it is the one that was agreed when the last one ended', () => {
    const cancel = (moede: string) => ANNA.does({ type: 'cancelMoede', moede, begrundelse: 'Vi ringes ved' });
    const next = underWay().and(ends(ANNA));
    next.when(cancel('moede-2')).thenRejected('mangler-information', 'Der mangler stadig 2A.3, 2D.2, 2E.2, før opstart kan ske, så der skal være et møde mere. Flyt det i stedet.');
    next.and(...['2A.3', '2D.2', '2E.2'].map((nummer) => ANNA.completes(nummer))).when(cancel('moede-2')).then({ type: 'MoedeCancelled' });
  });

  it('follows a new kontaktperson and a role that changes hands', () => {
    called().when(BENT.namesContact('Lone Kær')).then({ type: 'KontaktpersonNamed' }, { type: 'MoedeChanged', nye: [{ name: 'Lone Kær' }], ikkeMed: [OLE] }, { type: 'MailDispatched', udkast: 'aftale' });
    called().when(BENT.handsOver('logfoerer', HANS)).then({ type: 'RoleHandedOver' }, { type: 'MoedeChanged', nye: [HANS.ref], ikkeMed: [BENT.ref] });
    // Who wears another hat stays.
    const twoHats = called(ANNA.handsOver('bemandingsansvarlig', CARLA));
    twoHats.when(ANNA.handsOver('bemandingsansvarlig', DAN)).then({ type: 'RoleHandedOver' }, { type: 'MoedeChanged', nye: [DAN.ref], ikkeMed: [] });
    called().when(BENT.handsOver('modtager', HANS)).then({ type: 'RoleHandedOver' });
  });
});

describe('who wears two hats and leaves one', () => {
  it('stays for the other: a role, another authority, the styregruppe where it belongs in the meeting', () => {
    const kp = { id: 'kp:Viborg:Ole Vind', name: 'Ole Vind' };
    called(ANNA.does({ type: 'handOverRole', rolle: 'logfoerer', til: kp })).when(ANNA.handsOver('logfoerer', HANS)).then({ type: 'RoleHandedOver' }, { type: 'MoedeChanged', nye: [HANS.ref], ikkeMed: [] });
    called(ANNA.does({ type: 'handOverRole', rolle: 'logfoerer', til: kp })).when(BENT.namesContact('Lone Kær')).then({ type: 'KontaktpersonNamed' }, { type: 'MoedeChanged', nye: [{ name: 'Lone Kær' }], ikkeMed: [] }, { type: 'MailDispatched', udkast: 'aftale' });
    const raise = given(opened(), ANNA.handsOver('kriseleder', EVA), calls(EVA, { deltagere: [EVA.ref, FINN.ref] }, 'instruks-3'));
    raise.when(EVA.handsOver('kriseleder', GRY)).then({ type: 'RoleHandedOver' }, { type: 'MoedeChanged', nye: [GRY.ref], ikkeMed: [] });
    // The krisestab's own meeting is none of the styregruppe's.
    const own = given(opened(), ANNA.handsOver('kriseleder', EVA), calls(EVA, { deltagere: [EVA.ref, FINN.ref] }));
    own.when(EVA.handsOver('kriseleder', GRY)).then({ type: 'RoleHandedOver' }, { type: 'MoedeChanged', nye: [GRY.ref], ikkeMed: [EVA.ref] });
  });

  it('during a meeting: the new kontaktperson comes to it, and nobody is sent away', () => {
    underWay().when(BENT.namesContact('Lone Kær').at('14.40')).then({ type: 'KontaktpersonNamed' }, { type: 'MoedeChanged', nye: [{ name: 'Lone Kær' }], ikkeMed: [] });
  });
});

describe('the calendar', () => {
  it('has the meeting: the link stands on it, and who could not be invited by mail', () => {
    const sent = called().when(calendarSays({ ...INVITED, udenMail: [OLE] } as typeof INVITED));
    sent.then({ type: 'InvitationSent', link: 'https://teams.example/m/1', udenMail: [OLE] });
    expect(sent.state.moeder.moeder[0]).toMatchObject({ link: 'https://teams.example/m/1', indkaldelse: { kind: 'sendt' } });
    sent.and.when(calendarSays(INVITED)).thenRejected('uaendret', 'Det er allerede skrevet ned.');
  });

  it('of an øvelse has it for the øvelse alone', () => {
    const sent = called().when(calendarSays({ kind: 'sendt', kalenderId: 'AAMk1', link: 'https://teams.example/m/1', inviteret: [], udenMail: [], tilOevelse: true }));
    expect(toLogLine(sent.lines[0]!, CONTENT).indhold).toBe('Indkaldelsen til Stabsmøde 1 står i kalenderen og er sendt til øvelsens postkasse.');
  });

  it('that is behind a change is not up to date', () => {
    const behind = called(changes(ANNA, { start: instant('15.00') }), calendarSays(INVITED, 1));
    expect(behind.state.moeder.moeder[0]).toMatchObject({ kalender: { revision: 1 }, indkaldelse: { kind: 'sendes' } });
    expect(behind.and(calendarSays(INVITED, 2)).state.moeder.moeder[0]).toMatchObject({ indkaldelse: { kind: 'sendt' } });
  });

  it('that would not take it is tried again when somebody asks for it', () => {
    const failed = called(calendarSays({ kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' }));
    expect(failed.state.moeder.moeder[0]?.indkaldelse).toEqual({ kind: 'fejlet', hvorfor: 'Microsoft 365 svarer ikke.' });
    const again = failed.and(BENT.does({ type: 'retryInvitation', moede: 'moede-1' }));
    expect(again.state.moeder.moeder[0]).toMatchObject({ forsoeg: 1, indkaldelse: { kind: 'sendes' } });
    again.when(BENT.does({ type: 'retryInvitation', moede: 'moede-1' })).thenRejected('intet-at-proeve', 'Den er ved at blive sendt.');
  });
});

describe('the agenda', () => {
  it('22. follows A–G with who presents and what is open, between the standing points', () => {
    const points = agenda('instruks-2', called(ANNA.completes('2A.1')).state, CONTENT);
    expect(points.map(({ nummer }) => nummer ?? '·')).toEqual(['·', '·', '2A', '2B', '2C', '2D', '2E', '2F', '2G', '·', '·']);
    expect(points[2]).toMatchObject({ titel: 'Gennemgang af situationsbillede', aabne: ['2A.2', '2A.3'], fremlaegges: ['Kriseleder', 'Kontaktperson ved hændelsesmyndighed', 'Logfører'] });
  });

  it('22. stands in the invitation too, with what was open then: whoever is not in Teams reads it there', () => {
    const { state } = called(ANNA.completes('2A.1'), BENT.completes('2B.1'), ANNA.decides('2B.2', { valg: 'intet-behov' }));
    const { tekst } = invitationText(state.moeder.moeder[0]!, state, CONTENT, undefined);
    expect(tekst).toContain('- 2A Gennemgang af situationsbillede (Kriseleder, Kontaktperson ved hændelsesmyndighed, Logfører): åbne 2A.2, 2A.3\n- 2B Status på nuværende bemanding (Bemandingsansvarlig): færdig\n');
  });

  it('is the same before the instruks has been started, with everything open', () => {
    expect(agenda('instruks-2', given(opened()).state, CONTENT)[3]?.aabne).toEqual(['2B.1', '2B.2']);
  });
});

describe('while a meeting goes on', () => {
  it('nobody is called; what has become due is called at its end', () => {
    const during = underWay();
    during.when(ANNA.starts(4).at('14.40')).thenCalled();
    const ended = during.and(ANNA.starts(4).at('14.40')).when(ends(ANNA));
    expect(ended.lines.at(-1)?.calls.some(({ instruks }) => instruks === 'instruks-4')).toBe(true);
  });

  it('a decision without a decider is the kriseleder\'s', () => {
    const entry = { entryType: 'beslutning' as const, tekst: 'Vi åbner for chat', begrundelse: 'Køen er for lang' };
    underWay().when(BENT.logs(entry).at('14.40')).then({ type: 'LogEntryWritten', entry: { beslutter: 'Anna Holm' }, mangler: [] });
    underWay().when(BENT.logs({ ...entry, beslutter: 'Ole Vind' }).at('14.40')).then({ type: 'LogEntryWritten', entry: { beslutter: 'Ole Vind' } });
    called().when(BENT.logs(entry)).then({ type: 'LogEntryWritten', mangler: ['beslutter'] });
  });

  it('everybody is there unless they are said to be away', () => {
    const away = underWay().when(BENT.does({ type: 'noteAttendance', moede: 'moede-1', fravaerende: [DAN.ref, HANS.ref] }).at('14.35'));
    away.then({ type: 'AttendanceNoted', fravaerende: [DAN.ref], tilStede: [ANNA.ref, BENT.ref, CARLA.ref, OLE] });
    expect(toLogLine(away.and.when(ends(ANNA)).lines[0]!, CONTENT).indhold).toContain('Ikke til stede: Dan Vig.');
  });

  const attends = (...away: readonly { ref: { id: string; name: string } }[]) => BENT.does({ type: 'noteAttendance', moede: 'moede-1', fravaerende: away.map(({ ref }) => ref) });
  const lineOfEnd = (before: ReturnType<typeof underWay>) => toLogLine(before.when(ends(ANNA)).lines[0]!, CONTENT).indhold.replace(/ Mangler før opstart: .*/, '');

  it('that ends without roll-call says who was called to it, and of nobody that they were there', () => {
    expect(lineOfEnd(underWay())).toBe('Stabsmøde 1 er slut. Deltagere (fremmødet er ikke råbt op): Anna Holm, Bent Krogh, Carla Berg, Dan Vig, Ole Vind.');
  });

  it('says who was there once the roll was called, also when nobody was away', () => {
    const all = underWay().and(attends().at('14.35'));
    expect(all.lines.at(-1)?.event).toMatchObject({ type: 'AttendanceNoted', fravaerende: [] });
    expect(lineOfEnd(all)).toBe('Stabsmøde 1 er slut. Til stede: Anna Holm, Bent Krogh, Carla Berg, Dan Vig, Ole Vind.');
    all.when(attends().at('14.36')).thenRejected('uaendret', 'Fremmødet er det samme som før.');
  });

  it('says of whoever came to it after the roll-call that they were not called', () => {
    const more = underWay().and(attends(DAN).at('14.35'), changes(ANNA, { deltagere: [...STAB, OLE, EVA.ref] }).at('14.40'));
    expect(lineOfEnd(more)).toBe('Stabsmøde 1 er slut. Til stede: Anna Holm, Bent Krogh, Carla Berg, Ole Vind. Ikke råbt op: Eva Skov. Ikke til stede: Dan Vig.');
    more.when(attends(DAN).at('14.41')).then({ type: 'AttendanceNoted', fravaerende: [DAN.ref] });
  });

  it('another one cannot begin', () => {
    underWay().and(calls(ANNA, {}, 'instruks-3')).when(begins(ANNA, 'moede-2')).thenRejected('andet-i-gang', 'Stabsmøde 1 er i gang. Slut det først.');
  });

  it('its end is asked about once, at the time that was set', () => {
    const given = underWay();
    expect(nextDue(given.state, PUBLISHED)).toBe(instant('15.15'));
    given.when(ticks().at('15.14')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    given.when(ticks().at('15.15')).then({ type: 'MoedeEndAsked', titel: 'Stabsmøde 1' });
    given.and(ticks().at('15.15')).when(ticks().at('15.20')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });
});

describe('the end of a meeting', () => {
  it('25. the first one needs a next one and a cadence', () => {
    underWay().when(ends(ANNA, { naeste: undefined })).thenRejected('mangler-naeste', 'Stabsmøde 1 kan først slutte, når det næste møde er aftalt.');
    underWay().when(ends(ANNA, { naeste: undefined, ingenFlere: 'Alt er i orden' })).thenRejected('mangler-naeste', 'Stabsmøde 1 kan først slutte, når det næste møde er aftalt.');
    underWay().when(ends(ANNA, { kadence: undefined })).thenRejected('mangler-kadence', 'Stabsmøde 1 kan først slutte, når det er aftalt, hvor tit myndigheden giver besked.');
    underWay().and(READY).when(ends(BENT)).then(
      { type: 'MoedeEnded', mangler: [] }, { type: 'KadenceAgreed', hverMinutter: 60 }, { type: 'MoedeScheduled', titel: 'Stabsmøde 2', start: instant('16.00') }, { type: 'StepCompleted', nummer: '2G.1' },
      { type: 'MailDispatched', udkast: 'aftale' },
    );
  });

  it('26. while information is missing there is a next one, and 2G.3 is done by it', () => {
    const second = underWay().and(ends(ANNA), ANNA.does({ type: 'beginMoede', moede: 'moede-2' }).at('16.00'));
    const noMore = ends(ANNA, { naeste: undefined, kadence: undefined, ingenFlere: 'Strømmen er tilbage' }, 'moede-2').at('16.30');
    second.when(noMore).thenRejected('mangler-information', 'Der mangler stadig 2A.3, 2D.2, 2E.2, før opstart kan ske. Aftal et møde mere.');
    expect(underWay().when(ends(ANNA)).lines.map(({ event }) => ('nummer' in event ? event.nummer : event.type))).toEqual(['MoedeEnded', 'KadenceAgreed', 'MoedeScheduled', '2G.1', '2G.3', 'MailDispatched']);
  });

  it('25. a later one ends with a next one, or with the kriseleder\'s reason for no more', () => {
    const second = underWay().and(READY, ends(ANNA), ANNA.does({ type: 'beginMoede', moede: 'moede-2' }).at('16.00'));
    const without = (parts: object) => ({ naeste: undefined, kadence: undefined, ...parts });
    second.when(ends(ANNA, without({}), 'moede-2').at('16.30')).thenRejected('mangler-naeste', 'Aftal det næste møde, eller skriv, hvorfor der ikke skal være flere.');
    second.when(ends(BENT, without({ ingenFlere: 'Strømmen er tilbage' }), 'moede-2').at('16.30')).thenRejected('kun-kriseleder', 'Kun kriselederen kan beslutte, at der ikke skal være flere møder.');
    const last = second.when(ends(GRY, without({ ingenFlere: 'Strømmen er tilbage' }), 'moede-2').at('16.30'));
    last.then({ type: 'MoedeEnded', ingenFlere: 'Strømmen er tilbage' });
    expect(toLogLine(last.lines[0]!, CONTENT)).toMatchObject({ type: 'beslutning', beslutning: 'Ikke flere møder', beslutningstager: 'Gry Lund', begrundelse: 'Strømmen er tilbage' });
  });

  it('is not there before the beginning', () => {
    called().when(ends(ANNA)).thenRejected('ikke-begyndt', 'Stabsmøde 1 er ikke begyndt endnu. Tryk "Mødet begynder" først.');
  });
});
