import type { ErrorCode } from 'yaml';
import { CHINESE_COLON, NO_SPACE } from './colon-slips.ts';

/** What is wrong with a line that is not YAML, in an integrator's words. */
export interface SyntaxRemedy {
  readonly problem: string;
  readonly remedy: string;
  /** Whether it is so by itself. Else it may only follow from an error further up, and is shown only if there is none. */
  readonly certain: boolean;
}

/** @param written the line. */
export function syntaxRemedy(code: ErrorCode | 'BAD_ALIAS', message: string, written: string): SyntaxRemedy {
  const known = SLIPS.find(
    slip => slip.code.includes(code) && (slip.line?.test(written) ?? slip.message?.test(message) ?? true),
  );
  const {
    problem,
    remedy,
    certain = false,
  } = known ?? {
    problem: `is not YAML (${message})`,
    remedy: 'compare the line with one that works',
  };
  return { problem, remedy, certain };
}

interface Slip {
  code: readonly (ErrorCode | 'BAD_ALIAS')[];
  /** What the line must look like. */
  line?: RegExp;
  /** What the parser must say. */
  message?: RegExp;
  problem: string;
  remedy: string;
  certain?: true;
}

// The first that fits.
const SLIPS: readonly Slip[] = [
  {
    code: ['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'UNEXPECTED_TOKEN', 'BLOCK_AS_IMPLICIT_KEY'],
    line: /^[-\s]*[\w-]+\s*：/u,
    ...CHINESE_COLON,
    certain: true,
  },
  {
    code: ['MULTILINE_IMPLICIT_KEY', 'MISSING_CHAR', 'UNEXPECTED_TOKEN', 'BLOCK_AS_IMPLICIT_KEY'],
    line: /^[-\s]*[\w-]+:[^\s]/u,
    ...NO_SPACE,
    certain: true,
  },
  {
    code: ['BLOCK_AS_IMPLICIT_KEY'],
    line: /: .*: /u,
    problem: 'a colon and a space stand inside the text',
    remedy: "put the text in '…', or use a Chinese colon in it",
    certain: true,
  },
  {
    code: ['BLOCK_IN_FLOW'],
    line: /[{[].*，/u,
    problem: 'a Chinese comma stands between { and } or [ and ]',
    remedy: 'write an English comma and a space',
    certain: true,
  },
  {
    code: ['DUPLICATE_KEY'],
    problem: 'the key stands twice',
    remedy: 'take one of the two out',
    certain: true,
  },
  { code: ['TAB_AS_INDENT'], problem: 'a tab stands where spaces should', remedy: 'indent with spaces' },
  {
    code: ['BAD_INDENT'],
    message: /^Flow/u,
    problem: 'what was opened with { or [ further up is not closed before this line',
    remedy: 'close it with } or ]',
  },
  {
    code: ['BAD_INDENT', 'MISSING_CHAR'],
    message: /same column|Sequence item/u,
    problem: 'is not indented like the lines around it',
    remedy: 'begin it in the column of the key above that it belongs beside',
  },
  {
    code: ['MISSING_CHAR'],
    message: /quote$/u,
    problem: 'the quote that begins the text is not closed',
    remedy: 'write the same quote at the end of the text',
  },
  {
    code: ['BAD_ALIAS', 'BAD_SCALAR_START', 'TAG_RESOLVE_FAILED', 'MISSING_CHAR'],
    message: /alias|cannot start|tag/iu,
    problem: 'the text begins with a sign that means something in YAML',
    remedy: "put the text in '…'",
  },
  { code: ['MULTIPLE_DOCS'], problem: 'a second document begins', remedy: 'take the line --- out' },
];
