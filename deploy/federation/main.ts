/** `npm run router`: the router alone, over subgraphs that run elsewhere, until SIGTERM or SIGINT. */
import { once } from 'node:events';
import { readConfig } from './config.ts';
import { sayWhy, serveRouter } from './serve.ts';

try {
  await using running = new AsyncDisposableStack();
  const { url } = await serveRouter(readConfig(process.env), running);
  console.log(`The router answers at ${url}/graphql`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
} catch (error) {
  sayWhy(error);
}
