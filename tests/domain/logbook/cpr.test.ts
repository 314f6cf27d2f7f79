import fc from 'fast-check';
import { CPR_MARK, maskAll, maskCpr } from '../../../src/domain/logbook/cpr';

describe('what looks like a CPR number', () => {
  it.each([
    ['Borger 010190-1234 ringede', `Borger ${CPR_MARK} ringede`],
    ['0101901234', CPR_MARK],
    ['010190 1234.', `${CPR_MARK}.`],
    ['to: 311299-4321 og 290200-1111', `to: ${CPR_MARK} og ${CPR_MARK}`],
  ])('is masked: %s', (text, masked) => {
    expect(maskCpr(text)).toBe(masked);
  });

  it.each(['+45 20 00 00 01', '20000001', '320190-1234', '011390-1234', 'sag 2026-11-21', '1700000000001', '12010190-12345', 'kl. 14.05'])('%s is left alone', (text) => {
    expect(maskCpr(text)).toBe(text);
  });

  it('is masked wherever it stands in a command, and everything else stays', () => {
    expect(maskAll({ type: 'x', nr: 3, entry: { tekst: '010190-1234', liste: ['a', '0101901234'] } })).toEqual({ type: 'x', nr: 3, entry: { tekst: CPR_MARK, liste: ['a', CPR_MARK] } });
  });

  it('never survives, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string().filter((s) => !/[\d-]$/.test(s)), fc.string().filter((s) => !/^[\d-]/.test(s)), (before, after) => {
        expect(maskCpr(`${before}240675-0001${after}`)).not.toContain('240675-0001');
      }),
    );
  });
});
