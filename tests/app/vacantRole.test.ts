import { effectsOf } from '../../src/app/reactions';
import { instruksCard } from '../../src/cards/instruksCard';
import { decidedYes, OPEN, untilTheHours } from '../support/activation';
import { wordsIn } from '../cards/cardTools';
import { ANNA, CARLA, DAN, EVA, Given, GRY, HANS, instant, opened, PUBLISHED } from '../support/given';

/** Nobody is logfører, and nobody is the deputy. */
const ROLLER = {
  kriseleder: { holder: ANNA.ref, deputies: [GRY.ref] },
  logfoerer: { deputies: [] },
  procesansvarlig: { holder: CARLA.ref, deputies: [] },
  bemandingsansvarlig: { holder: DAN.ref, deputies: [] },
};
const alarmed = new Given(PUBLISHED, []).and(opened({ aabning: OPEN, roller: ROLLER }), untilTheHours(), decidedYes());
const coming = [ANNA, CARLA, DAN].map((who) => who.does({ type: 'answerAlarm', svar: 'paa-vej' }));

const effects = (given: Given, type: string) => {
  const line = given.lines.findLast(({ event }) => event.type === type);
  return effectsOf(line!, given.state, PUBLISHED, {});
};

it('a vacant role is told to the kriseleder and the caller when the alarm goes out, with what to do', () => {
  const told = effects(alarmed, 'AlarmRaised').filter((effect) => effect.kind === 'notify');
  expect(told).toContainEqual({
    kind: 'notify',
    card: 'alarm',
    people: [ANNA.ref, EVA.ref],
    vigtig: true,
    text: '⚠ Ubesat: logfører. Ingen er alarmeret som logfører, hændelse 3. Find en, og giv rollen videre med "Roller…" på hændelsens kort. Så bliver den nye alarmeret.',
  });
});

it('whoever is given the vacant role is alarmed, personally and in the thread', () => {
  const given = alarmed.and(EVA.handsOver('logfoerer', HANS));
  expect(effects(given, 'AlarmPassedOn')).toMatchObject([
    { kind: 'notify', people: [HANS.ref, EVA.ref], text: 'Alarmeret: Hans Ørum som ny logfører. Hændelse 3.' },
    { kind: 'personal', person: HANS.ref, text: expect.stringMatching(/^ALARM: /) },
    { kind: 'personalCard', person: HANS.ref },
  ]);
});

it('the card of instruks 1 says what 1B lacks', () => {
  const { state } = alarmed.and(coming);
  const card = instruksCard({ state, content: PUBLISHED, instruksId: 'instruks-1', now: instant('14.30') });
  expect(wordsIn(card).join('|')).toMatch(/✔ Udført ved linje \d+ i loggen .+ · ⚠ Ubesat: logfører/);
});
