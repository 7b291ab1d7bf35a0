import { PLATFORM_CODES } from '../../../upstream/platform-code.ts';
import type { Problem } from '../../files/problem.ts';
import type { Holed } from '../../files/shape.ts';
import { notListed } from '../../files/shape-words.ts';
import type { KnownDriftFile } from './directory-files.ts';

/** That the platforms are those that there are. */
export function* checkKnownDrift(file: string, { known = [] }: Holed<KnownDriftFile>): Generator<Problem> {
  const platforms: readonly string[] = PLATFORM_CODES;
  for (const [index, one] of known.entries()) {
    const value = one?.platform;
    if (value === undefined || platforms.includes(value)) continue;
    const path = ['known', index, 'platform'];
    yield { severity: 'ERROR', file, path, at: 'VALUE', value, ...notListed(value, platforms) };
  }
}
