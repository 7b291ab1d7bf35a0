/** Faults of the connection, and of the whole platform. */
import type { ServerResponse } from 'node:http';
import { aborted } from '../waiting.ts';
import { fault } from './fault.ts';
import { choice, duration } from './parameter.ts';

export const LINES = {
  reset: fault({
    en: 'The connection is reset: when the call has come, or in the middle of the answer.',
    zh: '连接被重置：收到请求后，或答复传到一半时。',
    parameters: { at: choice('when', ['request', 'body']) },
    put: ({ at }) =>
      at === 'request'
        ? { before: ({ outgoing }) => reset(outgoing) }
        : {
            async send({ status, headers, body }, { outgoing }) {
              outgoing.writeHead(status, { ...headers, 'content-length': `${body.length}` });
              const half = body.subarray(0, Math.floor(body.length / 2));
              await new Promise<void>(resolve => outgoing.write(half, () => resolve()));
              reset(outgoing);
            },
          },
  }),
  refused: fault({
    en: 'Nobody listens: open connections are cut, and new ones refused.',
    zh: '端口关闭：断开已有连接，拒绝新连接。',
    parameters: {},
    standing: true,
    put(_, { line }) {
      const stopped = line.stop();
      return {
        async off() {
          await stopped;
          await line.resume();
        },
      };
    },
  }),
  'half-open': fault({
    en: 'Connections are accepted and never read; on those that were open, nothing is answered any more.',
    zh: '接受连接但不读取；已有连接上的请求也不再答复。',
    parameters: {},
    standing: true,
    put(_, { line, off }) {
      line.deaf(true);
      return { before: ({ gone }) => aborted(gone, off), off: () => line.deaf(false) };
    },
  }),
  'clock-shift': fault({
    en: "The platform's own clock is off: signatures are judged, and times told, by it.",
    zh: '平台时钟偏差：按偏差后的时钟校验签名时间、给出时间。',
    parameters: { ms: duration('how far ahead; behind with a minus', 900_000, -86_400_000) },
    standing: true,
    put({ ms }, { skew }) {
      skew(ms);
      return { off: () => skew(0) };
    },
  }),
};

function reset({ socket }: ServerResponse): void {
  socket?.resetAndDestroy();
}
