import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { yuan, yuanFromWan } from '../../../src/hub/records/money.ts';

const RUNS = { numRuns: 500 };
const aSum = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });
const decimal = (whole: bigint, fraction: bigint, digits: number) =>
  `${whole}.${fraction.toString().padStart(digits, '0')}`;

describe('a sum in yuan', () => {
  it.each([
    ['5000', '5000.00'],
    ['5000.5', '5000.50'],
    ['5000.00', '5000.00'],
    ['0', '0.00'],
    ['0.01', '0.01'],
    ['0.010000', '0.01'],
    ['0200', '200.00'],
    ['999999999999999.99', '999999999999999.99'],
  ])('%s is %s', (sent, money) => expect(yuan(sent)).toBe(money));

  it('keeps each fen of any sum', () => {
    fc.assert(
      fc.property(aSum, fc.bigInt({ min: 0n, max: 99n }), (whole, fen) => {
        expect(yuan(decimal(whole, fen, 2))).toBe(decimal(whole, fen, 2));
      }),
      RUNS,
    );
  });
});

describe('a sum in ten thousand yuan', () => {
  it.each([
    ['0.5000', '5000.00'],
    ['5000.0000', '50000000.00'],
    ['0.0001', '1.00'],
    ['0.000001', '0.01'],
    ['3', '30000.00'],
  ])('%s is %s', (sent, money) => expect(yuanFromWan(sent)).toBe(money));

  it('is ten thousand times the sum, exactly', () => {
    fc.assert(
      fc.property(aSum, fc.bigInt({ min: 0n, max: 999_999n }), (whole, millionths) => {
        const fen = whole * 1_000_000n + millionths;
        expect(yuanFromWan(decimal(whole, millionths, 6))).toBe(decimal(fen / 100n, fen % 100n, 2));
      }),
      RUNS,
    );
  });
});

describe('what is no sum', () => {
  it.each([
    '',
    ' ',
    '-1',
    '+1',
    '1,000',
    '1e3',
    '.5',
    '5.',
    '５',
    '五千',
    '5000.00元',
    'NaN',
    '1.2.3',
    '0x10',
  ])('%j is none', text => expect([yuan(text), yuanFromWan(text)]).toEqual([null, null]));

  it('is one finer than a fen', () => {
    expect(yuan('0.001')).toBeNull();
    expect(yuan('0.0000001')).toBeNull();
    expect(yuanFromWan('0.0000001')).toBeNull();
  });
});
