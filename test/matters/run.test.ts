import { describe, expect, it } from '@jest/globals';
import { columns } from '../../src/matters/desk.ts';
import { matters } from './at-desk.ts';

describe('the integrators’ command', () => {
  it('says what there is when nothing is asked for', async () => {
    const { code, out, err } = await matters([]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^ {2}check {2,}\S/m);
    expect(out).toMatch(/^ {2}--schema FOLDER {2,}\S/m);
    expect(await matters(['--help'])).toEqual({ code, out, err });
  });

  it('speaks the language of the locale, or the one that is asked for', async () => {
    const zh = { env: { LANG: 'zh_CN.UTF-8' } };
    expect((await matters([], zh)).out).toContain('命令');
    expect((await matters(['--lang', 'en'], zh)).out).toContain('COMMAND');
    expect((await matters(['--lang=zh'])).out).toContain('命令');
    expect((await matters([], { env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' } })).out).toContain('COMMAND');
  });

  it('refuses what it does not know, with what it knows', async () => {
    expect(await matters(['--lang', 'fr'])).toEqual({
      code: 2,
      out: '',
      err: 'expected --lang zh or en, got "fr"\n',
    });
    expect(await matters(['nothing-like-it'])).toMatchObject({ code: 2, out: '' });
  });
});

it('columns are as wide as their widest cell, a Chinese character taking two places', () => {
  expect(
    columns([
      ['事项', 'a'],
      ['S-01-001', 'b'],
    ]),
  ).toBe('事项      a\nS-01-001  b');
});
