import { RateWindows, sendWindows } from '../../src/oevebane/connector/rateWindows';

describe('the documented send windows', () => {
  const clock = { now: 0 };
  let windows: RateWindows;
  beforeEach(() => {
    clock.now = 0;
    windows = new RateWindows(sendWindows, () => clock.now);
  });

  const takeEvery = (milliseconds: number, times: number) => {
    for (let count = 0; count < times; count++) {
      expect(windows.take('a')).toBeUndefined();
      clock.now += milliseconds;
    }
  };

  it('gives 7 within a second', () => {
    takeEvery(0, 7);
    expect(windows.take('a')).toBe(1_000);
  });

  it('gives 8 within two seconds', () => {
    takeEvery(150, 8);
    expect(windows.take('a')).toBe(800);
  });

  it('gives 60 within thirty seconds', () => {
    takeEvery(300, 60);
    expect(windows.take('a')).toBe(12_000);
  });

  it('gives 1800 within an hour', () => {
    takeEvery(600, 1800);
    expect(windows.take('a')).toBe(3_600_000 - 1800 * 600);
  });

  it('counts each conversation by itself, and no refused request', () => {
    takeEvery(0, 7);
    expect(windows.take('b')).toBeUndefined();
    for (let count = 0; count < 20; count++) expect(windows.take('a')).toBeDefined();
    clock.now = 1_000;
    expect(windows.take('a')).toBeUndefined();
  });
});
