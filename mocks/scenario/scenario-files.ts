/** The scenarios of `mocks/scenarios/`. */
import { readdirSync, readFileSync } from 'node:fs';
import { meant } from '../faults/nearest.ts';
import { FaultError } from '../faults/order.ts';
import type { MockPlatform, PlatformName } from '../platform.ts';
import type { WorldOptions } from '../world/world.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario } from './scenario.ts';

const FOLDER = new URL('../scenarios/', import.meta.url);

/** By name, in order. */
export function scenarioNames(): string[] {
  return readdirSync(FOLDER)
    .flatMap(file => /^([\w-]+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}

/** The world that the mocks have to be started with to play that one; what is wrong with the file is said when it is played. */
export function worldOf(name: string): WorldOptions['scenario'] {
  return /^world: malformed\s*$/m.test(textOf(name)) ? 'malformed' : 'default';
}

/** What that one shows, as its file has it. */
export function sentencesOf(name: string): { en: string; zh: string } {
  const [en = '', zh = ''] = ['en', 'zh'].map(
    key => new RegExp(`^${key}: (.+)$`, 'm').exec(textOf(name))?.[1],
  );
  return { en, zh };
}

/** @throws FaultError where there is none of that name, ScenarioError where it cannot be played. */
export function loadScenario(name: string, platforms: Record<PlatformName, MockPlatform>): Scenario {
  const names = scenarioNames();
  if (!names.includes(name)) {
    const problem = `there is no scenario ${JSON.stringify(name)}; ${meant(name, names)}`;
    throw new FaultError([{ name: 'scenario', problem }]);
  }
  return readScenario(name, `mocks/scenarios/${name}.yaml`, textOf(name), platforms);
}

const textOf = (name: string): string => readFileSync(new URL(`${name}.yaml`, FOLDER), 'utf8');
