/** `npm start`: the whole federation, where both that it consists of are installed. */
import { existsSync } from 'node:fs';

/** The subgraphs run from the product's own install, the router from this folder's. */
const INSTALLS = [
  { folder: new URL('../../', import.meta.url), command: 'npm ci' },
  { folder: new URL('./', import.meta.url), command: 'npm ci --prefix deploy/federation' },
];

const missing = INSTALLS.filter(({ folder }) => !existsSync(new URL('node_modules/graphql', folder)));
if (missing.length > 0) {
  const commands = missing.map(({ command }) => `"${command}"`).join(' and ');
  console.error(`The federation is not installed: run ${commands} in the project's folder.`);
  process.exitCode = 1;
} else {
  // Imported only now: what they import in turn may not be there.
  const [{ run }, { sayWhy }] = await Promise.all([import('./federation.ts'), import('./serve.ts')]);
  await run().catch(sayWhy);
}
