/** A matter that no file has yet, written into its category's file as the others are. */
import { isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { Numbers } from '../numbers.ts';
import { lineEnd } from '../yaml/edit-matter.ts';
import { type CodeKey, endOf } from './matter-text.ts';
import { flowScalar, scalar } from './scalar.ts';

interface Common {
  zh: string;
  en: string;
  /** The short code of the bureau; null for the category's. */
  department: string | null;
  basis: string;
  codes: Partial<Record<CodeKey, string>>;
}

export interface NewSupervision extends Common {
  kind: 'SUPERVISION';
  object: string;
  methods: readonly string[];
  frequency: string;
}

export interface NewEnforcement extends Common {
  kind: 'ENFORCEMENT';
  penalty: string;
  penaltyBasis: string;
  procedure: string;
  delegable: string;
}

export type NewMatter = NewSupervision | NewEnforcement;

const SECTION = { SUPERVISION: 'supervision', ENFORCEMENT: 'enforcement' } as const;

/** The text with the matter behind the last of its kind, and the code that it got: the next number of its category. */
export function withMatter(
  text: string,
  category: string,
  matter: NewMatter,
): { text: string; code: string } {
  const document = parseDocument(text, { schema: 'failsafe' });
  const list = document.get(SECTION[matter.kind], true);
  if (!isSeq(list)) throw new TypeError(`expected a list at ${SECTION[matter.kind]}, got none`);
  const codes = list.items.map(item => (isMap(item) ? String(item.get('code')) : ''));
  const code = new Numbers(codes).next(matter.kind, category);
  const written = itemText(code, matter);
  const [start, end] = list.range!;
  if (list.items.length === 0)
    return { code, text: `${text.slice(0, start).trimEnd()}\n${written}${text.slice(end)}` };
  // The list's own range goes on over the blank line and the comments in front of what follows it.
  const at = lineEnd(text, endOf(list.items.at(-1) as YAMLMap));
  return { code, text: `${text.slice(0, at)}\n\n${written}${text.slice(at)}` };
}

function itemText(code: string, matter: NewMatter): string {
  const codes = Object.entries(matter.codes).map(([key, native]) => `${key}: ${flowScalar(native)}`);
  const lines = [
    `- code: ${code}`,
    `  zh: ${scalar(matter.zh)}`,
    `  en: ${scalar(matter.en)}`,
    ...(matter.department === null ? [] : [`  department: ${scalar(matter.department)}`]),
    `  basis: ${scalar(matter.basis)}`,
    ...(matter.kind === 'SUPERVISION'
      ? [
          `  object: ${scalar(matter.object)}`,
          `  methods: [${matter.methods.map(flowScalar).join(', ')}]`,
          `  frequency: ${scalar(matter.frequency)}`,
        ]
      : [
          '  penalty:',
          `    text: ${scalar(matter.penalty)}`,
          `    basis: ${scalar(matter.penaltyBasis)}`,
          `    procedure: ${scalar(matter.procedure)}`,
          `  delegable: ${scalar(matter.delegable)}`,
        ]),
    `  codes: { ${codes.join(', ')} }`,
  ];
  return lines.map(line => `  ${line}`.trimEnd()).join('\n');
}
