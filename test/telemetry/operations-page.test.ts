/** What the README tells operators to watch is there to be watched. */
import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { openMetrics } from '../../src/telemetry/metrics.ts';
import { Tally } from '../../src/upstream/tally.ts';
import { handClock } from '../clock.ts';

const page = /### What to watch\n([\s\S]+?)\n## /.exec(await readFile('README.md', 'utf8'))![1]!;
const rules = [...page.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)]
  .slice(2)
  .map(([, what, rule, act]) => ({ what, rule: rule!, act }));

/** The names and the label names of all metrics of a gateway with everything that a gateway may have. */
async function metrics(): Promise<Map<string, string>> {
  const opened = openMetrics({ version: '1.2.3', role: 'gateway', ofProcess: true });
  const health = { status: 'UP', reason: null, since: null, lost: 0, back: 0 } as const;
  opened.watch({
    clock: handClock(),
    platforms: [],
    files: { refused: false },
    cache: { size: { entries: 0, bytes: 0, maxBytes: 1 } },
    redis: { health },
    tally: new Tally(),
    feeds: { readAt: new Map() },
    drift: { of: () => ({ state: 'READING' }) },
  });
  return new Map(
    [...(await opened.text()).matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name, kind]) => [name!, kind!]),
  );
}

it('has a rule and an advice for each thing to watch', () => {
  expect(rules.length).toBeGreaterThan(10);
  for (const { what, rule, act } of rules) {
    expect({ what, rule }).toEqual({ what, rule: expect.stringMatching(/`.*(==|>|<) ?[\d.]+`/) });
    expect({ what, act }).toEqual({ what, act: expect.stringMatching(/.{15,}/) });
  }
});

it('names only metrics that there are, and rates only of what only grows', async () => {
  const known = await metrics();
  const named = [...page.matchAll(/\b((?:guantong|nodejs)_\w+)/g)].map(([, name]) => name!);
  expect(named.length).toBeGreaterThan(15);
  const family = (name: string) => (known.has(name) ? name : name.replace(/_(bucket|count|sum)$/, ''));
  expect(named.filter(name => !known.has(family(name)))).toEqual([]);
  const rated = [...page.matchAll(/(?:rate|increase)\((\w+)/g)].map(([, name]) => known.get(family(name!)));
  expect(new Set(rated)).toEqual(new Set(['counter', 'histogram']));
});
