import { findMoede } from '../../../src/domain/meetings/meetings';
import { referatOf, standOf } from '../../../src/domain/meetings/referat';
import { referatView } from '../../../src/cards/referatCard';
import { decidedYes, disagrees, during, IDA, JENS, NO, OPEN, proposes, ticks, untilTheHours } from '../../support/activation';
import { ANNA, BENT, EVA, instant, type Act, type Given } from '../../support/given';
import { begins, calls, ends, underWay } from '../../support/meetings';

const approves = () => ANNA.does({ type: 'approveReferat', moede: 'moede-1' }).at('15.05');
const minutes = ({ state }: Given) => referatOf(findMoede(state.moeder, 'moede-1')!, state);
const decision = { entryType: 'beslutning' as const, tekst: 'Chat åbnes', begrundelse: 'Køen er for lang' };

/** A decision before, and in the meeting: one by hand, one of a step, one without a reason, and something to be done. */
const after = () =>
  underWay()
    .and(BENT.logs(decision).at('14.35'), ANNA.decides('2B.2', { valg: 'intet-behov' }).at('14.40'))
    .and(BENT.logs({ entryType: 'beslutning', tekst: 'IVR sættes over' }).at('14.45'), BENT.logs({ entryType: 'information', tekst: 'Guide', ansvarlig: 'Carla', frist: '16.00' }).at('14.50'))
    .and(ends(ANNA));

describe('what a meeting decided', () => {
  it('is what was decided and agreed between its beginning and its end', () => {
    const given = after().and(BENT.logs({ ...decision, tekst: 'Efter mødet', beslutter: 'Anna Holm' }).at('15.01'));
    expect(minutes(given).beslutninger.map(({ tekst, beslutter, mangler }) => [tekst, beslutter, mangler])).toEqual([
      ['Chat åbnes', 'Anna Holm', []], ['Der er ikke behov for opjustering', 'Anna Holm', []], ['IVR sættes over', 'Anna Holm', ['begrundelse']],
    ]);
    expect(minutes(given).opfoelgning).toEqual([{ nr: expect.any(Number), tekst: 'Guide', ansvarlig: 'Carla', frist: '16.00' }]);
  });

  it('is approved by the kriseleder once no decision lacks anything', () => {
    const given = after();
    const nr = given.state.log.entries.find(({ tekst }) => tekst === 'IVR sættes over')!.nr;
    given.when(approves()).thenRejected('ufuldstaendige', `Gør først beslutningen i linje ${nr} færdig.`);
    const whole = given.and(BENT.completesDecision(nr, 'Anna Holm', 'Borgerne skal igennem').at('15.02'));
    expect(minutes(whole).beslutninger.map(({ tekst }) => tekst)).toContain('IVR sættes over');
    const approved = whole.when(approves());
    approved.then({ type: 'ReferatApproved', beslutninger: minutes(whole).beslutninger.map(({ nr: line }) => line) });
    approved.and.when(approves()).thenRejected('allerede-godkendt', 'Referatet er allerede godkendt af Anna Holm.');
  });

  it('reads as it was corrected', () => {
    const nr = after().state.log.entries[0]!.nr;
    expect(minutes(after().and(BENT.corrects(nr, 'Chat åbnes kl. 16').at('15.02'))).beslutninger.map(({ tekst }) => tekst)).toContain('Chat åbnes kl. 16');
  });

  it('is approved as it was looked at: what was corrected meanwhile is read first, and what is corrected afterwards says so', () => {
    const nr = after().state.log.entries.find(({ tekst }) => tekst === 'IVR sættes over')!.nr;
    const whole = after().and(BENT.completesDecision(nr, 'Anna Holm', 'Borgerne skal igennem').at('15.02'));
    const stand = standOf(minutes(whole));
    const seen = ANNA.does({ type: 'approveReferat', moede: 'moede-1', stand }).at('15.05');
    const corrected = whole.and(BENT.corrects(whole.state.log.entries[0]!.nr, 'Chat åbnes kl. 16').at('15.03'));
    corrected.when(seen).thenRejected('foraeldet', 'Der er kommet noget til, eller der er rettet noget, siden kortet blev vist. Læs det igen, og godkend så.');
    const approved = whole.and(seen, BENT.corrects(whole.state.log.entries[0]!.nr, 'Chat åbnes kl. 16').at('15.06'));
    expect(referatView({ state: approved.state, moede: 'moede-1' }).beslutninger.map(({ tekst }) => tekst)).toContainEqual(expect.stringMatching(/^Linje \d+ \(rettet efter godkendelsen\): Chat åbnes kl\. 16$/));
  });

  it('has what was typed in it and found again later, and not what was typed before', () => {
    const found = (tekst: string, clock: string) => BENT.does({ type: 'writeLogEntry', entry: { ...decision, tekst, beslutter: 'Anna Holm' }, skrevet: instant(clock) });
    const given = underWay().and(found('Før mødet', '14.20').at('14.40'), ends(ANNA), found('I mødet', '14.50').at('15.10'));
    expect(minutes(given).beslutninger.map(({ tekst }) => tekst)).toEqual(['I mødet']);
  });

  it('has the niveau that was decided in it', () => {
    const given = during(OPEN, untilTheHours(), decidedYes(), begins(ANNA), ANNA.does({ type: 'changeNiveau', niveau: 'udvidet-ddh-beredskab', begrundelse: 'Det breder sig' }).at('14.40'));
    expect(minutes(given).beslutninger).toMatchObject([{ tekst: 'Niveau: Udvidet DDH Beredskab', beslutter: 'Anna Holm', begrundelse: 'Det breder sig' }]);
  });

  it('has what was voted on in it, for and against, as the steps that it decided', () => {
    const inMeeting = (decided: readonly Act[]) => during(OPEN, untilTheHours(), ANNA.starts(2), calls(ANNA), begins(ANNA), decided);
    const votedDown = [proposes(ANNA), ...[EVA, ANNA, IDA, JENS].map((who) => disagrees(who, NO)), ticks().at('14.30')];
    expect(minutes(inMeeting(decidedYes())).beslutninger.map(({ tekst }) => tekst)).toEqual(['Ja, krisestaben aktiveres', 'Nej, ikke på nuværende tidspunkt']);
    expect(minutes(inMeeting(votedDown)).beslutninger).toMatchObject([{ tekst: expect.stringMatching(/^Nej/), begrundelse: expect.stringContaining('Eva Skov: Kommunen kan selv') }]);
  });

  it('is not approved before the meeting is over', () => {
    underWay().when(approves()).thenRejected('ikke-slut', 'Stabsmøde 1 er ikke slut endnu.');
  });
});
