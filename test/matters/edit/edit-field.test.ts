import { describe, expect, it } from '@jest/globals';
import { editField, type FieldEdit } from '../../../src/matters/edit/edit-field.ts';
import { FILE } from './file.ts';

const edited = (edit: FieldEdit, code = 'E-08-001'): string => editField(FILE, code, edit);

describe('an edit of a matter file', () => {
  it.each<[string, string, FieldEdit, [gone: string, come: string]]>([
    ['a value in quotes', 'E-08-001', { path: ['zh'], value: '新' }, ['zh:  "quoted: 名称"', 'zh: 新']],
    [
      'a folded text',
      'E-08-001',
      { path: ['basis'], value: '《法》' },
      ['basis: >-\n      folded\n      text', 'basis: 《法》'],
    ],
    [
      'a value before a comment',
      'E-08-001',
      { path: ['delegable'], value: false },
      ['true # kept', 'false # kept'],
    ],
    [
      'a value with its comment',
      'E-08-001',
      { path: ['delegable'], value: false, comment: 'new' },
      ['true # kept', 'false # new'],
    ],
    [
      'a value two maps down',
      'E-08-001',
      { path: ['penalty', 'text'], value: 'a: b' },
      ['text: 罚\n', "text: 'a: b'\n"],
    ],
    [
      'a list on lines of its own',
      'E-08-002',
      { path: ['methods'], value: ['甲', '乙, 丙'] },
      ['methods:\n      - 现场检查\n      - 双随机抽查', "methods: [甲, '乙, 丙']"],
    ],
    [
      'a value in braces',
      'E-08-002',
      { path: ['penalty', 'text'], value: 'a, b' },
      ['{ text: 罚,', "{ text: 'a, b',"],
    ],
    [
      'text that looks like a number',
      'E-08-001',
      { path: ['zh'], value: '12' },
      ['zh:  "quoted: 名称"', "zh: '12'"],
    ],
    [
      'a map in braces with codes that stood for it in turn',
      'E-08-002',
      {
        path: ['codes'],
        value: [{ code: '3302085487001', to: '2024-07-01' }, { code: 'a, b' }],
        plain: true,
      },
      ['codes: {}', "codes: [{ code: 3302085487001, to: 2024-07-01 }, { code: 'a, b' }]"],
    ],
  ])('replaces %s, and nothing else', (_, code, edit, [gone, come]) => {
    expect(FILE).toContain(gone);
    expect(edited(edit, code)).toBe(FILE.replace(gone, () => come));
  });

  it.each<[string, string, FieldEdit, [before: string, after: string]]>([
    [
      'on a line of its own, in its place',
      'E-08-001',
      { path: ['department'], value: 'ZFJ', comment: '局' },
      ['名称"\n', '名称"\n    department: ZFJ # 局\n'],
    ],
    [
      'with the map that it belongs to',
      'E-08-001',
      { path: ['penalty', 'fine', 'min'], value: 1 },
      ['basis: 依据\n', 'basis: 依据\n      fine: { min: 1 }\n'],
    ],
    [
      'behind a comment',
      'E-08-001',
      { path: ['codes', 'province'], value: '3302085487001', plain: true },
      ['# kept\n', '# kept\n    codes: { province: 3302085487001 }\n'],
    ],
    [
      'first in braces',
      'E-08-002',
      { path: ['penalty', 'fine', 'min'], value: 1 },
      ['{ max: 5 }', '{ min: 1, max: 5 }'],
    ],
    [
      'between others in braces',
      'E-08-002',
      { path: ['penalty', 'basis'], value: '据' },
      ['罚, fine', '罚, basis: 据, fine'],
    ],
    [
      'in empty braces',
      'E-08-002',
      { path: ['codes', 'city'], value: 'CF-080001' },
      ['codes: {}', 'codes: { city: CF-080001 }'],
    ],
  ])('adds a key %s', (_, code, edit, [before, after]) => {
    expect(FILE).toContain(before);
    expect(edited(edit, code)).toBe(FILE.replace(before, () => after));
  });

  it('takes out a key with its line, and a map in braces with its last key', () => {
    expect(edited({ path: ['delegable'], value: undefined })).toBe(
      FILE.replace('    delegable: true # kept\n', ''),
    );
    expect(edited({ path: ['basis'], value: undefined })).toBe(FILE.replace(/ {4}basis: >-\n.*\n.*\n/, ''));
    expect(edited({ path: ['penalty', 'fine', 'max'], value: undefined }, 'E-08-002')).toBe(
      FILE.replace('fine: { max: 5 }, ', ''),
    );
    expect(edited({ path: ['penalty', 'procedure'], value: undefined }, 'E-08-002')).toBe(
      FILE.replace(', procedure: SIMPLE', ''),
    );
  });

  it('leaves a key to be filled in without a value', () => {
    expect(edited({ path: ['object'], value: null })).toBe(
      FILE.replace('      text\n', () => '      text\n    object:\n'),
    );
  });

  it('takes out nothing where there is nothing', () => {
    expect(edited({ path: ['codes', 'city'], value: undefined })).toBe(FILE);
    expect(edited({ path: ['codes', 'city'], value: undefined }, 'E-08-002')).toBe(FILE);
    expect(edited({ path: ['penalty', 'fine', 'max'], value: undefined })).toBe(FILE);
  });

  it('refuses a matter that is not there', () => {
    expect(() => edited({ path: ['zh'], value: 'x' }, 'E-08-009')).toThrow(
      'expected a matter E-08-009, got a file without it',
    );
  });
});
