/** Finds the command that was asked for, and runs it. */
import { parseArgs } from 'node:util';
import { closest } from '../hub/files/closest.ts';
import { FindingsError } from '../hub/files/finding.ts';
import { type Command, columns, type Desk, line, says } from './desk.ts';
import { LANGUAGES, type Language, languageOf, type Text } from './text.ts';

interface Entry {
  text: Text;
  load(): Promise<Command>;
}

/** Each in a file of its own, loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, Entry>> = {};

export interface RunOptions extends Omit<Desk, 'language'> {
  /** The folder that `--schema` names. */
  folder(path: string): URL;
}

/** Somebody asked for what there is not; the message says what there is. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** Gives the exit code. What the integrator can mend is said plainly; anything else is thrown. */
export async function run(argv: readonly string[], options: RunOptions): Promise<number> {
  // The options of all commands stand before or behind the command's own; those are its to read.
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: { lang: { type: 'string' }, schema: { type: 'string' } },
  });
  const own = [...argv];
  const given: { lang?: string; schema?: string } = {};
  for (const token of tokens.toReversed()) {
    if (token.kind !== 'option' || (token.name !== 'lang' && token.name !== 'schema')) continue;
    given[token.name] = token.value ?? '';
    own.splice(token.index, token.inlineValue === false ? 2 : 1);
  }
  const { folder, ...rest } = options;
  const language = (LANGUAGES as readonly string[]).includes(given.lang ?? '')
    ? (given.lang as Language)
    : languageOf(options.env);
  const schema = given.schema === undefined ? options.schema : folder(given.schema);
  const desk: Desk = { ...rest, schema, language };
  try {
    if (given.lang !== undefined && given.lang !== language) throw new WrongUse(noLanguage(given.lang));
    const [name, ...args] = own;
    if (name === undefined) {
      line(desk, usage(desk));
      return 0;
    }
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!entry) throw new WrongUse(noCommand(name));
    const command = await entry.load();
    return await command(args, desk);
  } catch (error) {
    if (error instanceof WrongUse) {
      line(desk, error.text, desk.err);
      return 2;
    }
    if (error instanceof FindingsError) {
      line(desk, error.message, desk.err);
      return 1;
    }
    throw error;
  }
}

function usage(desk: Desk): string {
  const heading = says(desk, { en: 'npm run matters -- COMMAND', zh: 'npm run matters -- 命令' });
  const rows = Object.entries(COMMANDS).map(([name, { text }]) => [`  ${name}`, says(desk, text)]);
  return `${heading}\n${columns(rows)}`;
}

function noCommand(name: string): Text {
  const names = Object.keys(COMMANDS);
  const meant = closest(name, names);
  return {
    en: `there is no command "${name}"; ${meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`}`,
    zh: `没有命令“${name}”；${meant ? `是否指 ${meant}？` : `可用的有 ${names.join('、')}`}`,
  };
}

const noLanguage = (given: string): Text => ({
  en: `expected --lang ${LANGUAGES.join(' or ')}, got "${given}"`,
  zh: `--lang 应为 ${LANGUAGES.join(' 或 ')}，实为“${given}”`,
});
