import { Lexer } from 'yaml';
import type { Finding } from './finding.ts';

/**
 * `zh: 对大型 #户外广告的监督检查`: what stands behind the blank is a comment to YAML, and the name ends before it. Whoever
 * means a comment leaves a space behind the sign, as these files do.
 */
export function cutTexts(yaml: string): Omit<Finding, 'file'>[] {
  const found: Omit<Finding, 'file'>[] = [];
  let offset = 0;
  let behindText = false;
  let textNext = false;
  for (const lexeme of new Lexer().lex(yaml)) {
    // What the lexer says of what follows stands nowhere in the text.
    if (CONTROL.has(lexeme)) {
      textNext = lexeme === SCALAR;
      continue;
    }
    if (behindText && /^#[^\s#]/u.test(lexeme)) {
      const before = yaml.slice(0, offset).split('\n');
      found.push({
        severity: 'WARNING',
        line: before.length,
        column: before.at(-1)!.length + 1,
        path: '',
        value: lexeme,
        problem: {
          en: 'is a comment, and the text in front of it ends there',
          zh: '“ #”之后是注释，前面的文字到此为止',
        },
        remedy: {
          en: "put all of the text in '…', or write a space behind # where a comment is meant",
          zh: "请用 '…' 括起整段文字；确为注释的，请在 # 后加一个空格",
        },
      });
    }
    offset += lexeme.length;
    // A text of several lines, behind | or >, ends with its last one: what follows stands in a line of its own.
    if (!/^[ \t]+$/u.test(lexeme)) behindText = textNext && !lexeme.endsWith('\n');
    textNext = false;
  }
  return found;
}

const SCALAR = '\u001f';
const CONTROL = new Set([SCALAR, '\u0002', '\u0018']);
