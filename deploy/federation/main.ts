/** `npm run router`: the router alone, over subgraphs that run elsewhere, until SIGTERM or SIGINT. */
import { once } from 'node:events';
import { installed } from './installed.ts';

if (installed()) {
  const [{ readConfig }, { sayWhy, serveRouter }] = await Promise.all([
    import('./config.ts'),
    import('./serve.ts'),
  ]);
  try {
    await using running = new AsyncDisposableStack();
    const { url } = await serveRouter(readConfig(process.env), running);
    console.log(`The router answers at ${url}/graphql`);
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  } catch (error) {
    sayWhy(error);
  }
}
