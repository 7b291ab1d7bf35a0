/** Finds each platform's mock in its folder: `mocks/NAME/mock.ts` exports it as `mock`. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PLATFORM_NAMES, type PlatformMock, type PlatformName } from './platform.ts';

/** A platform has no mock; the message says where it was looked for, and what to do. */
export class NoMockError extends Error {
  override readonly name = 'NoMockError';
}

/**
 * The mocks by the platforms' names.
 *
 * @param folder where the platforms' folders are, with a slash at its end
 * @throws NoMockError with a line for each platform without one
 */
export async function loadMocks(
  names: readonly string[] = PLATFORM_NAMES,
  folder = new URL('./', import.meta.url),
): Promise<Record<PlatformName, PlatformMock>> {
  const mocks: Record<string, PlatformMock> = {};
  const problems: string[] = [];
  for (const name of names) {
    const file = new URL(`${name}/mock.ts`, folder);
    // Asked beforehand: an import that fails may as well be for a file that the mock imports itself.
    const found: Found | null = existsSync(file) ? await import(file.href) : null;
    if (isMock(found?.mock)) mocks[name] = found.mock;
    else problems.push(problemOf(name, file, found));
  }
  if (problems.length > 0) throw new NoMockError(problems.join('\n'));
  return mocks;
}

type Found = { mock?: Partial<PlatformMock> };

const isMock = (mock: Found['mock']): mock is PlatformMock =>
  mock?.title !== undefined && mock.open !== undefined;

const problemOf = (name: string, file: URL, found: Found | null): string =>
  `the platform ${name} has no mock: expected "export const mock: PlatformMock" (mocks/platform.ts) in ` +
  `${fileURLToPath(file)}, got ${described(found)}; write one like mocks/grassroots/mock.ts, or take ${name} out of src/wiring.ts`;

function described(found: Found | null): string {
  if (!found) return 'no such file';
  if (found.mock) return `a mock without ${found.mock.title === undefined ? 'title' : 'open'}`;
  return `one that exports ${Object.keys(found).join(', ') || 'nothing'}`;
}
