/** Scenarios: that all can be played, what is said of one that cannot, and that steps come at their times. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { domainClock } from '../../mocks/clock.ts';
import { loadMocks } from '../../mocks/load.ts';
import { ofEach, PLATFORM_NAMES } from '../../mocks/platform.ts';
import { ScenarioError } from '../../mocks/scenario/finding.ts';
import { readScenario } from '../../mocks/scenario/read-scenario.ts';
import { loadScenario, scenarioNames, worldOf } from '../../mocks/scenario/scenario-files.ts';
import { type Mocks, startMocks } from '../../mocks/start.ts';
import { type HandClock, handClock } from '../clock.ts';
import { ask, cityCaller } from './callers.ts';
import { receiver } from './receiver.ts';
import { NOW, tinyWorld } from './tiny-world.ts';

const clocks = { domain: domainClock(NOW), realTime: Date.now };
const world = tinyWorld();
const mocksOf = await loadMocks();
const platforms = ofEach(name => ({
  name,
  title: mocksOf[name].title,
  ...mocksOf[name].open(world, clocks),
}));

describe('the scenarios', () => {
  it('are there by the names that testers know', () => {
    expect(scenarioNames()).toEqual(
      expect.arrayContaining([
        'province-down',
        'city-slow',
        'grassroots-flapping',
        'night-maintenance',
        'malformed',
        'throttled',
        'lost-webhooks',
        'half-open',
        'tokens-revoked',
      ]),
    );
  });

  it.each(scenarioNames())('%s can be played, and says what it shows in both languages', name => {
    const scenario = loadScenario(name, platforms);
    expect(scenario.en).toMatch(/^[A-Z].*\.$/);
    expect(scenario.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(scenario.steps[0]!.at).toBeLessThan(10_000);
    expect(scenario.world ?? 'default').toBe(worldOf(name));
  });

  it.each(scenarioNames())('%s leaves nothing on when it has ended', async name => {
    const clock = handClock();
    await using hooks = await receiver();
    await using mocks = await startMocks({ world: tinyWorld(), waiting: clock, realTime: clock.now });
    const played = mocks.scenario(name, { webhookUrl: hooks.url });
    const last = loadScenario(name, platforms).steps.at(-1)!.at;
    clock.advance(last);
    // Webhooks are on their way; none of them holds up a step.
    if (loadScenario(name, platforms).repeat === null) await played.done;
    expect(played.steps).toEqual({ made: played.steps.of, of: played.steps.of });
    await new Promise(setImmediate);
    const left = Object.values(mocks.faults())
      .flat()
      .filter(told => told.left !== 0);
    expect(left).toEqual([]);
  });
});

describe('a scenario file', () => {
  const findings = (text: string): string[] => {
    try {
      readScenario('trial', 'trial.yaml', text, platforms);
    } catch (error) {
      if (error instanceof ScenarioError) return error.message.split('\n');
      throw error;
    }
    return [];
  };
  const with_ = (steps: string) => `en: Shows.\nzh: 展示。\nsteps:\n${steps}`;

  it('without a slip is read', () => {
    expect(findings(with_('  - { at: 0s, put: { platform: city, fault: latency, ms: 2s } }'))).toEqual([]);
  });

  it('with slips in its faults is answered with each, and its place', () => {
    const text = with_(
      [
        '  - { at: 0s, put: { platform: city, fault: latncy } }',
        '  - at: 1s',
        '    put:',
        '      platform: province',
        '      fault: code',
        "      code: '98'",
        '      tmes: 3',
        '  - { at: 2s, put: { platform: provinz, fault: timeout } }',
      ].join('\n'),
    );
    expect(findings(text)).toEqual([
      'trial.yaml:4:38: steps.put.fault: there is no fault "latncy"; did you mean "latency"?',
      'trial.yaml:9:7: steps.put.code: expected one of 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 99, got "98"',
      'trial.yaml:10:7: steps.put.tmes: code takes no such parameter; did you mean "times"?',
      `trial.yaml:11:22: steps.put.platform: expected ${PLATFORM_NAMES.join(', ')}, got "provinz"; did you mean "province"?`,
    ]);
  });

  it('with slips in its form is answered with each, and its place', () => {
    const text = [
      'en: Shows.',
      'repeet: 5s',
      'repeat: 2s',
      'steps:',
      '  - { at: soon, off: city }',
      '  - { at: 3s, of: city }',
      '  - { at: 4s, off: city, webhooks: lose }',
      '  - { at: 3s, webhooks: loose }',
      '  - { at: 2s, clock: tomorrow }',
      '  - { at: 5s, off: city }',
      '  - { at: 4s, off: city }',
    ].join('\n');
    expect(findings(text)).toEqual([
      'trial.yaml:1:1: zh: expected a sentence that says what the scenario shows, got nothing',
      'trial.yaml:2:1: repeet: unknown key; did you mean "repeat"?',
      'trial.yaml:3:1: repeat: expected more than 5000 ms, when the last step is, got "2s"',
      'trial.yaml:5:7: steps.at: expected a time such as 0s, 500ms or 2m, got "soon"',
      'trial.yaml:6:5: steps: expected at and one of put, off, edit, webhooks, clock, got at, of',
      'trial.yaml:6:15: steps.of: unknown key; did you mean "off" or "at"?',
      'trial.yaml:7:5: steps: expected at and one of put, off, edit, webhooks, clock, got at, off, webhooks',
      'trial.yaml:8:15: steps.webhooks: expected one of send, repeat, reorder, lose, got "loose"',
      'trial.yaml:9:15: steps.clock: expected a time of day such as 01:00, or an instant such as 2024-07-27T01:00:00+08:00, got "tomorrow"',
      'trial.yaml:11:7: steps.at: expected steps in the order of their times',
    ]);
  });

  it('that is no YAML, or empty, is said to be so', () => {
    expect(findings('en: "Shows.\nsteps: [')[0]).toMatch(/^trial\.yaml:\d+:\d+: this is no YAML: /);
    expect(findings('')[0]).toBe(
      'trial.yaml:1:1: expected keys with values (en, zh, world, repeat, steps), got null',
    );
  });
});

describe('a scenario that is played', () => {
  let clock: HandClock;
  let mocks: Mocks;
  beforeEach(async () => {
    clock = handClock();
    mocks = await startMocks({ world: tinyWorld(), waiting: clock, realTime: clock.now });
  });
  afterEach(async () => {
    await mocks[Symbol.asyncDispose]();
  });
  const health = async (platform: 'province' | 'city') =>
    (await ask(`${mocks.urls[platform]}/health`).catch(() => ({ status: 'refused' }))).status;

  it('makes its steps at their times, the first at once', async () => {
    const played = mocks.scenario('province-down');
    expect(await health('province')).toBe('refused');
    clock.advance(29_999);
    expect(await health('province')).toBe('refused');
    clock.advance(1);
    await new Promise(setImmediate);
    expect(await health('province')).toBe(503);
    clock.advance(10_000);
    await played.done;
    expect(await health('province')).toBe(200);
  });

  it('is taken off when it is disposed of, and when another is begun', async () => {
    {
      await using _ = mocks.scenario('province-down');
      expect(await health('province')).toBe('refused');
    }
    expect(await health('province')).toBe(200);
    mocks.scenario('province-down');
    mocks.scenario('unannounced-edits');
    await new Promise(setImmediate);
    expect(await health('province')).toBe(200);
    clock.advance(60_000);
    expect(mocks.playing()).toBeNull();
  });

  it('begins anew where it repeats', async () => {
    const played = mocks.scenario('grassroots-flapping');
    const on = () => mocks.faults().grassroots.map(({ fault }) => fault);
    clock.advance(2_000);
    expect(on()).toEqual(['refused']);
    clock.advance(39_000);
    expect(on()).toEqual([]);
    clock.advance(1_000);
    expect([on(), played.steps.made]).toEqual([['refused'], 1]);
  });

  it('moves the clock of the platforms on to the next time that it is so late', () => {
    const now = () => mocks.clock.now();
    mocks.scenario('night-maintenance');
    expect(now()).toBe(Date.parse('2024-07-27T01:00:00+08:00'));
    clock.advance(60_000);
    mocks.scenario('night-maintenance');
    expect(now()).toBe(Date.parse('2024-07-28T01:00:00+08:00'));
    mocks.clock.moveTo(new Date('2024-12-31T00:30:00+08:00'));
    mocks.scenario('night-maintenance');
    expect(now()).toBe(Date.parse('2024-12-31T01:00:00+08:00'));
  });

  it('lets callers learn the time of the platforms before a maintenance says when it is over by that', () => {
    const on = () => mocks.faults().province.map(({ fault }) => fault);
    mocks.scenario('night-maintenance');
    clock.advance(10_000); // In which a gateway asks once for their health.
    expect(on()).toEqual([]);
    clock.advance(2_000);
    expect(on()).toEqual(['code']);
  });

  it('says why it ended where a step could not be made', async () => {
    mocks.fault('province', 'refused');
    const played = mocks.scenario('province-down');
    await expect(played.done).rejects.toThrow('refused is on already');
    expect(played.failure).toBe('step 1: fault: refused is on already; take it off first');
    expect(mocks.playing()).toBe(played);
  });

  it('that there is not is answered with the nearest', () => {
    expect(() => mocks.scenario('provinz-down')).toThrow(
      'scenario: there is no scenario "provinz-down"; did you mean "province-down"?',
    );
  });

  it('sends webhooks, twice, in the wrong order, or loses them', async () => {
    await using hooks = await receiver();
    mocks.scenario('lost-webhooks', { webhookUrl: hooks.url });
    const came: number[] = [];
    for (const at of [1_000, 10_000, 11_000, 9_000]) {
      clock.advance(at);
      await hooks.settled();
      came.push(hooks.received.length);
    }
    expect(came).toEqual([1, 3, 5, 5]);
    const [first, twice, again, later, sooner] = hooks.received;
    expect(twice).toEqual(again);
    expect(first!.no).toBe(twice!.no);
    expect(Date.parse(later!.changed_at)).toBeGreaterThan(Date.parse(sooner!.changed_at));
  });
});

describe('an edit', () => {
  it('changes what is read, silently or with its change, and is undone by a reset', async () => {
    const clock = handClock();
    await using mocks = await startMocks({ world: tinyWorld(), waiting: clock, realTime: clock.now });
    const city = await cityCaller(mocks.urls.city);
    const { next_cursor: cursor } = (await city.get('/changes', { limit: 500 })).body;
    const changes = async () => (await city.get('/changes', { cursor })).body.items.length;
    const titles = async () =>
      (await city.get('/clues', { limit: 3 })).body.items.map((one: { title: string }) => one.title);
    const before = await titles();
    const no = mocks.edit('city', { set: { title: '改过的标题' } });
    expect((await titles())[0]).toBe('改过的标题');
    expect(await changes()).toBe(0);
    mocks.edit('city', { no, announced: true });
    expect((await titles())[0]).toBe('改过的标题（改）');
    expect(await changes()).toBe(1);
    await mocks.reset();
    expect(await titles()).toEqual(before);
  });

  it('of a record or field that there is not is refused', async () => {
    await using mocks = await startMocks({ world: tinyWorld() });
    expect(() => mocks.edit('city', { no: 'XS0' })).toThrow(
      /^no: expected the number of a record on the city system, such as XS\d+, got "XS0"$/,
    );
    expect(() => mocks.edit('city', { set: { titel: 'x' } })).toThrow(
      'titel: the record has no such field; did you mean "title"?',
    );
  });
});
