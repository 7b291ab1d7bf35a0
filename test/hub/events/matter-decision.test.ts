import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Matter } from '../../../src/hub/catalogue/catalogue.ts';
import { decideMatter, shared } from '../../../src/hub/events/matter-decision.ts';

const matter = (code: string, kind: Matter['kind']) => ({ code, kind }) as Matter;
const SUPERVISION = matter('S-01-003', 'SUPERVISION');
const ENFORCEMENT = matter('E-01-005', 'ENFORCEMENT');
const OTHER = matter('E-01-006', 'ENFORCEMENT');
const CLASS = [SUPERVISION, ENFORCEMENT];

describe('the matter of an event (lifecycle, section 5)', () => {
  it('is the only one that the origin’s code may be, and the origin’s word', () => {
    const decided = { matter: ENFORCEMENT, source: 'GRASSROOTS', candidates: [] };
    expect(decideMatter('GRASSROOTS', [ENFORCEMENT], [])).toEqual(decided);
  });

  it('stays the only one though the written-back item says another', () => {
    expect(decideMatter('GRASSROOTS', [ENFORCEMENT], [OTHER]).matter).toBe(ENFORCEMENT);
  });

  it('is the one of several that the written-back item picks, and the city’s word', () => {
    const decided = { matter: ENFORCEMENT, source: 'CITY', candidates: [] };
    expect(decideMatter('GRASSROOTS', CLASS, [ENFORCEMENT])).toEqual(decided);
  });

  it('is undecided among several while nothing is written back', () => {
    const undecided = { matter: null, source: null, candidates: CLASS };
    expect(decideMatter('GRASSROOTS', CLASS, [])).toEqual(undecided);
  });

  it('is undecided where the written-back item lies outside', () => {
    const undecided = { matter: null, source: null, candidates: CLASS };
    expect(decideMatter('GRASSROOTS', CLASS, [OTHER])).toEqual(undecided);
  });

  it('is the one inside where the written-back item is several matters’', () => {
    expect(decideMatter('GRASSROOTS', CLASS, [OTHER, ENFORCEMENT]).matter).toBe(ENFORCEMENT);
    expect(decideMatter('GRASSROOTS', CLASS, CLASS).matter).toBeNull();
  });

  it('is none, with no candidates, where no mapping knows the origin’s code', () => {
    const none = { matter: null, source: null, candidates: [] };
    expect(decideMatter('GRASSROOTS', [], [ENFORCEMENT])).toEqual(none);
  });

  it('never goes beyond what the origin’s code sets', () => {
    const some = fc.subarray([SUPERVISION, ENFORCEMENT, OTHER]);
    fc.assert(
      fc.property(some, some, (bound, writtenBack) => {
        const { matter, candidates } = decideMatter('GRASSROOTS', bound, writtenBack);
        expect(matter ? bound.includes(matter) : candidates === bound).toBe(true);
      }),
    );
  });
});

describe('what the candidates share', () => {
  const undecided = (...candidates: Matter[]) => ({ matter: null, source: null, candidates });
  const kind = (one: Matter) => one.kind;

  it('is the value of the matter itself once it is decided', () => {
    expect(shared({ matter: ENFORCEMENT, source: 'CITY', candidates: [] }, kind)).toBe('ENFORCEMENT');
  });

  it('is the value that all candidates have', () => {
    expect(shared(undecided(ENFORCEMENT, OTHER), kind)).toBe('ENFORCEMENT');
  });

  it('is none where they differ, and none of none', () => {
    expect(shared(undecided(SUPERVISION, ENFORCEMENT), kind)).toBeNull();
    expect(shared(undecided(), kind)).toBeNull();
  });
});
