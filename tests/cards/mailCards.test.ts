import { draftCard } from '../../src/cards/draftCard';
import { Scenario } from '../../src/cards/galleryScenario';
import { mailText } from '../../src/cards/mailText';
import { PUBLISHED } from '../support/given';
import { dispatched, MADS, NORA, OLE } from '../support/mailing';
import { actionsIn, cardOf, wordsIn } from './cardTools';

const content = PUBLISHED;
const said = (name: string) => wordsIn(cardOf(name)).join('|');
const titles = (name: string) => actionsIn(cardOf(name)).map(({ title }) => title);

describe('the card of a mail', () => {
  test('says to whom, what answer is wanted, and that it is not sent', () => {
    expect(said('udkast-rep')).toContain('○ Udkast – ikke sendt|Til: |DDH Repræsentantskab, 6 personer|');
    expect(said('udkast-rep-mangler')).toContain('DDH Repræsentantskab, 4 personer (⚠ 2 uden mailadresse)|');
    expect(said('udkast-kp')).toContain('Svar: |Ja, jeg er med / Nej, ring til mig – senest 20 min. efter afsendelsen');
    expect(said('udkast-hm')).toContain('Kontaktperson: ⚠ endnu ukendt');
    expect(titles('udkast-rep')).toEqual(['Send til 6', 'Ret…']);
    expect(titles('udkast-hm')).toEqual(['Send', 'Ret…']);
  });

  test('offers to take back only while that is possible', () => {
    expect(titles('udkast-godkendt')).toEqual(['Fortryd']);
    expect(titles('udkast-sendes')).toEqual(['Modtagere…']);
  });

  test('says what Exchange said, and never that anybody got it', () => {
    expect(said('udkast-sendes')).toContain('⏳ Sendes til 6. Endnu ikke accepteret af Exchange');
    expect(said('udkast-accepteret')).toContain('✔ Accepteret af Exchange: 6 af 6');
    expect(said('udkast-afvist')).toContain('⚠ Accepteret af Exchange: 5 af 6. Afvist: Gunnar Hav');
    expect(said('udkast-ikke-sendt')).toContain('⚠ Ikke sendt: Mail er ikke sat op.|⚠ Uden mailadresse');
    for (const card of ['udkast-accepteret', 'udkast-svar', 'udkast-svar-kp']) expect(said(card)).not.toMatch(/leveret|modtaget af|fået mailen/);
  });

  test('whatever failed can be tried again', () => {
    expect(titles('udkast-ikke-sendt')).toEqual(['Prøv igen', 'Modtagere…']);
    expect(titles('udkast-afvist')).toEqual(['Prøv igen', 'Modtagere…']);
    expect(titles('udkast-accepteret')).toEqual(['Modtagere…']);
  });

  test('somebody who is changing the text is named below the buttons, so that none of them moves', () => {
    expect(said('udkast-rettes')).toMatch(/✎ Bent \S+ redigerer \(siden \d\d\.\d\d\)$/);
    expect(said('udkast-rep')).not.toContain('✎');
  });

  test('that is at a former address can be sent to the new one', () => {
    expect(said('udkast-ny-adresse')).toContain('⚠ Ny mailadresse: Ole Vind. Mailen er sendt til den gamle');
    expect(titles('udkast-ny-adresse')).toEqual(['Send til ny adresse', 'Modtagere…']);
  });

  test('counts answers, and names whom it did not reach and who was written to instead', () => {
    expect(said('udkast-svar')).toContain('⏳ Sendes til 1 mere. 6 er accepteret af Exchange|');
    expect(said('udkast-svar')).toContain('Svar: 2 af 7|⚠ Kom ikke frem: Claus Bro|↪ Skrevet til i stedet: Vikar Claus Bro|⚠ Uden mailadresse, ring: Lydia Kjær|✉ Jens Ravn: Ja, modtaget – Vi kan sende to vagter.');
    expect(said('udkast-svar-kp')).toContain('✉ Ole Vind: Nej, ring til mig – Jeg har ikke adgang til guiden.');
  });

  test('that nobody could be sent to says so', () => {
    const { state, now } = new Scenario(content).activates();
    expect(wordsIn(draftCard({ state, content, udkast: 'rep', mailable: { antal: 0, udenMail: 0 }, now }))).toContain('⚠ DDH Repræsentantskab: ingen på listen');
  });

  test('the list of recipients begins with those who have to be rung, with their number at work', () => {
    expect(said('dialog-modtagere-svar')).toContain('Claus Bro| – ⚠ kom ikke frem|Dorte Lund| – ○ har ikke svaret, linket er kaldt tilbage · +45 20 00 00 09');
    expect(said('dialog-modtagere-mange')).toContain('og 73 mere');
  });

  test('somebody who is already changing the text is named before anything is typed', () => {
    expect(said('dialog-ret-udkast-optaget')).toMatch(/✎ Eva Sø er ved at rette teksten \(siden \d\d\.\d\d\)/);
    expect(said('dialog-ret-udkast-nyere')).toContain('Teksten, som den er nu|Kære alle');
  });
});

