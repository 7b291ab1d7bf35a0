import type { ErrorCode } from 'yaml';
import { CHINESE_COLON, CHINESE_COMMA, NO_SPACE, TAKE_ONE_OUT, type Words } from './common-words.ts';
import type { Text } from './text.ts';

/** What is wrong with a line that is not YAML, in an integrator's words. */
export interface SyntaxRemedy extends Words {
  /** Whether it is so by itself. Else it may only follow from an error further up, and is shown only if there is none. */
  readonly certain: boolean;
}

/** @param written the line, with its indentation. */
export function syntaxRemedy(code: ErrorCode | 'BAD_ALIAS', message: string, written: string): SyntaxRemedy {
  const known = SLIPS.find(
    ({ code: codes, line, message: said }) =>
      (codes?.includes(code) ?? true) && (line?.test(written) ?? true) && (said?.test(message) ?? true),
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
  code?: readonly (ErrorCode | 'BAD_ALIAS')[];
  /** What the line must look like. */
  line?: RegExp;
  /** What the parser must say. */
  message?: RegExp;
  certain?: true;
}

// The first that fits.
const SLIPS: readonly Slip[] = [
  {
    line: /^(<{7}|={7}|>{7})/u,
    problem: { en: 'is a mark that git leaves where two changes meet', zh: '这是 Git 合并冲突留下的标记' },
    remedy: {
      en: 'keep the right one of the two texts, and take the marks out',
      zh: '请保留两段中正确的一段，并删去标记',
    },
  },
  {
    line: /[\u00a0\u3000]/u,
    message: /^(Implicit|Nested)|same column/u,
    problem: {
      en: 'a blank of another kind stands where a space should',
      zh: '空格处用了全角空格或其他空白符',
    },
    remedy: { en: 'type the blanks of the line anew', zh: '请重新输入该行的空格' },
  },
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
    line: /^[^{[]*: [^{[]*:(\s|$)/u,
    problem: { en: 'a colon and a space stand inside the text', zh: '文字中有冒号加空格' },
    remedy: {
      en: "put the text in '…', or use a Chinese colon in it",
      zh: "请用 '…' 括起这段文字，或将其中的冒号改为中文冒号",
    },
    certain: true,
  },
  {
    code: ['BLOCK_IN_FLOW'],
    line: /[{[].*[，、；]/u,
    ...CHINESE_COMMA,
    certain: true,
  },
  {
    code: ['BLOCK_IN_FLOW'],
    problem: { en: 'there is no comma between two keys of { }', zh: '{ } 中的两个键之间没有逗号' },
    remedy: { en: 'write an English comma and a space', zh: '请写上英文逗号加空格' },
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
    message: /^Flow/u,
    problem: { en: 'what is opened with { or [ is not closed', zh: '{ 或 [ 没有闭合' },
    remedy: { en: 'close it with } or ]', zh: '请用 } 或 ] 闭合' },
  },
  {
    message: /^Unexpected flow-(seq|map)-end/u,
    problem: { en: 'closes with } or ] what was not opened', zh: '} 或 ] 之前没有对应的 { 或 [' },
    remedy: { en: 'take it out, or write the one that opens', zh: '请删去，或补上对应的 { 或 [' },
  },
  {
    message: /^Unexpected , in flow/u,
    problem: { en: 'there is a comma too many', zh: '多了一个逗号' },
    remedy: { en: 'take one out', zh: '请删去一个' },
  },
  {
    message: /quote$/u,
    problem: { en: 'the quote that begins the text is not closed', zh: '文字开头的引号没有闭合' },
    remedy: { en: 'write the same quote at the end of the text', zh: '请在文字末尾补上同样的引号' },
  },
  {
    code: ['BAD_DQ_ESCAPE'],
    problem: {
      en: 'a backslash means something between double quotes',
      zh: '双引号中的反斜杠属于 YAML 的特殊符号',
    },
    remedy: { en: "put the text in '…' instead", zh: "请改用 '…' 括起这段文字" },
    certain: true,
  },
  {
    message: /block-seq-ind/u,
    problem: { en: 'a list begins in the line of its key', zh: '列表与键写在了同一行' },
    remedy: {
      en: "begin it in the next line, or put a text that begins with - in '…'",
      zh: "请另起一行写列表；以“-”开头的文字请用 '…' 括起",
    },
  },
  {
    line: /: [*&!%@`|>?,]/u,
    message: /alias|cannot start|\btag|^Block scalar header|^Nested/iu,
    problem: {
      en: 'the text begins with a sign that means something in YAML',
      zh: '文字以 YAML 的特殊符号开头',
    },
    remedy: { en: "put the text in '…'", zh: "请用 '…' 括起这段文字" },
  },
  {
    line: /['"\]}]\s*[^\s'"\]}]/u,
    message: /at node end/u,
    problem: { en: 'something stands behind the closing quote or bracket', zh: '引号或括号之后还有其他内容' },
    remedy: {
      en: "put all of the text in '…', or write another key in the next line",
      zh: "请用 '…' 括起整段文字；另一个键请另起一行",
    },
  },
  {
    message: /same column|Sequence item|^Nested|block sequence may not|at node end/u,
    problem: { en: 'is not indented like the lines around it', zh: '缩进与前后各行不一致' },
    remedy: {
      en: 'begin it in the column of the key above that it belongs beside',
      zh: '请与上方同级的键对齐',
    },
  },
  {
    line: /^[-\s]*[a-z_]+(\s|$|[;；=])/u,
    message: /^Implicit/u,
    problem: { en: 'there is no colon after the key', zh: '键后没有冒号' },
    remedy: { en: 'write an English colon and a space', zh: '请写上英文冒号加空格' },
  },
  {
    message: /^Implicit/u,
    problem: {
      en: 'is neither a key nor a part of the text above',
      zh: '这一行既不是键，也不属于上面的文字',
    },
    remedy: {
      en: 'write the text in one line with its key, or indent this line deeper than the key',
      zh: '请将文字与键写在同一行，或将这一行缩进到比键更深',
    },
  },
  {
    code: ['MULTIPLE_DOCS'],
    problem: { en: 'a second document begins', zh: '此处开始了另一个 YAML 文档' },
    remedy: { en: 'take the line --- or ... out', zh: '请删去 --- 或 ... 这一行' },
  },
];
