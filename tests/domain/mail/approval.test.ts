import { approves, drafted, dispatched, LONE, OLE } from '../../support/mailing';
import { ANNA, BENT, CARLA, DAN, EVA, FINN, given, GRY, instant, opened } from '../../support/given';
import { decidedYes, during, OPEN, ticks, untilTheHours } from '../../support/activation';

describe('the first texts of mails', () => {
  it('14. come with the activation: to the repræsentantskab with authority, event and capacity, to the myndighed, and to its kontaktperson', () => {
    const { udkast } = drafted().state;
    expect(Object.keys(udkast)).toEqual(['rep', 'hm', 'kp']);
    expect(udkast.rep?.tekst).toMatch(/aktiveret af Viborg på grund af: Telefonerne er nede[^]*Behov for ekstra vagter: Ikke nu\./);
    expect(udkast.kp?.tekst).toMatch(/Vær med på mødet 21\.11\. 14\.45/);
  });

  it('2E, 4B. come with the instruks that they belong to, of an activated hændelse', () => {
    drafted().when(ANNA.starts(2)).then({ type: 'InstruksStarted' }, { type: 'DraftPrepared', udkast: 'kontaktpersoner', godkendesAf: ['procesansvarlig'] });
    drafted(ANNA.starts(2)).when(ANNA.decides('2C.1', { valg: 'ja' })).then({ type: 'StepDecided' }, { type: 'InstruksStarted' }, { type: 'DraftPrepared', udkast: 'ai', godkendesAf: ['logfoerer'] }, { type: 'MailDispatched', udkast: 'aftale' });
    given(opened()).when(ANNA.starts(2)).then({ type: 'InstruksStarted' });
  });

  it('of an instruks that began before the activation, come with that', () => {
    const begun = during(OPEN, untilTheHours(), ANNA.starts(2), decidedYes());
    expect(Object.keys(begun.state.udkast)).toEqual(['rep', 'hm', 'kp', 'kontaktpersoner']);
  });
});

describe('a draft that two people change', () => {
  const edits = (tekst: string, revision = 1) => FINN.does({ type: 'editDraft', udkast: 'rep', emne: 'Nyt', tekst, revision });

  it('keeps the words of the first: the other one is shown them before writing over them', () => {
    const changed = drafted(edits('Kære alle'));
    changed.when(EVA.does({ type: 'editDraft', udkast: 'rep', emne: 'Mit', tekst: 'Hej', revision: 1 }))
      .thenRejected('foraeldet', 'Finn Aa har ændret teksten, mens du rettede. Den nye tekst står her over din. Gem igen, hvis din skal gælde.');
    changed.when(EVA.does({ type: 'editDraft', udkast: 'rep', emne: 'Mit', tekst: 'Hej', revision: 2 })).then({ type: 'DraftEdited', tekst: 'Hej' });
  });

  it('is not approved unseen', () => {
    drafted(edits('Kære alle')).when(approves(EVA)).thenRejected('foraeldet', 'Teksten er ændret, siden du så den. Her er den, som den er nu.');
  });
});

