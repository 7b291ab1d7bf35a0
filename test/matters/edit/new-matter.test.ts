import { describe, expect, it } from '@jest/globals';
import { lineDiff } from '../../../src/matters/edit/line-diff.ts';
import { addMatter, withMatter } from '../../../src/matters/edit/new-matter.ts';
import { FILE, TEXT } from './file.ts';

describe('a matter written into a file', () => {
  const supervision = {
    kind: 'SUPERVISION' as const,
    zh: '名称: 带冒号',
    en: 'Name',
    department: null,
    basis: '法',
    object: '人',
    methods: ['现场检查', '双随机抽查'],
    frequency: '每年一次',
    codes: { city: 'JG-3' },
  };

  it('stands behind the last of its kind with the next number, quoted where it has to be', () => {
    const { text, code } = withMatter(TEXT, '01', supervision);
    expect(code).toBe('S-01-003');
    expect(lineDiff(TEXT, text)).toEqual({
      line: 10,
      removed: [],
      added: [
        '',
        '  - code: S-01-003',
        "    zh: '名称: 带冒号'",
        '    en: Name',
        '    basis: 法',
        '    object: 人',
        '    methods: [现场检查, 双随机抽查]',
        '    frequency: 每年一次',
        '    codes: { city: JG-3 }',
      ],
    });
  });

  it('has each key that it needs, without a value where nothing is known yet', () => {
    const { text } = withMatter(TEXT, '01', {
      kind: 'ENFORCEMENT',
      zh: '丁',
      en: '',
      department: 'ZFJ',
      basis: '',
      penalty: '',
      penaltyBasis: '',
      procedure: '',
      delegable: 'true',
      codes: { province: '3302' },
    });
    expect(lineDiff(TEXT, text)!.added.slice(1)).toEqual([
      '  - code: E-01-003',
      '    zh: 丁',
      '    en:',
      '    department: ZFJ',
      '    basis:',
      '    penalty:',
      '      text:',
      '      basis:',
      '      procedure:',
      '    delegable: true',
      '    codes: { province: 3302 }',
    ]);
  });

  it('opens a list that was empty, and keeps what is said of it', () => {
    const { text, code } = withMatter('supervision: [] # none yet\nenforcement: []\n', '07', supervision);
    expect(code).toBe('S-07-001');
    expect(text).toMatch(/^supervision: # none yet\n {2}- code: S-07-001\n/);
    expect(text).toMatch(/enforcement: \[\]\n$/);
  });
});

it('a matter is added behind the last, or in place of an empty list', () => {
  expect(addMatter(FILE, 'ENFORCEMENT', 'E-08-003')).toBe(
    FILE.replace('    codes: {}\n', '    codes: {}\n\n  - code: E-08-003\n'),
  );
  expect(addMatter(FILE, 'SUPERVISION', 'S-08-001')).toBe(
    FILE.replace('supervision: [] # none yet', 'supervision: # none yet\n  - code: S-08-001'),
  );
});
