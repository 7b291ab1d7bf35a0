import { describe, expect, it } from '@jest/globals';
import { datedCatalogue } from './dated-catalogue.ts';

const catalogue = await datedCatalogue();
const on = (code: string, day?: string | null) =>
  catalogue.mattersByCode('CITY', code, day).map(matter => matter.code);
const later = (code: string, day: string | null) =>
  catalogue.mattersByLaterCode('CITY', code, day).map(matter => matter.code);

describe('a code with days', () => {
  it('stands for its matter from its first day until the day before its last bound', () => {
    expect(on('CF-010335', '2024-06-30')).toEqual(['E-01-005']);
    expect(on('CF-010335', '2024-07-01')).toEqual([]);
    expect(on('CF-019001', '2024-06-30')).toEqual([]);
    expect(on('CF-019001', '2024-07-01')).toEqual(['E-01-005']);
    expect(on('CF-019002', '2031-01-01')).toEqual(['E-01-005']);
    expect(on('CF-010273', '2024-06-29')).toEqual(['E-01-003']);
    expect(on('CF-010273', '2024-06-30')).toEqual([]);
  });

  it('may stand for another matter later, with days between on which it stands for none', () => {
    expect(on('CF-010335', '2024-07-31')).toEqual([]);
    expect(on('CF-010335', '2024-08-01')).toEqual(['E-01-004']);
    expect(catalogue.warnings).toEqual([]);
  });

  it('is all that it ever stood for where there is no day', () => {
    expect(on('CF-010335')).toEqual(['E-01-004', 'E-01-005']);
    expect(on('CF-010335', null)).toEqual(['E-01-004', 'E-01-005']);
    expect(on('CF-019001', null)).toEqual(['E-01-005']);
  });

  it('that was written later than the day means what it did on the day, or else what it did next', () => {
    expect(later('CF-019001', '2024-06-30')).toEqual(['E-01-005']);
    expect(later('CF-010335', '2024-06-30')).toEqual(['E-01-005']);
    expect(later('CF-010335', '2024-07-15')).toEqual(['E-01-004']);
    expect(later('CF-010273', '2024-07-15')).toEqual([]);
    expect(later('CF-010335', null)).toEqual(['E-01-004', 'E-01-005']);
  });

  it('changes the catalogue on the days that are written, on its platform alone', () => {
    expect(catalogue.changeDays(['CITY'])).toEqual(['2024-06-30', '2024-07-01', '2024-08-01']);
    expect(catalogue.changeDays(['PROVINCE', 'CITY'])).toEqual(catalogue.changeDays(['CITY']));
    expect(catalogue.changeDays(['GRASSROOTS'])).toEqual([]);
  });

  it('without days stands for its matter on every day', () => {
    expect(on('CF-010242', '1999-12-31')).toEqual(['E-01-002']);
  });
});
