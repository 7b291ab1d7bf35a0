/** The body of a POST, read within its limit and understood as one JSON object. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { Refusal } from './refusal.ts';

const DECOMPRESS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/**
 * The JSON object that the request carries. The limit holds for what is sent and again for what it unpacks to, so
 * that a small body cannot become a large one.
 *
 * @throws {Refusal} 415 for another media type, charset or compression; 413 beyond `maxBytes`; 400 for the rest.
 */
export async function readJsonObject(
  req: IncomingMessage,
  maxBytes: number,
): Promise<Record<string, unknown>> {
  const packed = await readJsonBytes(req, { maxBytes, advice: SELECT_LESS });
  const bytes = await unpack(packed, req.headers['content-encoding'], maxBytes);
  return parseObject(bytes);
}

/**
 * A body of JSON as it was sent, not yet unpacked nor understood.
 *
 * @param advice what to do about one that is too large
 * @throws {Refusal} 415 for another media type or charset; 413 beyond `maxBytes`; 400 where it breaks off
 */
export async function readJsonBytes(
  req: IncomingMessage,
  { maxBytes, advice }: { maxBytes: number; advice: string },
): Promise<Buffer> {
  requireJson(req.headers['content-type']);
  return await readBytes(req, maxBytes, advice);
}

function requireJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map(part => part.trim());
  if (type !== 'application/json') {
    throw new Refusal(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `A POST must be application/json; this one is ${type ? printable(type) : 'without Content-Type'}. ` +
        'Send the header "Content-Type: application/json" and a JSON object.',
      { 'accept-post': 'application/json' },
    );
  }
  const charset = parameters.find(parameter => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) {
    throw new Refusal(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `JSON here is UTF-8; this body says charset ${printable(charset)}. Send it as UTF-8.`,
    );
  }
}

async function readBytes(req: IncomingMessage, maxBytes: number, advice: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > maxBytes) break;
      chunks.push(chunk);
    }
  } catch {
    throw new Refusal(
      400,
      'BAD_REQUEST',
      'The body ended before all of it had come. Send the request again.',
    );
  }
  if (length > maxBytes) {
    // The rest is thrown away unread, not cut off: a client that is cut off while it sends never sees our answer.
    req.resume();
    throw tooLarge(maxBytes, 'is larger', advice);
  }
  return Buffer.concat(chunks);
}

async function unpack(
  packed: Buffer,
  contentEncoding: string | undefined,
  maxBytes: number,
): Promise<Buffer> {
  const encoding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity' || encoding === '') return packed;
  if (!Object.hasOwn(DECOMPRESS, encoding)) {
    throw new Refusal(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      `A body may be compressed with gzip, deflate, br or zstd; this one says ${printable(encoding)}. ` +
        'Send it with one of these or without Content-Encoding.',
      { 'accept-encoding': 'gzip, deflate, br, zstd' },
    );
  }
  try {
    return await DECOMPRESS[encoding as keyof typeof DECOMPRESS](packed, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(maxBytes, 'unpacks to more', SELECT_LESS);
    throw new Refusal(
      400,
      'BAD_REQUEST',
      `The header says that the body is ${encoding}, but it cannot be unpacked as such. ` +
        'Compress it again, or send it without Content-Encoding.',
    );
  }
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(400, 'BAD_REQUEST', 'The body is not UTF-8. Send JSON encoded as UTF-8.');
  }
  if (text.trim() === '') {
    throw new Refusal(400, 'BAD_REQUEST', `The body is empty. ${EXAMPLE}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the fault; the place is enough, and shows nobody's data.
    const place = / at position (\d+)/.exec((error as Error).message)?.[1];
    throw new Refusal(
      400,
      'BAD_REQUEST',
      `The body is not JSON: it cannot be read ${place ? `from character ${place} on` : 'to its end'}. ${EXAMPLE}`,
    );
  }
  if (Array.isArray(value)) {
    throw new Refusal(
      400,
      'BAD_REQUEST',
      'One request carries one operation; this body is a list. Send each operation on its own, or select several ' +
        'root fields in one operation.',
    );
  }
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) {
    const got =
      value === null ? 'null' : typeof value === 'object' ? 'an object without members' : `a ${typeof value}`;
    throw new Refusal(
      400,
      'BAD_REQUEST',
      `The body must be an object with "query"; it is ${got}. ${EXAMPLE}`,
    );
  }
  return value as Record<string, unknown>;
}

const EXAMPLE = 'Send a JSON object such as {"query": "{ __typename }"}.';

const tooLarge = (maxBytes: number, how: string, advice: string): Refusal =>
  new Refusal(413, 'PAYLOAD_TOO_LARGE', `A body may have ${maxBytes} bytes; this one ${how}. ${advice}`);

const SELECT_LESS =
  'Select less, or move values from the document into variables and ask in several requests.';

/** What a client sent, safe and short enough to say back. */
const printable = (text: string): string => JSON.stringify(text.slice(0, 40));
