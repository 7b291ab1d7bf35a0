/**
 * The log, with a belt of its own. Whoever writes a line here writes no secret and nobody's data; but an error that
 * nobody expected may quote the value that it stumbled over. So of an error only what explains it is written, and
 * whatever in a line is one of our secrets, or has the form of a token, a telephone or an identity number, is dots.
 */
import { type DestinationStream, type Logger, pino } from 'pino';

export interface LogOptions {
  level: string;
  /** What must not be in any line, wherever it came from. */
  secrets: readonly string[];
}

const DOTS = '••••••';

/** Shorter ones would be found in the middle of other words. */
const SHORTEST_SECRET = 6;

/** Standing alone: a mobile phone, an identity card (GB 11643), what follows the name of a scheme (RFC 7235). */
const FORMS = [
  /(?<![\w.-])(?:\+?86[- ]?)?1[3-9]\d{9}(?![\w.-])/g,
  /(?<!\w)\d{17}[\dXx](?!\w)/g,
  /(?<=\b(?:Bearer|Basic) +)[\w.~+/=-]{6,}/gi,
];

/** Writes JSON lines to standard output, or to `stream`. */
export function openLog({ level, secrets }: LogOptions, stream?: DestinationStream): Logger {
  // As they stand in a line of JSON.
  const known = secrets
    .filter(secret => secret.length >= SHORTEST_SECRET)
    .map(secret => JSON.stringify(secret).slice(1, -1));
  const masked = (line: string) => {
    const safe = known.reduce((text, secret) => text.replaceAll(secret, DOTS), line);
    return FORMS.reduce((text, form) => text.replace(form, DOTS), safe);
  };
  const options = { level, base: null, serializers: { err: explained }, hooks: { streamWrite: masked } };
  return stream ? pino(options, stream) : pino(options);
}

/** What explains an error: its kind, its code, its message without what it quotes, where it was thrown, and why. */
export function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name: type, code, stack = '', cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return {
    type,
    ...(typeof code === 'string' && { code }),
    message: unquoted(error),
    // Its first lines are the message.
    stack: stack
      .split('\n')
      .filter(line => /^ +at /.test(line))
      .join('\n'),
    ...(cause !== undefined && { cause: explained(cause) }),
  };
}

/** `JSON.parse` quotes the text that it could not read, and graphql-js the value that does not fit its type. */
function unquoted(error: Error): string {
  if (error instanceof SyntaxError && error.message.includes('JSON')) return 'the text is no JSON';
  return error.message.replace(/(cannot represent[^:]*:).*/is, `$1 ${DOTS}`);
}
