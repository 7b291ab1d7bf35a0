/** The contract's own examples of the lists beside the events. */
import { operationOf } from '../upstreams/examples.ts';

/** The first record that the contract shows of a list: a copy of its own. */
export function exampleOf(operationId: string): Record<string, unknown> {
  const examples = operationOf('province', operationId).responses['200']!.content!['application/json']!
    .examples!;
  const { datas } = Object.values(examples)[0]!.value as { datas: unknown };
  const records = Array.isArray(datas) ? datas : (datas as { list: unknown[] }).list;
  return structuredClone(records[0]) as Record<string, unknown>;
}
