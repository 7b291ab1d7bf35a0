import { describe, expect, it } from '@jest/globals';
import { codesShown, codesUnderstood } from '../../../src/matters/sheet/dated-codes.ts';

describe('codes that stood for a matter in turn', () => {
  const inTurn = [
    { code: 'CF-080831', to: '2024-07-01' },
    { code: 'CF-080900', from: '2024-07-01', to: '2025-01-01' },
    { code: 'CF-080901', from: '2025-01-01' },
  ];
  const words =
    'CF-080831（2024-07-01前）；CF-080900（2024-07-01起，2025-01-01前）；CF-080901（2025-01-01起）';

  it('are words in a cell, and the words are the codes', () => {
    expect(codesShown(inTurn)).toBe(words);
    expect(codesUnderstood(words)).toEqual(inTurn);
    expect(codesShown(['CF-080831', { code: 'CF-080832' }])).toBe('CF-080831；CF-080832');
  });

  it('are read as people write them', () => {
    expect(
      codesUnderstood('CF-080831(2024年7月1日前)、ＣＦ-080900 (自2024/7/1起至2025.1.1前),CF-080901'),
    ).toEqual([...inTurn.slice(0, 2), 'CF-080901']);
  });

  it('are a text where there is one alone, or what nobody could read', () => {
    expect(codesUnderstood(' CF-080831；')).toBe('CF-080831');
    expect(codesUnderstood('CF-080831（去年起）')).toBe('CF-080831(去年起)');
    expect(codesUnderstood('')).toBe('');
  });
});
