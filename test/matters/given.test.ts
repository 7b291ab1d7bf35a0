import { describe, expect, it } from '@jest/globals';
import type { Desk } from '../../src/matters/desk.ts';
import { command } from '../../src/matters/given.ts';
import { WrongUse } from '../../src/matters/run.ts';

/** A command that says what it was given. */
const explain = command(
  {
    name: 'explain',
    about: { en: 'Says why.', zh: '说明原因。' },
    words: [
      { name: { en: 'PLATFORM:NUMBER', zh: '平台:编号' } },
      { name: { en: 'DAY', zh: '日期' }, optional: true },
    ],
    options: {
      against: { type: 'string', value: { en: 'FILE', zh: '文件' }, text: { en: 'a file', zh: '文件' } },
      all: { type: 'boolean', text: { en: 'everything', zh: '全部' } },
    },
  },
  async (values, desk, ...words) => {
    desk.out.write(JSON.stringify({ values, words }));
    return 0;
  },
);

async function given(...args: string[]): Promise<string> {
  let out = '';
  const write = (text: string) => {
    out += text;
  };
  const screen = { colours: false, terminal: null, write };
  const schema = new URL('file:///schema/');
  const desk: Desk = {
    language: 'en',
    schema,
    called: 'schema',
    cwd: '/',
    out: screen,
    err: screen,
    env: {},
  };
  await explain(args, desk);
  return out;
}

async function refusal(...args: string[]): Promise<string> {
  const error = await given(...args).catch(thrown => thrown);
  expect(error).toBeInstanceOf(WrongUse);
  return error.message;
}

describe('A command', () => {
  it('is given its words and options, in any order', async () => {
    expect(JSON.parse(await given('--against', 'a.yaml', 'city:1', '--all'))).toEqual({
      values: { against: 'a.yaml', all: true },
      words: ['city:1'],
    });
    expect(JSON.parse(await given('city:1', '2024-07-26'))).toEqual({
      values: {},
      words: ['city:1', '2024-07-26'],
    });
  });

  it('is not run with too few or too many words', async () => {
    const expected = 'expected "npm run matters -- explain PLATFORM:NUMBER [DAY]"';
    expect(await refusal()).toBe(`${expected}, got nothing behind explain; explain --help says more`);
    expect(await refusal('a', 'b', 'c')).toBe(
      `${expected}, got "a b c" behind explain; explain --help says more`,
    );
  });

  it('is not given the next option as a value', async () => {
    expect(await refusal('city:1', '--against', '--all')).toBe('expected --against FILE, got "--all"');
    expect(await refusal('city:1', '--against')).toBe('expected --against FILE, got no value');
  });

  it('explains itself where --help stands, even without the words that it needs', async () => {
    expect(await given('--help')).toBe(`\
npm run matters -- explain PLATFORM:NUMBER [DAY] [OPTIONS]

Says why.

  --against FILE   a file
  --all            everything
  --lang zh|en     the language; else that of the locale
  --schema FOLDER  another folder that holds matters/ and directory/
  --help           this page
`);
  });
});
