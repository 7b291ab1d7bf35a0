import type { ErrorCode } from 'yaml';
import { CHINESE_COLON, NO_SPACE, TAKE_ONE_OUT, type Words } from './common-words.ts';
import type { Text } from './text.ts';

/** What is wrong with a line that is not YAML, in an integrator's words. */
export interface SyntaxRemedy extends Words {
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
    problem: notYaml(message),
    remedy: { en: 'compare the line with one that works', zh: '请与一行正确的对照' },
  };
  return { problem, remedy, certain };
}

/** @param fault in the parser's own words, which are English. */
export const notYaml = (fault: string): Text => ({
  en: `is not YAML (${fault})`,
  zh: `不是正确的 YAML（${fault}）`,
});

interface Slip extends Words {
  code: readonly (ErrorCode | 'BAD_ALIAS')[];
  /** What the line must look like. */
  line?: RegExp;
  /** What the parser must say. */
  message?: RegExp;
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
    problem: { en: 'a colon and a space stand inside the text', zh: '文字中有冒号加空格' },
    remedy: {
      en: "put the text in '…', or use a Chinese colon in it",
      zh: "请用 '…' 括起这段文字，或将其中的冒号改为中文冒号",
    },
    certain: true,
  },
  {
    code: ['BLOCK_IN_FLOW'],
    line: /[{[].*，/u,
    problem: { en: 'a Chinese comma stands between { and } or [ and ]', zh: '{ } 或 [ ] 中用了中文逗号' },
    remedy: { en: 'write an English comma and a space', zh: '请改为英文逗号加空格' },
    certain: true,
  },
  {
    code: ['DUPLICATE_KEY'],
    problem: { en: 'the key stands twice', zh: '键重复' },
    remedy: TAKE_ONE_OUT,
    certain: true,
  },
  {
    code: ['TAB_AS_INDENT'],
    problem: { en: 'a tab stands where spaces should', zh: '缩进用了制表符' },
    remedy: { en: 'indent with spaces', zh: '请改用空格缩进' },
  },
  {
    code: ['BAD_INDENT'],
    message: /^Flow/u,
    problem: {
      en: 'what was opened with { or [ further up is not closed before this line',
      zh: '上文的 { 或 [ 到本行仍未闭合',
    },
    remedy: { en: 'close it with } or ]', zh: '请用 } 或 ] 闭合' },
  },
  {
    code: ['BAD_INDENT', 'MISSING_CHAR'],
    message: /same column|Sequence item/u,
    problem: { en: 'is not indented like the lines around it', zh: '缩进与前后各行不一致' },
    remedy: {
      en: 'begin it in the column of the key above that it belongs beside',
      zh: '请与上方同级的键对齐',
    },
  },
  {
    code: ['MISSING_CHAR'],
    message: /quote$/u,
    problem: { en: 'the quote that begins the text is not closed', zh: '文字开头的引号没有闭合' },
    remedy: { en: 'write the same quote at the end of the text', zh: '请在文字末尾补上同样的引号' },
  },
  {
    code: ['BAD_ALIAS', 'BAD_SCALAR_START', 'TAG_RESOLVE_FAILED', 'MISSING_CHAR'],
    message: /alias|cannot start|tag/iu,
    problem: {
      en: 'the text begins with a sign that means something in YAML',
      zh: '文字以 YAML 的特殊符号开头',
    },
    remedy: { en: "put the text in '…'", zh: "请用 '…' 括起这段文字" },
  },
  {
    code: ['MULTIPLE_DOCS'],
    problem: { en: 'a second document begins', zh: '此处开始了另一个 YAML 文档' },
    remedy: { en: 'take the line --- out', zh: '请删去 --- 这一行' },
  },
];
