import { afterEach, expect, it } from '@jest/globals';
import { freePort } from '../bench/free-port.ts';
import { startMockProcess } from '../src/mock-process.ts';
import { PLATFORM_NAMES } from '../src/upstream/platform-code.ts';

const { MOCK_PORT_BASE, MOCK_EVENTS } = process.env;
afterEach(() => {
  Object.assign(process.env, { MOCK_PORT_BASE: MOCK_PORT_BASE ?? '', MOCK_EVENTS: MOCK_EVENTS ?? '' });
});

it('starts the mocks at the ports that MOCK_PORT_BASE says, where testers then find them', async () => {
  const base = await freePort();
  Object.assign(process.env, { MOCK_PORT_BASE: `${base}`, MOCK_EVENTS: '40' });
  await using mocks = startMockProcess();
  const ports = Object.values(await mocks.urls).map(url => Number(new URL(url).port));
  expect(ports).toEqual(PLATFORM_NAMES.map((_, place) => base + place));
});

it('starts them at free ports where nobody says which, so that several gateways run side by side', async () => {
  Object.assign(process.env, { MOCK_PORT_BASE: '', MOCK_EVENTS: '40' });
  await using first = startMockProcess();
  await using second = startMockProcess();
  const urls = [await first.urls, await second.urls].flatMap(all => Object.values(all));
  expect(new Set(urls).size).toBe(2 * PLATFORM_NAMES.length);
});

it('tells how far they are where somebody wants to know, before they listen', async () => {
  Object.assign(process.env, { MOCK_PORT_BASE: '', MOCK_EVENTS: '20000' });
  const told: number[] = [];
  await using mocks = startMockProcess(percent => told.push(percent));
  await mocks.urls;
  expect(told.length).toBeGreaterThan(10);
  expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
  expect(told.at(-1)).toBeLessThanOrEqual(100);
});
