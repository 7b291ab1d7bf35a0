/**
 * The mocks of one size in a process of their own, which says when asked how many calls there were since it was last
 * asked, and from when to when its platforms worked.
 */
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import type { Interval } from './busy.ts';

export type FromMocks = { urls: Mocks['urls'] } | { worked: Interval[]; calls: number };

const began = new WeakMap<ServerResponse, number>();
let worked: Interval[] = [];
// Node tells of every request of every server, to the microsecond; the mocks know nothing of being measured.
subscribe('http.server.request.start', message => {
  began.set((message as { response: ServerResponse }).response, performance.now());
});
subscribe('http.server.response.finish', message => {
  worked.push([began.get((message as { response: ServerResponse }).response)!, performance.now()]);
});

await using mocks = await startMocks({ events: Number(process.argv[2]) });
process.on('message', () => {
  // Health is asked for every few seconds, whatever else is asked.
  const calls = mocks.calls.filter(({ kind }) => kind !== 'health').length;
  process.send!({ worked, calls } satisfies FromMocks);
  worked = [];
  mocks.forget();
});
process.send!({ urls: mocks.urls } satisfies FromMocks);
await once(process, 'disconnect');