describe('a mail as it is read', () => {
  const text = (change: Partial<Parameters<typeof mailText>[0]> = {}) => {
    const { state } = dispatched('kp', [OLE.ref]);
    const dispatch = state.udsendelser['kp-1']!;
    return mailText({ state, breve: content.breve, dispatch, one: dispatch.modtagere[0]!, link: 'https://bot.example.org/svar/x', ring: { navn: 'Anna Holm', telefon: '+45 20 00 00 01' }, ...change });
  };

  test('has what and by when in its subject, and all that is needed in its text', () => {
    const { emne, tekst } = text();
    expect(emne).toBe('Din opgave som kontaktperson for Viborg – svar senest 21.11. 14.22');
    expect(tekst.split('\n\n').slice(-4)).toEqual([
      'Kan du være med på mødet?\nSvar her ("Ja, jeg er med" / "Nej, ring til mig"). Det kræver hverken Teams eller adgangskode, og linket er dit eget:\nhttps://bot.example.org/svar/x',
      'Svar senest 21.11. 14.22.', 'Spørgsmål? Ring til Anna Holm, +45 20 00 00 01.', 'DDH Beredskab, hændelse 3. Et svar på mailen bliver læst af den, der har vagten.',
    ]);
  });

  test('of an exercise says so first, whatever people have written over the subject', () => {
    const { state } = dispatched('kp', [OLE.ref]);
    const { emne, tekst } = text({ state: { ...state, oevelse: true } });
    expect(emne).toMatch(/^ØVELSE – Din opgave/);
    expect(tekst).toMatch(/^ØVELSE – dette er kun en øvelse\.\n/);
    expect(text({ state: { ...state, oevelse: true }, dispatch: { ...state.udsendelser['kp-1']!, emne: 'ØVELSE – Hej' } }).emne).toMatch(/^ØVELSE – Hej/);
  });

  test('to a secondary contact says whose place it is', () => {
    const { state } = dispatched('kp', [OLE.ref]);
    const one = { ...state.udsendelser['kp-1']!.modtagere[0]!, ...NORA.ref, iStedetFor: MADS.ref };
    expect(text({ one }).tekst).toMatch(/^Du får denne mail i stedet for Mads Vik\.\n/);
  });

  test('has one line as its subject, whatever was typed', () => {
    const { state } = dispatched('kp', [OLE.ref]);
    expect(text({ dispatch: { ...state.udsendelser['kp-1']!, emne: 'Hej\r\nBcc: ond@example.org' } }).emne).toMatch(/^Hej Bcc: ond@example\.org – svar senest/);
  });

  test('without an address that others can reach has no link, and still says whom to ring', () => {
    expect(text({ link: undefined }).tekst).not.toContain('/svar/');
    expect(text({ link: undefined }).tekst).toContain('Ring til Anna Holm');
  });
});
