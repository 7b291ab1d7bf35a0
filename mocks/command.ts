/** `npm run mock -- …`: what testers do to mocks that run, from the shell. Exit codes: 0 done, 1 refused or not reached, 2 misused. */
import { parseArgs } from 'node:util';
import { HELP, listed, lists } from './command/listing.ts';
import { ControlRefused, placesOf, remote, Unreachable } from './command/remote.ts';
import { requestOf, UsageError } from './command/request.ts';
import { said } from './command/said.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      announced: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command = 'help', ...words] = positionals;
  if (values.help || command === 'help') console.log(HELP);
  else if (lists(command, words)) console.log(listed());
  else {
    const request = requestOf(command, words, values);
    const answer = await remote(placesOf(values.url, process.env)).ask(request);
    console.log(values.json ? JSON.stringify(answer, null, 2) : said(command, answer));
  }
} catch (error) {
  const { code } = error as { code?: string };
  const misused = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS');
  const plain = misused || error instanceof ControlRefused || error instanceof Unreachable;
  console.error(plain ? (error as Error).message : error);
  process.exitCode = misused ? 2 : 1;
}
