import { Pulse } from '../../src/app/pulse';
import type { IncidentIndexRow } from '../../src/app/ports';
import { House, settle } from './house';

/** What falls due between two looks of the sweep. */
let house: House;
let ticked: string[];
let fails: (incident: string) => boolean;
let ready: boolean;
let pulse: Pulse;

beforeEach(async () => {
  house = await House.build();
  ticked = [];
  fails = () => false;
  ready = true;
  pulse = new Pulse({
    directory: { open: () => ['a', 'b'].map((id) => ({ id }) as IncidentIndexRow) },
    ticker: { tick: (incident) => { ticked.push(incident); return fails(incident) ? Promise.reject(new Error('no store')) : Promise.resolve(); } },
    ready: () => ready, timers: { after: (ms, task) => house.time.after(ms, task) }, logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  pulse.start();
});
afterEach(() => pulse.stop());

it('every open incident is asked what is due, every second', async () => {
  await house.time.pass(3_500);
  expect(ticked).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

it('nothing is asked before every incident has been loaded', async () => {
  ready = false;
  await house.time.pass(3_500);
  expect(ticked).toEqual([]);
  ready = true;
  await house.time.pass(1_000);
  expect(ticked).toEqual(['a', 'b']);
});

it('one that cannot be done keeps no other waiting, and is left to the sweep for a while', async () => {
  fails = (incident) => incident === 'a';
  await house.time.pass(1_500);
  expect(ticked).toEqual(['a', 'b']);
  await house.time.pass(9_000);
  expect(ticked).toEqual(['a', 'b']);
  fails = () => false;
  await house.time.pass(1_600);
  expect(ticked).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

it('stops when it is told to', async () => {
  await pulse.stop();
  await house.time.pass(5_000);
  await settle();
  expect(ticked).toEqual([]);
});
