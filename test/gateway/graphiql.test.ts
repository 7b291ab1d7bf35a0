import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { findChromium, openChromium } from './chromium.ts';
import { type RunningGateway, runningGateway } from './running-gateway.ts';

const BROWSER = { headers: { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' } };

const OPERATIONS = [
  { name: 'Greeting', document: '# 问候 (greeting)\nquery Greeting {\n  hello(name: "丽水")\n}\n' },
  {
    name: 'Twice',
    document: 'query Twice($number: Int!) {\n  twice(number: $number)\n}\n',
    variables: '{ "number": 21 }',
  },
  {
    name: 'Tricky',
    document: '# </script><script>window.broken = true</script>\nquery Tricky {\n  __typename\n}\n',
  },
];

describe('the page at /graphql', () => {
  it('is for browsers; a client that reads JSON gets JSON', async () => {
    await using gateway = await runningGateway();
    const page = await gateway.fetch('/graphql', BROWSER);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await gateway.fetch('/graphql?query={hello}')).body.data).toEqual({ hello: 'hello world' });
  });

  it('allows scripts of its own origin only, none inline', async () => {
    await using gateway = await runningGateway();
    const policy = (await gateway.fetch('/graphql', BROWSER)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('and its files are sent again only when they changed', async () => {
    await using gateway = await runningGateway();
    const first = await gateway.fetch('/graphiql/graphiql.js');
    expect(first.status).toBe(200);
    expect(first.text.length).toBeGreaterThan(1_000_000);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag')!;
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await gateway.fetch('/graphiql/graphiql.js', { headers });
    expect([again.status, again.text.length]).toEqual([304, 0]);
  });

  it('says in plain words that a production install has no GraphiQL', async () => {
    const resolvePackage = (name: string): string => {
      throw new Error(`Cannot find module '${name}'`);
    };
    await using gateway = await runningGateway({ resolvePackage });
    const page = await gateway.fetch('/graphql', BROWSER);
    expect(page.status).toBe(200);
    expect(page.text).toContain('GraphiQL 未安装');
    expect(page.text).toContain('This is a production install, without the development tool GraphiQL');
    expect(page.text).toContain('missing: graphiql, react, react-dom');
    expect((await gateway.fetch('/graphiql/graphiql.js')).status).toBe(404);
  });

  it('and its files are tried again after they could not be read', async () => {
    let missing = true;
    const resolvePackage = (name: string): string => {
      if (missing) throw new Error(`Cannot find module '${name}'`);
      return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
    };
    await using gateway = await runningGateway({ resolvePackage });
    expect((await gateway.fetch('/graphiql/react.js')).status).toBe(404);
    missing = false;
    expect((await gateway.fetch('/graphiql/react.js')).status).toBe(200);
  });

  it('is not there where it is switched off', async () => {
    await using gateway = await runningGateway({ graphiql: false });
    expect((await gateway.fetch('/graphql', BROWSER)).status).toBe(400);
    expect((await gateway.fetch('/graphiql/start.js')).status).toBe(404);
  });
});

const { path, missing } = findChromium();
if (!path) {
  console.warn(`GraphiQL is not tried in a browser: ${missing}.`);
  it('has a browser to be tried in, in CI', () => expect(process.env.CI === 'true' && missing).toBe(false));
}

(path ? describe : describe.skip)('in a browser', () => {
  let browser: BrowserContext;
  let gateway: RunningGateway;

  beforeAll(async () => {
    gateway = await runningGateway({ operations: OPERATIONS });
    browser = await openChromium(path!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await gateway?.[Symbol.asyncDispose]();
  });

  it('shows the operations as tabs, runs the first, and loads nothing from outside', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', request => asked.push(request.url()));
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(error.message));

    await page.goto(`${gateway.url}/graphql`);
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    expect(await tabs.allInnerTexts()).toEqual(['Greeting', 'Twice', 'Tricky']);
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Greeting');

    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('"hello 丽水"').waitFor();

    await tabs.nth(1).click();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window').getByText('42').waitFor();

    const elsewhere = asked.filter(url => !url.startsWith(`${gateway.url}/`) && !url.startsWith('data:'));
    expect(elsewhere).toEqual([]);
    expect(asked.length).toBeGreaterThan(6);
    expect(complaints).toEqual([]);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  }, 60_000);
});
