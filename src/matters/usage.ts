/** What a command takes, in words. */
import { columns, type Desk, says } from './desk.ts';
import { LANGUAGES, type Text } from './text.ts';

export interface Option {
  type: 'string' | 'boolean';
  /** The values that it takes, where it does not take any. */
  choices?: readonly string[];
  /** What its value is called in the help, such as `FILE`. */
  value?: Text;
  text: Text;
}

export type Options = Readonly<Record<string, Option>>;

export interface Word {
  name: Text;
  /** Whether it may be left out; then so may those behind it. */
  optional?: true;
}

export interface Usage<Own extends Options = Options> {
  /** The command's name. */
  name: string;
  /** What it does, in a few sentences, and what its exit code says. */
  about: Text;
  /** What stands behind its name, in its order, such as `PLATFORM:NUMBER`. */
  words?: readonly Word[];
  options: Own;
}

/** Those that every command has; `run.ts` reads the first two. */
export const OF_ALL: Options = {
  lang: {
    type: 'string',
    choices: LANGUAGES,
    text: { en: 'the language; else that of the locale', zh: '显示语言；不写则依系统语言' },
  },
  schema: {
    type: 'string',
    value: { en: 'FOLDER', zh: '文件夹' },
    text: {
      en: 'another folder that holds matters/ and directory/',
      zh: '改用另一个含有 matters/ 和 directory/ 的文件夹',
    },
  },
  help: { type: 'boolean', text: { en: 'this page', zh: '显示本说明' } },
};

/** What `--help` prints. */
export function helpOf(usage: Usage, desk: Desk): string {
  const heading = `${says(desk, synopsis(usage))} ${says(desk, { en: '[OPTIONS]', zh: '[选项]' })}`;
  return `${heading}\n\n${says(desk, usage.about)}\n\n${optionRows({ ...usage.options, ...OF_ALL }, desk)}`;
}

export function optionRows(options: Options, desk: Desk): string {
  return columns(
    Object.entries(options).map(([name, option]) => [
      `  ${says(desk, asWritten(name, option))}`,
      says(desk, option.text),
    ]),
  );
}

/** `npm run matters -- explain PLATFORM:NUMBER`. */
export function synopsis({ name, words = [] }: Usage): Text {
  const inOrder = (language: keyof Text) => [
    'npm run matters --',
    name,
    ...words.map(word => (word.optional ? `[${word.name[language]}]` : word.name[language])),
  ];
  return { en: inOrder('en').join(' '), zh: inOrder('zh').join(' ') };
}

/** `--format text|json`. */
export function asWritten(name: string, { type, choices, value }: Option): Text {
  if (type === 'boolean') return { en: `--${name}`, zh: `--${name}` };
  const listed = choices?.join('|');
  return {
    en: `--${name} ${listed ?? value?.en ?? 'VALUE'}`,
    zh: `--${name} ${listed ?? value?.zh ?? '值'}`,
  };
}
