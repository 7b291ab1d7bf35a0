import { PassThrough } from 'node:stream';

/** A terminal that remembers what was written to it. */
export function terminal() {
  const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const written = () => `${stream.read() ?? ''}`;
  return { stream: stream as unknown as NodeJS.WriteStream, written };
}
