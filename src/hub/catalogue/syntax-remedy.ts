import type { YAMLError } from 'yaml';

/** What is wrong with a line that is not YAML, in an integrator's words, and what to do; `written` is the line. */
export function syntaxRemedy(
  { code, message }: YAMLError,
  written: string,
): { problem: string; remedy: string } {
  if (/^[-\s]*[\w-]+\s*：/u.test(written)) {
    return {
      problem: 'the colon after a key is a Chinese one',
      remedy: 'write an English colon and a space',
    };
  }
  if (/^[-\s]*[\w-]+:[^\s]/u.test(written)) {
    return { problem: 'there is no space after the colon', remedy: 'write a space after it' };
  }
  if (/: .*: /u.test(written) && code === 'BLOCK_AS_IMPLICIT_KEY') {
    return {
      problem: 'a colon and a space stand inside the text',
      remedy: "put the text in '…', or use a Chinese colon in it",
    };
  }
  const known = code in REMEDIES ? REMEDIES[code as keyof typeof REMEDIES] : null;
  return (
    known ?? { problem: `is not YAML (${message})`, remedy: 'compare the line with a matter that works' }
  );
}

const REMEDIES = {
  TAB_AS_INDENT: { problem: 'a tab stands where spaces should', remedy: 'indent with spaces' },
  DUPLICATE_KEY: { problem: 'the key stands twice', remedy: 'take one of the two out' },
  BAD_INDENT: {
    problem: 'is not indented like the lines around it',
    remedy: 'indent it with the same number of spaces',
  },
  MULTIPLE_DOCS: { problem: 'a second document begins', remedy: 'take the line --- out' },
  BAD_ALIAS: {
    problem: 'the text begins with *, which means something in YAML',
    remedy: "put the text in '…'",
  },
} as const satisfies Partial<Record<YAMLError['code'], { problem: string; remedy: string }>>;
