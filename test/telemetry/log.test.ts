import { describe, expect, it } from '@jest/globals';
import { GraphQLEnumType } from 'graphql';
import { openLog } from '../../src/telemetry/log.ts';
import { UpstreamError } from '../../src/upstream/upstream-error.ts';

/** A log at its most talkative, with the lines that it wrote as text and as values. */
function opened(secrets: string[] = []) {
  const written: string[] = [];
  const log = openLog({ level: 'trace', secrets }, { write: line => void written.push(line) });
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map(line => JSON.parse(line)),
  };
}

describe('a secret of the configuration', () => {
  it.each(['app-secret-demo', 'with "quotes" and \\', '密码是这个没错'])(
    'is dots wherever it stands: %s',
    secret => {
      const { log, text, lines } = opened([secret]);
      log.info({ url: `http://h/?key=${secret}`, err: new Error(`refused ${secret}`) }, `tried ${secret}`);
      expect(text()).not.toContain(JSON.stringify(secret).slice(1, -1));
      expect(lines()).toMatchObject([{ url: 'http://h/?key=••••••', msg: 'tried ••••••' }]);
    },
  );

  it('that is too short to be one takes nothing out of other words', () => {
    const { log, lines } = opened(['', 'a', 'in']);
    log.info('again in the main line');
    expect(lines()).toMatchObject([{ msg: 'again in the main line' }]);
  });
});

describe('what has the form of', () => {
  it.each([
    ['a phone', 'call 13812345678 now'],
    ['a phone with its country', '+86 13812345678'],
    ['an identity card', '33250119900307123X'],
    ['a token', 'authorization: Bearer eyJhbGciOi.J9-_x='],
    ['credentials', 'Basic Y2l0eTpzZWNyZXQ='],
  ])('%s is dots', (_, said) => {
    const { log, text } = opened();
    log.info(said);
    expect(text()).toContain('••••••');
    expect(text()).not.toMatch(/13812345678|33250119900307123X|eyJhbGciOi|Y2l0eTpzZWNyZXQ/);
  });

  it.each([
    'grassroots:SJ20240726002659',
    'E-01-005',
    '2024-07-26T17:12:20+08:00',
    '0af7651916cd43dd8448eb211c80319c',
    '7b1c1c1e-1380-4000-8000-138123456789',
    '331102007001W01',
  ])('something else is left as it is: %s', said => {
    const { log, lines } = opened();
    log.info(said);
    expect(lines()).toMatchObject([{ msg: said }]);
  });
});

describe('an error', () => {
  it('says its kind, code, message, where it was thrown, and why', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:80'), { code: 'ECONNREFUSED' });
    const { log, lines } = opened();
    log.error(
      { err: new UpstreamError('UPSTREAM_UNAVAILABLE', 'CITY', 'clues: no answer', { cause }) },
      'failed',
    );
    expect(lines()).toMatchObject([
      {
        err: {
          type: 'UpstreamError',
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'clues: no answer',
          stack: expect.stringMatching(/^ +at .*log\.test\.ts/),
          cause: { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.0.1:80' },
        },
      },
    ]);
  });

  it('has nothing else that hangs on it: a parser hangs on it what it was given', () => {
    const { log, text } = opened();
    log.error({ err: Object.assign(new Error('broken'), { data: '欧阳娜娜', request: { headers: 'x' } }) });
    expect(text()).not.toMatch(/欧阳娜娜|headers/);
  });

  it.each([
    ['a text that is no JSON', () => JSON.parse('"欧阳娜娜" 说')],
    [
      'a value that no type has',
      () => new GraphQLEnumType({ name: 'Status', values: { OPEN: {} } }).serialize('欧阳娜娜'),
    ],
    ['a value that is thrown as it is', () => Promise.reject('欧阳娜娜')],
  ])('quotes nothing of %s', async (_, act) => {
    const { log, text } = opened();
    const thrown = await new Promise(resolve => resolve(act())).catch(error => error);
    log.error({ err: thrown }, 'failed');
    expect(text()).toContain('failed');
    expect(text()).not.toContain('欧阳娜娜');
  });
});
