import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { withProgress } from '../../src/matters/progress.ts';
import { handClock } from '../clock.ts';
import { terminal } from './terminal.ts';

const LABEL = { en: 'reading', zh: '正在读取目录' };

/** A work that is told when to go on, at a desk with or without a terminal. */
function atWork({ onTerminal = true } = {}) {
  const { stream, written } = terminal();
  const clock = handClock();
  const going = Promise.withResolvers<string>();
  const begun = Promise.withResolvers<() => void>();
  const screen = { colours: false, terminal: onTerminal ? stream : null, write: () => {} };
  const result = withProgress(
    { err: screen, language: 'zh', clock },
    { label: LABEL, total: 3 },
    async step => {
      begun.resolve(step);
      return await going.promise;
    },
  );
  return { clock, written, result, step: begun.promise, ...going };
}

describe('The progress of a work', () => {
  it('is shown once it takes longer than a second, with what was done before, and is wiped at the end', async () => {
    const { clock, written, result, step, resolve } = atWork();
    const stepOn = await step;
    stepOn();
    clock.advance(999);
    expect(written()).toBe('');
    clock.advance(1);
    expect(stripVTControlCharacters(written())).toMatch(/正在读取目录 [█░]{24} 1\/3/);
    stepOn();
    resolve('all');
    expect(await result).toBe('all');
    const last = written();
    expect(last).toContain('2/3');
    // The line is cleared behind it.
    expect(last.slice(last.lastIndexOf('2/3'))).toContain('\x1b[2K');
  });

  it('leaves Ctrl-C to end the process', async () => {
    const before = process.listenerCount('SIGINT');
    const { clock, result, step, resolve } = atWork();
    await step;
    clock.advance(1_000);
    expect(process.listenerCount('SIGINT')).toBe(before);
    resolve('all');
    await result;
  });

  it('is not shown where it is quick', async () => {
    const { clock, written, result, step, resolve } = atWork();
    (await step)();
    clock.advance(500);
    resolve('all');
    expect(await result).toBe('all');
    clock.advance(5_000);
    expect(written()).toBe('');
  });

  it('is not shown where there is no terminal', async () => {
    const { clock, written, result, step, resolve } = atWork({ onTerminal: false });
    await step;
    clock.advance(5_000);
    resolve('all');
    expect(await result).toBe('all');
    expect(written()).toBe('');
  });

  it('is wiped where the work fails, and the failure is thrown', async () => {
    const { clock, written, result, step, reject } = atWork();
    await step;
    clock.advance(2_000);
    reject(new Error('the platform does not answer'));
    await expect(result).rejects.toThrow('the platform does not answer');
    expect(written()).toContain('\x1b[2K');
  });
});
