/** The messages that a source can give, as the fixed parts of each: `did you mean ${meant}?` is `did you mean ` and `?`. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { bothOf } from '../../src/hub/files/text.ts';
import type { Language } from '../../src/matters/text.ts';
import { schemasWithin } from '../hub/files/schemas-within.ts';

export type Message = readonly string[];

/** What the keys `en` and `zh` of a source are given, wherever they are. */
export function messagesIn(file: string, language: Language): Message[] {
  const found: Message[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === language) {
      found.push(...messagesOf(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true));
  return found;
}

function messagesOf(node: ts.Expression): Message[] {
  if (ts.isStringLiteralLike(node)) return [[node.text]];
  if (ts.isTemplateExpression(node)) {
    return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]];
  }
  if (ts.isConditionalExpression(node)) return [...messagesOf(node.whenTrue), ...messagesOf(node.whenFalse)];
  return [];
}

/** What a schema itself says: which keys it takes, what a value should look like, and where a key belongs. */
export function messagesInSchema(file: string, language: Language): Message[] {
  return schemasWithin(JSON.parse(readFileSync(file, 'utf8'))).flatMap(schema => [
    ...[schema['x-keys'] ?? []].flat().map(words => [bothOf(words)[language]]),
    ...Object.values(schema['x-elsewhere'] ?? {}).map(words => [bothOf(words)[language]]),
    ...[schema.patternErrorMessage ?? []].flat().flatMap(words =>
      bothOf(words)
        [language].split(/; |；/)
        .map(half => [half]),
    ),
  ]);
}

/** Whether a text has the parts of a message, in their order. */
export function says(text: string, message: Message): boolean {
  let from = 0;
  return message.every(part => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
