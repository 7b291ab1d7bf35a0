/** What the READMEs print is what a reader gets. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, running } from './guantong/running.ts';
import { writtenFiles } from './hub/files/written-files.ts';
import { matters } from './matters/at-desk.ts';

/** How many each has at least: a pattern that finds none would prove nothing. */
const FURTHER_QUERIES: Record<string, number> = { 'README.md': 10, 'README.zh-CN.md': 0 };

let hub: Running;
beforeAll(async () => {
  hub = await running();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
});

describe.each(['README.md', 'README.zh-CN.md'])('%s', name => {
  it('gives the first query with the answer that it really has', async () => {
    const text = await readFile(name, 'utf8');
    const [, body] = /curl -s \S+\/graphql -H 'content-type: application\/json' -d '([^']+)'/.exec(text)!;
    const [, answer] = /```json\n([\s\S]+?)```/.exec(text)!;
    const printed = JSON.parse(answer!);
    const { data, errors, extensions } = await hub.query(JSON.parse(body!).query);
    expect(errors).toEqual([]);
    expect(data).toEqual(printed.data);
    for (const source of [
      ...Object.values(printed.extensions.sources),
      ...Object.values(extensions.sources!),
    ]) {
      (source as { asOf: string }).asOf = 'when the platform answered';
    }
    expect(extensions.sources).toEqual(printed.extensions.sources);
  });

  it('gives each further query with the answer that it really has', async () => {
    const pairs = [
      ...(await readFile(name, 'utf8')).matchAll(/```graphql\n([\s\S]+?)```\s+```json\n([\s\S]+?)```/g),
    ];
    expect(pairs.length).toBeGreaterThanOrEqual(FURTHER_QUERIES[name]!);
    for (const [, query, answer] of pairs) {
      const { data, errors } = await hub.query(query!);
      expect(errors).toEqual([]);
      expect({ query, data }).toEqual({ query, data: JSON.parse(answer!).data });
    }
  });

  it('links to files that are there', async () => {
    const links = [...(await readFile(name, 'utf8')).matchAll(/\]\((?!http)([^)#]+)\)/g)].map(
      ([, path]) => path!,
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(path => !existsSync(path))).toEqual([]);
  });
});

describe.each([
  ['README.md', ''],
  ['README.zh-CN.md', ' --lang zh'],
])('%s', (name, options) => {
  it('gives integrators a command that checks all files, and what it says of a slip', async () => {
    using files = writtenFiles();
    files.edit('matters/01-city-appearance-and-sanitation.yaml', 'CF-010335', 'CF-1335');
    const text = await readFile(name, 'utf8');
    expect(text).toContain(`npm run matters -- check${options}\n`);
    const args = ['check', ...options.split(' ').filter(Boolean)];
    const { out } = await matters(args, { schema: pathToFileURL(`${files.directory}/`) });
    expect(text).toContain(`\n\`\`\`\n${out}\`\`\`\n`);
  });
});
