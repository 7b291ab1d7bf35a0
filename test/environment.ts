/**
 * Where jest runs the tests: its own environment for Node, but with a global object of the ordinary kind. In jest's,
 * whoever says `Object`, `Math` or `Date` calls out of V8 into a proxy, and a third of the tests' time went there.
 */
import { constants, createContext } from 'node:vm';
import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import { TestEnvironment } from 'jest-environment-node';

export default class OrdinaryGlobals extends TestEnvironment {
  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const theirs = this.global;
    const ours = createContext(constants.DONT_CONTEXTIFY) as typeof theirs;
    const language = new Set(Reflect.ownKeys(ours));
    for (const name of Reflect.ownKeys(theirs) as string[]) {
      if (!language.has(name)) ours[name] = theirs[name];
    }
    // As jest does: Node gives those of its own, and whoever asks `instanceof` has to mean the same.
    Object.assign(ours, { global: ours, ArrayBuffer, Uint8Array });
    ours.Error.stackTraceLimit = theirs.Error.stackTraceLimit;
    this.global = ours;
    this.context = ours;
    // They would move the time of the global object that was left; tests move a clock of their own.
    this.fakeTimers = null;
    this.fakeTimersModern = null;
  }
}
