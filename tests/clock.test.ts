import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClock } from '../src/clock';

const EPOCH = '2026-11-21T13:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(EPOCH) + seconds * 1000);

it('what incident time was at an earlier instant: as fast as the exercise runs', () => {
  const clock = createClock({ start: '2026-12-01T08:00:00.000Z', speed: 60, epoch: EPOCH }, () => after(10));
  expect(clock.incident().toISOString()).toBe('2026-12-01T08:10:00.000Z');
  expect(clock.incidentAt(after(5)).toISOString()).toBe('2026-12-01T08:05:00.000Z');
});

it('before a jump it ran as it had until then', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'ur-')), 'ur');
  let now = 10;
  const clock = createClock({ speed: 1, epoch: EPOCH, file }, () => after(now));
  writeFileSync(file, '2026-12-24T18:00:00.000Z');
  expect(clock.incident().toISOString()).toBe('2026-12-24T18:00:00.000Z');
  now = 20;
  expect(clock.incidentAt(after(15)).toISOString()).toBe('2026-12-24T18:00:05.000Z');
  expect(clock.incidentAt(after(5))).toEqual(after(5));
});
