/**
 * For integrators: `npm run matters -- COMMAND`. It reads and writes the cross-walk in `schema/`, and nothing else here
 * needs to be known for it. Without a command it says which there are.
 */
import { run } from './run.ts';

// Who reads only the beginning (`| head`) has what they wanted.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  process.exit(0);
});

// What waits in the gateway's clients, for a pause or a deadline, keeps no process alive: there the server does. Here it
// may be all that is left to wait for, and the process would end in the midst of it.
const working = setInterval(() => {}, 2 ** 31 - 1);
try {
  process.exitCode = await run(process.argv.slice(2), {
    schema: new URL('../../schema/', import.meta.url),
    cwd: calledIn(process.env),
    env: process.env,
    out: screenOf(process.stdout),
    err: screenOf(process.stderr),
  });
} finally {
  clearInterval(working);
}

function screenOf(stream: NodeJS.WriteStream) {
  const terminal = stream.isTTY === true ? stream : null;
  const colours = terminal !== null && !process.env.NO_COLOR;
  return { write: (text: string) => void stream.write(text), colours, terminal };
}

/** npm runs its scripts in the project's folder, and says where it was itself called. */
function calledIn({ npm_lifecycle_event, INIT_CWD }: NodeJS.ProcessEnv): string {
  return npm_lifecycle_event === 'matters' && INIT_CWD ? INIT_CWD : process.cwd();
}
