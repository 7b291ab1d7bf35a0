/** Finds the command that was asked for, and runs it. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { closest } from '../hub/files/closest.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { type Command, columns, type Desk, line, says } from './desk.ts';
import { pathShown } from './path-shown.ts';
import { failureWords } from './platforms/failure-words.ts';
import { setupWords } from './platforms/setup-words.ts';
import { LANGUAGES, type Language, languageOf, type Text } from './text.ts';
import { OF_ALL, optionRows } from './usage.ts';

interface Entry {
  text: Text;
  load(): Promise<Command>;
}

/** Each in a file of its own, loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: {
    text: {
      en: 'everything that is wrong with the files, at once, with its place and what to do',
      zh: '检查全部文件，一次列出所有问题、位置和处理办法',
    },
    load: async () => (await import('./check.ts')).check,
  },
  drift: {
    text: {
      en: 'compare the catalogue with the platforms’ live directories',
      zh: '将目录与各平台的现行事项目录比对',
    },
    load: async () => (await import('./drift/command.ts')).drift,
  },
  add: {
    text: {
      en: 'map a code that a platform has and the catalogue has not',
      zh: '为平台上尚未对应的编码添加映射',
    },
    load: async () => (await import('./add/command.ts')).add,
  },
  coverage: {
    text: { en: 'show which categories are mapped on which platform', zh: '按类别和平台列出映射覆盖情况' },
    load: async () => (await import('./coverage.ts')).coverage,
  },
  explain: {
    text: {
      en: 'say why an event has its matter, status and region',
      zh: '逐步说明事件的事项、状态和区划从何而来',
    },
    load: async () => (await import('./explain/command.ts')).explain,
  },
  import: {
    text: {
      en: 'what a spreadsheet of a department changes, and changes it',
      zh: '读取部门报送的表格，列出变化，确认后写入',
    },
    load: async () => (await import('./import.ts')).importMatters,
  },
  export: {
    text: {
      en: 'the matters as a spreadsheet, xlsx or csv, in columns that a department knows',
      zh: '把事项导出为表格（xlsx 或 csv），列名为中文',
    },
    load: async () => (await import('./export.ts')).exportMatters,
  },
  diff: {
    text: {
      en: 'say what changes between two revisions or folders, and which events move',
      zh: '说明两个版本或文件夹之间的变化及受影响的事件',
    },
    load: async () => (await import('./diff/command.ts')).diff,
  },
};

export type RunOptions = Omit<Desk, 'language' | 'called'>;

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
  const language = (LANGUAGES as readonly string[]).includes(given.lang ?? '')
    ? (given.lang as Language)
    : languageOf(options.env);
  const { cwd } = options;
  const schema =
    given.schema === undefined ? options.schema : pathToFileURL(`${resolve(cwd, given.schema)}/`);
  const desk: Desk = { ...options, schema, called: pathShown(fileURLToPath(schema), cwd), language };
  try {
    if (given.lang !== undefined && given.lang !== language) throw new WrongUse(noLanguage(given.lang));
    const [name, ...args] = own;
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      line(desk, usage(desk));
      return 0;
    }
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!entry) throw new WrongUse(noCommand(name));
    const lacking = FOLDERS.filter(path => !existsSync(new URL(path, schema)));
    if (lacking.length > 0) throw new WrongUse(noFolders(schema, lacking));
    const command = await entry.load();
    return await command(args, desk);
  } catch (error) {
    if (error instanceof WrongUse) {
      line(desk, error.text, desk.err);
      return 2;
    }
    if (error instanceof UpstreamError) {
      line(desk, failureWords(error, error.platform), desk.err);
      return 3;
    }
    const setup = setupWords(error, desk.env);
    if (!setup) throw error;
    line(desk, setup, desk.err);
    return 2;
  }
}

function usage(desk: Desk): string {
  const rows = Object.entries(COMMANDS).map(([name, { text }]) => [`  ${name}`, says(desk, text)]);
  const parts: (Text | string)[] = [
    { en: 'npm run matters -- COMMAND [OPTIONS]', zh: 'npm run matters -- 命令 [选项]' },
    columns(rows),
    {
      en: 'COMMAND --help says what it takes. All take:',
      zh: '命令 --help 显示该命令的用法。各命令均可用：',
    },
    optionRows(OF_ALL, desk),
  ];
  return parts.map(part => (typeof part === 'string' ? part : says(desk, part))).join('\n\n');
}

/** What a folder holds that is the one meant; what else lacks is a finding. */
const FOLDERS = ['matters/', 'directory/'];

function noFolders(schema: URL, lacking: readonly string[]): Text {
  const folder = fileURLToPath(schema);
  return {
    en: `${folder}: expected a folder that holds matters/ and directory/, it lacks ${lacking.join(' and ')}; correct --schema`,
    zh: `${folder}：应为含有 matters/ 和 directory/ 的文件夹，缺少 ${lacking.join(' 和 ')}；请更正 --schema`,
  };
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
