/**
 * The schema that readers see against the one last released (`schema/released.graphql`), and against what
 * CHANGELOG.md says of it.
 *
 *   node release/main.ts              fails on a change that CHANGELOG.md should tell readers of and does not (CI)
 *   node release/main.ts --release    the same, then writes them and client/package.json for the version of package.json
 *
 * `npm version minor` (or `patch`) does the second: it raises the version, runs this, commits and tags.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { printSchema } from 'graphql';
import { mergedSchema } from '../src/schema.ts';
import { released, unreleased } from './changelog.ts';
import { findings, schemaChanges } from './schema-changes.ts';

const RELEASED = 'schema/released.graphql';
const CHANGELOG = 'CHANGELOG.md';
const CLIENT = 'client/package.json';

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const current = `${printSchema(mergedSchema())}\n`;
  const [before, changelog] = await Promise.all([readFile(RELEASED, 'utf8'), readFile(CHANGELOG, 'utf8')]);
  const changes = await schemaChanges(before, current);
  const found = findings(changes, unreleased(changelog));
  if (found.length > 0) {
    throw new Error(
      [`The schema against ${RELEASED}: ${found.length} to mend`, ...found.map(text => `  ${text}`)].join(
        '\n',
      ),
    );
  }
  const count = (effect: string) => changes.filter(change => change.effect === effect).length;
  console.log(
    `The schema against ${RELEASED}: ${count('BREAKS')} declared as breaking, ${count('SURPRISES')} that may surprise, ${count('SAFE')} safe`,
  );
  if (!process.argv.includes('--release')) return;

  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const day = new Date().toISOString().slice(0, 10);
  const text = released(changelog, version, day);
  // The frontends' package is of the gateway's version.
  const client = (await readFile(CLIENT, 'utf8')).replace(/"version": "[^"]*"/, `"version": "${version}"`);
  await Promise.all([writeFile(CHANGELOG, text), writeFile(RELEASED, current), writeFile(CLIENT, client)]);
  console.log(`wrote ${CHANGELOG}, ${RELEASED} and ${CLIENT} for ${version}`);
}
