/** What stands behind a command's name: read, and refused with what there is. */
import { parseArgs } from 'node:util';
import { closest } from '../hub/files/closest.ts';
import { FindingsError } from '../hub/files/finding.ts';
import { type Command, type Desk, line } from './desk.ts';
import { counts } from './findings/counts.ts';
import { FINDINGS_FORMAT, printFindings } from './findings/print.ts';
import { WrongUse } from './run.ts';
import type { Text } from './text.ts';
import { asWritten, helpOf, OF_ALL, type Option, type Options, synopsis, type Usage } from './usage.ts';

export type Values<Own extends Options> = {
  [Name in keyof Own]?: Own[Name] extends { type: 'boolean' }
    ? boolean
    : Own[Name] extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string;
};

/** How a command prints that serves people and programs. */
export const FORMAT = {
  type: 'string',
  choices: ['text', 'json'],
  text: { en: 'how it is printed; text unless said', zh: '输出格式，默认 text' },
} as const satisfies Option;

/** A command from what it takes and what it does with that; `--help` prints the former. */
export function command<const Own extends Options>(
  usage: Usage<Own>,
  does: (values: Values<Own>, desk: Desk, ...words: string[]) => Promise<number>,
): Command {
  return async (args, desk) => {
    const { values, words, help } = read(args, usage);
    if (help) {
      line(desk, helpOf(usage, desk));
      return 0;
    }
    const { words: wanted = [] } = usage;
    const least = wanted.filter(({ optional }) => !optional).length;
    if (words.length < least || words.length > wanted.length) throw new WrongUse(otherWords(usage, words));
    try {
      // What was read is what the options say.
      return await does(values as Values<Own>, desk, ...words);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      const { findings, what } = error;
      const format = FINDINGS_FORMAT.choices.find(choice => choice === values.format) ?? 'text';
      printFindings(findings, format, unusable(what, counts(findings)), desk, desk.err);
      return 1;
    }
  };
}

const unusable = (what: Text, counted: Text): Text => ({
  en: `${what.en} files cannot be used: ${counted.en}`,
  zh: `${what.zh}文件无法使用：${counted.zh}`,
});

/** @throws WrongUse for an option that there is not, and for a value that an option does not take */
function read(args: readonly string[], usage: Usage) {
  const { options } = usage;
  const types = Object.entries(options).map(([name, { type }]) => [name, { type }]);
  const { tokens, positionals } = parseArgs({
    args: [...args],
    // Its own refusals are in English, and do not say what there is.
    strict: false,
    tokens: true,
    options: { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } },
  });
  const values: Record<string, string | boolean> = {};
  let help = false;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else if (!Object.hasOwn(options, token.name)) throw new WrongUse(noOption(token.rawName, usage));
    else values[token.name] = accepted(token.name, options[token.name]!, token.value);
  }
  return { values, words: positionals, help };
}

function accepted(name: string, option: Option, given: string | undefined): string | boolean {
  if (option.type === 'boolean') {
    if (given !== undefined) throw new WrongUse(takesNone(name));
    return true;
  }
  const { choices } = option;
  if (given === undefined || given.startsWith('--') || choices?.includes(given) === false) {
    throw new WrongUse(otherValue(name, option, given));
  }
  return given;
}

function noOption(written: string, { name, options }: Usage): Text {
  const known = Object.keys({ ...options, ...OF_ALL }).map(option => `--${option}`);
  const meant = closest(written, known);
  return {
    en: `${name} has no option ${written}; ${meant ? `did you mean ${meant}?` : `it has ${known.join(', ')}`}`,
    zh: `${name} 没有选项 ${written}；${meant ? `是否应为 ${meant}？` : `可用的有 ${known.join('、')}`}`,
  };
}

const takesNone = (name: string): Text => ({
  en: `--${name} takes no value; write it alone`,
  zh: `--${name} 不带值，请单独书写`,
});

function otherValue(name: string, option: Option, given: string | undefined): Text {
  const { en, zh } = asWritten(name, option);
  return given === undefined
    ? { en: `expected ${en}, got no value`, zh: `应为 ${zh}，但没有写值` }
    : { en: `expected ${en}, got "${given}"`, zh: `应为 ${zh}，实为“${given}”` };
}

function otherWords(usage: Usage, words: readonly string[]): Text {
  const { en, zh } = synopsis(usage);
  const got = words.join(' ');
  return {
    en: `expected "${en}", got ${got ? `"${got}"` : 'nothing'} behind ${usage.name}; ${usage.name} --help says more`,
    zh: `应为“${zh}”，但 ${usage.name} 之后${got ? `是“${got}”` : '没有内容'}；详见 ${usage.name} --help`,
  };
}