describe('approving a mail', () => {
  it.each([
    ['rep', ANNA, 'kriseleder'], ['rep', GRY, 'the kriseleder’s deputy'], ['rep', EVA, 'modtager'], ['kp', CARLA, 'procesansvarlig'], ['hm', ANNA, 'kriseleder'],
  ] as const)('%s: %s may (%s)', (udkast, who, _) => {
    drafted().when(approves(who, udkast, [OLE.ref])).then({ type: 'DraftApproved', udkast, modtagere: [{ id: OLE.id }] });
  });

  it.each([
    ['rep', CARLA, 'kriseleder eller modtager af henvendelsen'], ['kp', EVA, 'kriseleder eller procesansvarlig'], ['rep', BENT, 'kriseleder eller modtager af henvendelsen'],
  ] as const)('%s: not %s', (udkast, who, roles) => {
    drafted().when(approves(who, udkast, [OLE.ref])).thenRejected('ikke-din-godkendelse', `Denne mail godkendes af ${roles}. Sig det til en af dem.`);
  });

  it('2E. is the procesansvarliges; whoever takes the role over may, and the former no longer', () => {
    const contacts = drafted(ANNA.starts(2));
    contacts.when(approves(ANNA, 'kontaktpersoner')).thenRejected('ikke-din-godkendelse', 'Denne mail godkendes af procesansvarlig. Sig det til en af dem.');
    contacts.when(approves(CARLA, 'kontaktpersoner')).then({ type: 'DraftApproved' });
    const handed = contacts.and(CARLA.handsOver('procesansvarlig', DAN));
    handed.when(approves(DAN, 'kontaktpersoner')).then({ type: 'DraftApproved' });
    handed.when(approves(CARLA, 'kontaktpersoner')).thenRejected('ikke-din-godkendelse', 'Denne mail godkendes af procesansvarlig. Sig det til en af dem.');
  });

  it('34. an order to the AI team that lacks setup and database is not sent', () => {
    const ordered = drafted(ANNA.starts(2), ANNA.decides('2C.1', { valg: 'ja' }));
    const refused = 'Teksten er ikke færdig: skriv det, der står i [skriv: …]. Tryk på "Ret…".';
    ordered.when(approves(BENT, 'ai')).thenRejected('ikke-udfyldt', refused);
    const filled = ordered.and(BENT.does({ type: 'editDraft', udkast: 'ai', revision: 1, emne: 'Bestilling', tekst: 'Svar fra guide. Database: guiden.' }));
    filled.when(approves(BENT, 'ai', [LONE.ref], 2)).then({ type: 'DraftApproved' });
  });

  it('without anybody to send to is refused, and says for whom an address is missing', () => {
    const nobody = ANNA.does({ type: 'approveDraft', udkast: 'hm', revision: 1, modtagere: [], udenMail: [OLE.ref] });
    drafted().when(nobody).thenRejected('ingen-modtagere', 'Der er ingen mailadresse at sende til (Ole Vind). Intet er sendt. Ring i stedet, eller skriv adressen ind.');
  });

  it('can be taken back for 20 seconds; nothing has been sent until then', () => {
    const approved = drafted(approves(ANNA).at('14.02'));
    approved.when(ticks().at('14.02.19')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    approved.when(ANNA.does({ type: 'undoApproval', udkast: 'rep' }).at('14.02.19')).then({ type: 'ApprovalUndone' });
    approved.when(ANNA.does({ type: 'undoApproval', udkast: 'rep' }).at('14.02.20')).thenRejected('for-sent', 'Der er gået over 20 sekunder, så det kan ikke fortrydes.');
    const undone = approved.and(ANNA.does({ type: 'undoApproval', udkast: 'rep' }).at('14.02.10'));
    undone.when(ticks().at('14.02.30')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
  });

  it('what cannot be taken back any more begins to be sent, once', () => {
    const begun = drafted(approves(ANNA).at('14.02')).when(ticks().at('14.02.20'));
    begun.then({ type: 'MailDispatched', udsendelse: 'rep-1', modtagere: [{ id: 'lone' }, { id: 'mads' }] });
    begun.and.when(ticks().at('14.03')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    begun.and.when(approves(EVA)).thenRejected('allerede-godkendt', 'Orientering af DDH Repræsentantskab (1C) er allerede godkendt af Anna Holm.');
  });

  it('what an answer is wanted to says by when', () => {
    const { udsendelser } = dispatched('kp', [OLE.ref]).state;
    expect(udsendelser['kp-1']).toMatchObject({ svarfrist: instant('14.22.20'), modtagere: [{ id: OLE.id, svarfrist: instant('14.22.20') }] });
    expect(dispatched().state.udsendelser['rep-1']?.svarfrist).toBeUndefined();
  });

  it('a mail that was approved just before the hændelse was closed is not sent', () => {
    const closed = drafted(approves(ANNA).at('14.02'), ANNA.does({ type: 'closeAsMistake', grund: 'fejl', begrundelse: 'Prøve' }).at('14.02.10'));
    closed.when(ticks().at('14.03')).thenRejected('lukket', 'Hændelse 3 er lukket (oprettet ved fejl). Intet er ændret.');
    expect(closed.state.udsendelser).toEqual({});
  });
});

it('what another process, whose clock is ahead, has begun to send is neither taken back nor changed', () => {
  const begun = drafted(approves(ANNA).at('14.02'), ticks().at('14.02.20'));
  begun.when(ANNA.does({ type: 'undoApproval', udkast: 'rep' }).at('14.02.19')).thenRejected('for-sent', 'Der er gået over 20 sekunder, så det kan ikke fortrydes.');
  begun.when(FINN.does({ type: 'editDraft', udkast: 'rep', emne: 'Nyt', tekst: 'Hej', revision: 1 }).at('14.02.19')).thenRejected('godkendt', 'Orientering af DDH Repræsentantskab (1C) er godkendt af Anna Holm og kan ikke ændres mere.');
});

describe('an approval that falls before anything is sent', () => {
  const approved = (udkast: 'rep' | 'kp' | 'hm') => drafted(approves(ANNA, udkast, [OLE.ref]).at('14.02'));

  it('because the text was changed: says whose it was', () => {
    approved('rep').when(FINN.does({ type: 'editDraft', udkast: 'rep', emne: 'Nyt', tekst: 'Hej', revision: 1 }).at('14.02.10')).then({ type: 'DraftEdited', godkendtAf: ANNA.ref });
    const [line] = drafted().when(FINN.does({ type: 'editDraft', udkast: 'rep', emne: 'Nyt', tekst: 'Hej', revision: 1 })).and.lines.slice(-1);
    expect(line?.event).not.toHaveProperty('godkendtAf');
  });

  it.each(['kp', 'hm'] as const)('because there is another kontaktperson (%s): the former one is not written to', (udkast) => {
    const named = approved(udkast).when(EVA.namesContact('Lone Kær').at('14.02.10'));
    named.then({ type: 'KontaktpersonNamed' }, { type: 'ApprovalUndone', udkast, fordi: 'ny-kontaktperson', godkendtAf: ANNA.ref }, { type: 'MoedeChanged' });
    named.and.when(ticks().at('14.02.30')).thenRejected('intet-forfaldent', 'Der er intet, der er forfaldent.');
    named.and.when(approves(ANNA, udkast, [LONE.ref], 2)).then({ type: 'DraftApproved' });
  });

  it('what is for others goes on', () => {
    approved('rep').when(EVA.namesContact('Lone Kær').at('14.02.10')).then({ type: 'KontaktpersonNamed' }, { type: 'MoedeChanged' });
  });
});
