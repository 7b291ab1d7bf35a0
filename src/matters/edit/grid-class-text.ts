import { isMap, isScalar, parseDocument } from 'yaml';
import { scalar } from './scalar.ts';

/** The text of `directory/grid-classes.yaml` with one more class, in order of code. */
export function withGridClass(text: string, code: string, { zh, en }: { zh: string; en: string }): string {
  const classes = parseDocument(text, { schema: 'failsafe' }).get('classes', true);
  if (!isMap(classes)) throw new TypeError('expected a map at classes, got none');
  const keyOf = ({ key }: (typeof classes.items)[number]) => (isScalar(key) ? String(key.value) : '');
  const written = (name: string) => scalar(name, { flow: true });
  const before = classes.items.filter(pair => keyOf(pair) < code).at(-1);
  const line = `  ${code}: { zh: ${written(zh)}, en: ${written(en)} }\n`;
  const behind = (before ?? classes.items[0])!;
  const offset = before
    ? (behind.value as { range: [number, number, number] }).range[1]
    : (behind.key as { range: [number, number, number] }).range[0];
  // Whole lines: what stands behind a value in its line is its comment.
  const at = before ? text.indexOf('\n', offset) + 1 || text.length : text.lastIndexOf('\n', offset) + 1;
  return text.slice(0, at) + line + text.slice(at);
}
