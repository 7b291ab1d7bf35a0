import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { NoSuchMatter } from '../../../src/matters/edit/items.ts';
import { lineDiff } from '../../../src/matters/edit/line-diff.ts';
import { type Place, withCode } from '../../../src/matters/edit/matter-text.ts';
import type { PlatformName } from '../../../src/upstream/platform-code.ts';
import { SCHEMA } from '../at-desk.ts';
import { TEXT } from './file.ts';

/** The lines that differ once the matter has the code. */
const changed = (matter: string, key: PlatformName, code: string, place: Place = 'INSTEAD') =>
  lineDiff(TEXT, withCode(TEXT, { matter, key, code, place }));

describe('a code written into a matter file', () => {
  it('goes where the platform’s place is, and changes no other line', () => {
    expect(changed('S-01-001', 'city', 'JG-1')).toEqual({
      line: 5,
      removed: ['    codes: { province: 3306, grassroots: G1 } # shared'],
      added: ['    codes: { province: 3306, city: JG-1, grassroots: G1 } # shared'],
    });
    expect(changed('E-01-002', 'province', '3302')!.added[0]).toMatch(
      /^ {4}codes: \{ province: 3302, city: \[/,
    );
  });

  it('gets a line of its own where codes stand on lines, and a line with codes where there is none', () => {
    expect(changed('E-01-001', 'city', 'CF-9')).toEqual({
      line: 17,
      removed: [],
      added: ['      city: CF-9'],
    });
    const { removed, added } = changed('S-01-002', 'city', 'JG-2')!;
    expect([removed, added]).toEqual([[], ['    codes: { city: JG-2 }']]);
  });

  it('takes the place of the one that stands there, or stands beside it, or follows it from a day on', () => {
    const written = (place: Place) => changed('S-01-001', 'province', '3307', place)!.added[0];
    expect(written('INSTEAD')).toContain('{ province: 3307, grassroots');
    expect(written('BESIDE')).toContain('{ province: [3306, 3307], grassroots');
    expect(written({ from: '2024-07-01' })).toContain(
      'province: [{ code: 3306, to: 2024-07-01 }, { code: 3307, from: 2024-07-01 }],',
    );
  });

  it('ends the open ones of a list on its first day, but not those that began with it', () => {
    const once = withCode(TEXT, {
      matter: 'E-01-002',
      key: 'city',
      code: 'CF-3',
      place: { from: '2024-07-01' },
    });
    const twice = withCode(once, {
      matter: 'E-01-002',
      key: 'city',
      code: 'CF-4',
      place: { from: '2024-07-01' },
    });
    expect(twice).toContain(
      '[{ code: CF-1, to: 2023-01-01 }, { code: CF-2, from: 2023-01-01, to: 2024-07-01 }, ' +
        '{ code: CF-3, from: 2024-07-01 }, { code: CF-4, from: 2024-07-01 }]',
    );
  });

  it('leaves one that begins later to begin', () => {
    const later = { matter: 'E-01-001', key: 'city', code: 'CF-7', place: { from: '2031-05-31' } } as const;
    const both = withCode(withCode(TEXT, later), { ...later, code: 'CF-8', place: { from: '2024-07-01' } });
    expect(both.replace(/\s+/g, ' ')).toMatch(/code: CF-7,? from: 2031-05-31/);
    expect(both).not.toContain('to: 2024-07-01');
  });

  it('is refused for a matter that the file has not', () => {
    expect(() => changed('S-01-009', 'city', 'JG-1')).toThrow(NoSuchMatter);
  });
});

it('each file of ours takes a code and a matter without another line changing', () => {
  for (const name of readdirSync(new URL('matters/', SCHEMA)).filter(file => file.endsWith('.yaml'))) {
    const text = readFileSync(new URL(`matters/${name}`, SCHEMA), 'utf8');
    for (const [matter] of text.matchAll(/[SE]-\d\d-\d\d\d/g)) {
      const edited = withCode(text, { matter, key: 'city', code: 'CF-000000', place: 'INSTEAD' });
      const { removed, added } = lineDiff(text, edited)!;
      expect(removed.length).toBeLessThanOrEqual(1);
      expect(added).toHaveLength(1);
      expect(added[0]!.replace(/(, )?city: CF-000000/, '')).toBe(
        removed[0]?.replace(/(, )?city: [\w-]+/, ''),
      );
    }
  }
});
