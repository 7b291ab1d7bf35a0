/** Faults in what is sent: the answer is cut, drips, is no JSON, is too much, or is not packed as it says. */
import type { ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { pageOfProxy } from '../failing.ts';
import { type Encoded, fault } from './fault.ts';
import { choice, count, duration } from './parameter.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
const MIB = 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024, ' ');

export const BYTES = {
  truncated: fault({
    en: 'The connection is cut in the middle of the body.',
    zh: '答复正文传到一半，连接断开。',
    parameters: {
      form: choice('with a content-length that is never reached, or in chunks without the last', [
        'length',
        'chunked',
      ]),
    },
    put: ({ form }) => ({
      async send(encoded, { outgoing }) {
        const { body } = encoded;
        begin(outgoing, encoded, form === 'length' ? body.length : null);
        await written(outgoing, body.subarray(0, Math.floor(body.length / 2)));
        outgoing.destroy();
      },
    }),
  }),
  'slow-body': fault({
    en: 'The head comes at once, the body in pieces over a long time.',
    zh: '响应头立即返回，正文一段一段地慢慢传。',
    parameters: {
      ms: duration('from the head to the last piece', 10_000),
      pieces: count('how many pieces', 10, 1, 1000),
    },
    put: ({ ms, pieces }) => ({
      async send(encoded, { outgoing, wait, gone }) {
        const { body } = encoded;
        begin(outgoing, encoded, body.length);
        outgoing.flushHeaders();
        for (let piece = 0; piece < pieces && !gone.aborted; piece++) {
          await wait(ms / pieces);
          const from = Math.floor((piece * body.length) / pieces);
          await written(outgoing, body.subarray(from, Math.floor(((piece + 1) * body.length) / pieces)));
        }
        outgoing.end();
      },
    }),
  }),
  malformed: fault({
    en: 'The body says that it is JSON, and ends in the middle of it.',
    zh: '正文声称是 JSON，但不完整，无法解析。',
    parameters: {},
    put: () => ({
      answer: async response => {
        const text = await response.text();
        return like(response, text.slice(0, Math.max(1, Math.floor(text.length / 2))));
      },
    }),
  }),
  'wrong-type': fault({
    en: 'A page of HTML comes with a status of success, as from a login page or a firewall.',
    zh: '以成功状态返回一个 HTML 页面（如登录页、防火墙提示页）。',
    parameters: { status: count('the HTTP status', 200, 200, 599) },
    put: ({ status }) => ({ instead: () => pageOfProxy(status) }),
  }),
  huge: fault({
    en: 'The answer is right, and followed by blanks without end in sight; no length is told beforehand.',
    zh: '答复本身正确，其后跟随大量空白，且事先不说明长度。',
    parameters: { mib: count('mebibytes of blanks', 16, 1, 1024) },
    put: ({ mib }) => ({
      async send(encoded, { outgoing, gone }) {
        begin(outgoing, encoded, null);
        const plain = encoded.headers['content-encoding'] === 'gzip';
        // Packed, blanks would be next to nothing: a bomb is another fault.
        const body = plain ? await decompress(encoded.body) : encoded.body;
        await written(outgoing, body);
        for (let sent = 0; sent < mib * MIB && !gone.aborted; sent += PIECE.length)
          await written(outgoing, PIECE);
        outgoing.end();
      },
    }),
  }),
  'bad-gzip': fault({
    en: 'The answer says that it is packed with gzip; it is not, or ends in the middle.',
    zh: '答复声称经 gzip 压缩，实际没有压缩，或压缩数据不完整。',
    parameters: { form: choice('not packed at all, or cut', ['plain', 'cut']) },
    put: ({ form }) => ({
      async send(encoded, { outgoing }) {
        const plain = await unpacked(encoded);
        const packed = await compress(plain);
        const body = form === 'plain' ? plain : packed.subarray(0, Math.ceil(packed.length / 2));
        begin(outgoing, { ...encoded, headers: packedHeaders(encoded) }, body.length);
        outgoing.end(body);
      },
    }),
  }),
  'gzip-bomb': fault({
    en: 'The answer is right and small on the wire; unpacked, it is followed by blanks without end in sight.',
    zh: '答复传输量很小，解压后却非常大。',
    parameters: { mib: count('mebibytes of blanks, unpacked', 64, 1, 1024) },
    put({ mib }) {
      // Packed streams that follow each other are one: the blanks are packed once, not for each call.
      const blanks = compress(Buffer.alloc(MIB, ' '));
      return {
        async send(encoded, { outgoing }) {
          const first = await compress(await unpacked(encoded));
          const body = Buffer.concat([first, ...Array<Buffer>(mib).fill(await blanks)]);
          begin(outgoing, { ...encoded, headers: packedHeaders(encoded) }, body.length);
          outgoing.end(body);
        },
      };
    },
  }),
};

/** `length` null: in chunks. */
function begin(outgoing: ServerResponse, { status, headers }: Encoded, length: number | null): void {
  const { 'content-length': _, ...rest } = headers;
  outgoing.writeHead(status, length === null ? rest : { ...rest, 'content-length': `${length}` });
}

/** Resolves when the bytes are on their way: a huge body is never held at once, and what is cut behind them was sent. */
function written(outgoing: ServerResponse, bytes: Buffer): Promise<void> {
  if (outgoing.destroyed || bytes.length === 0) return Promise.resolve();
  return new Promise(resolve => outgoing.write(bytes, () => resolve()));
}

const unpacked = ({ headers, body }: Encoded): Promise<Buffer> | Buffer =>
  headers['content-encoding'] === 'gzip' ? decompress(body) : body;

const packedHeaders = ({ headers }: Encoded) => ({ ...headers, 'content-encoding': 'gzip' });

function like({ status, headers }: Response, text: string): Response {
  const copied = new Headers(headers);
  copied.delete('content-length');
  return new Response(text, { status, headers: copied });
}
