import { existsSync } from 'node:fs';

/** The subgraphs run from the product's own install, the router from this folder's. */
const INSTALLS = [
  { folder: new URL('../../', import.meta.url), command: 'npm ci' },
  { folder: new URL('./', import.meta.url), command: 'npm ci --prefix deploy/federation' },
];

/** Whether both are there; says what to run where not. To be asked before anything that needs them is imported. */
export function installed(): boolean {
  const missing = INSTALLS.filter(({ folder }) => !existsSync(new URL('node_modules/graphql', folder)));
  if (missing.length === 0) return true;
  const commands = missing.map(({ command }) => `"${command}"`).join(' and ');
  console.error(`The federation is not installed: run ${commands} in the project's folder.`);
  process.exitCode = 1;
  return false;
}
