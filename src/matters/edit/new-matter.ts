/** A matter that no file has yet, written into its category's file as the others are. */
import type { Scalar } from 'yaml';
import type { MatterKind } from '../../hub/catalogue/catalogue.ts';
import type { PlatformName } from '../../upstream/platform-code.ts';
import { Numbers } from '../numbers.ts';
import { editField, type FieldEdit } from './edit-field.ts';
import { codeOf, columnOf, contentEnd, insert, itemsOf, lineEnd, sectionOf } from './items.ts';

interface Common {
  zh: string;
  en: string;
  /** The short code of the bureau; null for the category's. */
  department: string | null;
  basis: string;
  codes: Partial<Record<PlatformName, string>>;
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

/**
 * The text with the matter behind the last of its kind, and the code that it got: the next number of its category. What
 * it does not say yet has its key, without a value.
 */
export function withMatter(
  text: string,
  category: string,
  matter: NewMatter,
): { text: string; code: string } {
  const codes = itemsOf(text, SECTION[matter.kind]).map(codeOf);
  const code = new Numbers(codes).next(matter.kind, category);
  const begun = addMatter(text, matter.kind, code);
  return { code, text: fieldsOf(matter).reduce((now, field) => editField(now, code, field), begun) };
}

/** Adds a matter with its code alone, behind the others of its kind, after an empty line. */
export function addMatter(text: string, kind: MatterKind, code: string): string {
  const last = itemsOf(text, SECTION[kind]).at(-1);
  if (last) {
    const dash = text.lastIndexOf('-', last.range![0]);
    const indent = ' '.repeat(columnOf(text, dash));
    return insert(text, lineEnd(text, contentEnd(text, last)), `\n\n${indent}- code: ${code}`);
  }
  const [begin] = (sectionOf(text, SECTION[kind]).value as Scalar).range!;
  const head = text.slice(0, begin).trimEnd();
  const empty = head + text.slice(text.indexOf(']', begin) + 1);
  return insert(empty, lineEnd(empty, head.length), `\n  - code: ${code}`);
}

function fieldsOf({ zh, en, department, basis, codes, ...own }: NewMatter): FieldEdit[] {
  const field = (path: string, value: string, plain = false): FieldEdit => {
    return { path: path.split('.'), value: value === '' ? null : value, plain };
  };
  return [
    field('zh', zh),
    field('en', en),
    ...(department === null ? [] : [field('department', department)]),
    field('basis', basis),
    ...(own.kind === 'SUPERVISION'
      ? [
          field('object', own.object),
          { path: ['methods'], value: own.methods },
          field('frequency', own.frequency),
        ]
      : [
          field('penalty.text', own.penalty),
          field('penalty.basis', own.penaltyBasis),
          field('penalty.procedure', own.procedure),
          field('delegable', own.delegable, true),
        ]),
    ...Object.entries(codes).map(([key, native]) => field(`codes.${key}`, native, true)),
  ];
}
