/** Reads a scenario file, strictly: every slip is said, with its place. */
import { meant } from '../faults/nearest.ts';
import { FaultError, readOrder } from '../faults/order.ts';
import { readDuration } from '../faults/parameter.ts';
import { MAILINGS } from '../mailer.ts';
import { type MockPlatform, PLATFORM_NAMES, type PlatformName } from '../platform.ts';
import { type Finding, ScenarioError } from './finding.ts';
import { type Path, readPlaced } from './placed-yaml.ts';
import type { Act, Scenario, Step } from './scenario.ts';

const KEYS = ['en', 'zh', 'world', 'repeat', 'steps'];
const ACTS = ['put', 'off', 'edit', 'webhooks', 'clock'];
const PLATFORM = PLATFORM_NAMES.join(', ');

type Fields = Record<string, unknown>;

/**
 * @param platforms on which its faults must be possible.
 * @throws ScenarioError with everything that is wrong with it.
 */
export function readScenario(
  name: string,
  file: string,
  text: string,
  platforms: Record<PlatformName, MockPlatform>,
): Scenario {
  const { value, finding } = readPlaced(file, text);
  const findings: Finding[] = [];
  const wrong = (path: Path, problem: string): null => {
    findings.push(finding(path, problem));
    return null;
  };
  const fieldsOf = (given: unknown, path: Path, known: readonly string[] | null): Fields => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      wrong(path, `expected keys with values${known ? ` (${known.join(', ')})` : ''}, got ${shown(given)}`);
      return {};
    }
    for (const key of Object.keys(given)) {
      if (known && !known.includes(key)) wrong([...path, key], `unknown key; ${meant(key, known)}`);
    }
    return given as Fields;
  };
  const time = (given: unknown, path: Path): number | null => {
    const ms = readDuration(given);
    if (ms !== undefined && ms >= 0) return ms;
    return wrong(path, `expected a time such as 0s, 500ms or 2m, got ${shown(given)}`);
  };
  const oneOf = <Choice extends string>(
    given: unknown,
    choices: readonly Choice[],
    path: Path,
  ): Choice | null =>
    choices.find(choice => choice === given) ??
    wrong(path, `expected one of ${choices.join(', ')}, got ${shown(given)}`);
  const platformOf = (given: unknown, path: Path): PlatformName | null =>
    PLATFORM_NAMES.find(platform => platform === given) ??
    wrong(path, `expected ${PLATFORM}, got ${shown(given)}; ${meant(`${given}`, PLATFORM_NAMES)}`);
  const sentence = (given: unknown, key: string): string => {
    if (typeof given === 'string' && given !== '') return given;
    wrong([key], `expected a sentence that says what the scenario shows, got ${shown(given)}`);
    return '';
  };

  const readAct: Record<string, (given: unknown, path: Path) => Act | null> = {
    put(given, path) {
      const { platform: on, ...order } = fieldsOf(given, path, null);
      const platform = platformOf(on, [...path, 'platform']);
      if (!platform) return null;
      try {
        readOrder(order, platforms[platform]);
      } catch (error) {
        if (!(error instanceof FaultError)) throw error;
        for (const slip of error.slips) wrong([...path, slip.name], slip.problem);
      }
      return { do: 'put', platform, order };
    },
    off(given, path) {
      if (typeof given === 'string') {
        const platform = platformOf(given, path);
        return platform && { do: 'off', platform, fault: null };
      }
      const { platform: on, fault } = fieldsOf(given, path, ['platform', 'fault']);
      const platform = platformOf(on, [...path, 'platform']);
      return platform && { do: 'off', platform, fault: typeof fault === 'string' ? fault : null };
    },
    edit(given, path) {
      const fields = fieldsOf(given, path, ['platform', 'no', 'nth', 'set', 'announced']);
      const { no, set, nth = '1', announced = 'false' } = fields;
      const platform = platformOf(fields.platform, [...path, 'platform']);
      const told = oneOf(announced, ['true', 'false'], [...path, 'announced']);
      if (!/^[1-9]\d*$/.test(`${nth}`))
        wrong([...path, 'nth'], `expected a whole number from 1 up, got ${shown(nth)}`);
      const edit = {
        ...(typeof no === 'string' && { no }),
        nth: Number(nth),
        ...(set !== undefined && { set: fieldsOf(set, [...path, 'set'], null) }),
        announced: told === 'true',
      };
      return platform && { do: 'edit', platform, edit };
    },
    webhooks(given, path) {
      const how = oneOf(given, MAILINGS, path);
      return how && { do: 'webhooks', how };
    },
    clock(given, path) {
      if (/^([01]\d|2[0-3]):[0-5]\d$/.test(`${given}`)) return { do: 'clock', to: `${given}` };
      const to = new Date(`${given}`);
      if (/^\d{4}-\d\d-\d\dT/.test(`${given}`) && !Number.isNaN(to.getTime())) return { do: 'clock', to };
      return wrong(
        path,
        `expected a time of day such as 01:00, or an instant such as 2024-07-27T01:00:00+08:00, got ${shown(given)}`,
      );
    },
  };

  const readStep = (given: unknown, path: Path): Step | null => {
    const fields = fieldsOf(given, path, ['at', ...ACTS]);
    const at = time(fields.at, [...path, 'at']);
    const acts = ACTS.filter(act => fields[act] !== undefined);
    const [act] = acts;
    if (act === undefined || acts.length > 1)
      return wrong(
        path,
        `expected at and one of ${ACTS.join(', ')}, got ${Object.keys(fields).join(', ') || 'nothing'}`,
      );
    const read = readAct[act]!(fields[act], [...path, act]);
    return at === null || read === null ? null : { at, ...read };
  };

  const { en, zh, world, repeat, steps } = fieldsOf(value, [], KEYS);
  const scenario: Scenario = {
    name,
    en: sentence(en, 'en'),
    zh: sentence(zh, 'zh'),
    world: world === undefined ? null : oneOf(world, ['malformed'], ['world']),
    repeat: repeat === undefined ? null : time(repeat, ['repeat']),
    steps: [],
  };
  if (!Array.isArray(steps) || steps.length === 0) {
    wrong(['steps'], `expected a list of steps such as "- { at: 0s, off: city }", got ${shown(steps)}`);
  } else {
    for (const [nth, given] of steps.entries()) {
      const step = readStep(given, ['steps', nth]);
      const last = scenario.steps.at(-1)?.at ?? 0;
      if (step && step.at < last) wrong(['steps', nth, 'at'], 'expected steps in the order of their times');
      if (step) scenario.steps.push(step);
    }
  }
  const lasts = Math.max(0, ...scenario.steps.map(({ at }) => at));
  if (scenario.repeat !== null && scenario.repeat <= lasts) {
    wrong(['repeat'], `expected more than ${lasts} ms, when the last step is, got ${shown(repeat)}`);
  }
  if (findings.length > 0) throw new ScenarioError(findings);
  return scenario;
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
