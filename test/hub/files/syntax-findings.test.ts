/** Whatever a hand does to one line of a file that makes it no YAML is said in words that tell how to mend it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { syntaxFindings } from '../../../src/hub/files/syntax-findings.ts';

const LINES = readFileSync('schema/matters/08-urban-gas.yaml', 'utf8').split('\n');
/** By index: the category, the first matter of each kind, and the first line of the next. */
const WRITTEN = [...LINES.keys()]
  .filter(index => index < 22 || (index > 38 && index < 54))
  .filter(index => /^\s*[^\s#]/u.test(LINES[index]!));

/** Null where it cannot be done to the line. */
type Hand = (line: string) => string | null;

const replace =
  (from: string | RegExp, to: string): Hand =>
  line => {
    const now = line.replace(from, to);
    return now === line ? null : now;
  };
const before = (sign: string) => replace(/^([- ]*\w+: )(?=[^{[\s])/u, `$1${sign}`);

/** What is seen in the line itself, whatever the parser says. */
const IN_THE_LINE: [what: string, hand: Hand][] = [
  ['no colon', replace(':', '')],
  ['another sign for the colon', replace(':', ' =')],
  ['a Chinese colon', replace(': ', '：')],
  ['no comma', replace(/, (?=\w+:)/u, ' ')],
  ['a Chinese comma', replace(/, (?=\w+:)/u, '、')],
  ['a comma twice', replace(', ', ',, ')],
  ['an opening brace left out', replace(/[{[]/u, '')],
  ['a closing brace left out', replace(/[}\]]/u, '')],
  ['a closing brace twice', replace(/([}\]])/u, '$1$1')],
  ['a closing brace of full width', replace(/[}\]]/u, '】')],
  ['an opening brace before the text', before('[')],
  ['a quote in the middle', before("'引'")],
  ['a backslash', replace(/: ([^{['\s].*)$/u, ': "\\说$1"')],
  ...['"', '@', '`', '%', '*', '!', '|', '>', ',', '- '].map((sign): [string, Hand] => [
    `${sign} before the text`,
    before(sign),
  ]),
  ['blanks of another kind', line => line.replaceAll(' ', '\u00a0')],
];

/** What makes a line stand out from its neighbours, or these from it. */
const OTHERWISE: [what: string, hand: Hand][] = [
  ...[1, 2, 4].map((more): [string, Hand] => [`${more} to the right`, line => ' '.repeat(more) + line]),
  ...[1, 2, 4].map((less): [string, Hand] => [`${less} to the left`, replace(' '.repeat(less), '')]),
  ['no dash', replace('- ', '')],
  ['no blank behind the dash', replace('- ', '-')],
  ['text that goes on in the next line', replace(/(?<=: .)(?=.)/u, '\n')],
  ['a mark of git in front', line => `<<<<<<< HEAD\n${line}`],
  ['a document in front', line => `---\n${line}`],
  ['the line below behind it', line => `${line} basis: 法`],
];

interface Told {
  /** Of the edited line, from 1. */
  edited: number;
  line: number | null;
  said: string;
}

/** What is said first, of each line that the hand makes no YAML of. */
function told(hand: Hand): Told[] {
  return WRITTEN.flatMap(index => {
    const now = hand(LINES[index]!);
    if (now === null) return [];
    const text = LINES.with(index, now).join('\n');
    const fault = faultOf(text);
    if (fault === null) return [];
    const { line, problem } = syntaxFindings(text, fault)[0]!;
    return [{ edited: index + 1, line, said: problem.en }];
  });
}

function faultOf(text: string): string | null {
  try {
    load(text, { schema: FAILSAFE_SCHEMA });
    return null;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return error.reason;
  }
}

describe('A line that is not YAML', () => {
  it.each([...IN_THE_LINE, ...OTHERWISE])('for %s is never told in words of the parser', (_, hand) => {
    const all = told(hand);
    expect(all).not.toEqual([]);
    expect(all.filter(({ said }) => said.startsWith('is not YAML'))).toEqual([]);
  });

  it.each(IN_THE_LINE)('for %s is the line that is named', (_, hand) => {
    expect(told(hand).filter(({ line, edited }) => line !== edited)).toEqual([]);
  });

  it('is named when it is indented by a space too many, or without the two of its list', () => {
    const away = (hand: Hand) => told(hand).filter(({ line, edited }) => line !== edited);
    expect(away(replace(/^( +)(?=[^-\s])/u, ' $1'))).toEqual([]);
    expect(away(replace(/^ {2}- /u, '- '))).toEqual([]);
  });
});

describe('A file with an error in every line', () => {
  // A gateway that follows its files reads them between two requests: a minute was spent on a thousand such lines.
  it('is read in moments, however many there are', () => {
    const matters = LINES.slice(LINES.indexOf('supervision:') + 1, LINES.indexOf('enforcement:'));
    const text = [...LINES, ...Array.from({ length: 40 }, () => matters).flat()].join('\n');
    const began = performance.now();
    const [first] = syntaxFindings(text.replaceAll('}', ''), 'unclosed');
    expect(first!.line).toBe(LINES.findIndex(line => line.includes('{')) + 1);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
