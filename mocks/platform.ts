/** What the mocks as a whole need of one platform, and each platform's name. */
import type { HttpHandler } from 'msw';
import { ofEach, PLATFORM_NAMES, type PlatformName } from '../src/upstream/platform-code.ts';
import type { Clocks } from './clock.ts';
import type { Editable } from './editable.ts';
import type { Failing } from './failing.ts';
import type { World } from './world/world.ts';

// The one thing that mocks have from the gateway: which platforms there are is wired once for both.
export { ofEach, PLATFORM_NAMES, type PlatformName };

/** A platform's mock: what `mocks/NAME/mock.ts` exports as `mock`. */
export interface PlatformMock {
  /** What the platform is called: `丽水市智慧执法系统`. */
  readonly title: string;
  /** Opens it anew, with nothing of an earlier opening. A platform that the world has nothing of brings its own records. */
  open(world: World, clocks: Clocks): OpenedMock;
}

/** Its calls as msw handlers, and what it says of itself. */
export interface OpenedMock {
  /** `/zfjg/api`. */
  basePath: string;
  calls: MockCall[];
  /** Answer what no call matches: writes, which come later, and unknown paths; the last one takes all. */
  refusals: HttpHandler[];
  /** The answer to a body above the limit. */
  tooLarge(limitBytes: number, path: string): Response;
  failing: Failing;
  editable: Editable;
  about: About;
}

/** One platform, ready to be served. */
export interface MockPlatform extends OpenedMock {
  name: PlatformName;
  title: string;
}

/** One call of a contract, and the msw handler that answers it. */
export interface MockCall {
  method: 'GET' | 'POST';
  /** Below the base path, `{name}` for a variable part: `/clues/{clue_no}`. */
  path: string;
  kind: 'data' | 'auth' | 'health';
  /** A few Chinese words for the platform's own page. */
  gloss: string;
  handler: HttpHandler;
}

export type Counts = [what: string, count: number][];

/** What the platform's page says beside its calls. */
export interface About {
  /** What the platform is, in a sentence. */
  summary: string;
  manners: string[];
  credentials: [name: string, value: string][];
  counts(): Counts | Promise<Counts>;
  /** Commands that work as printed, freshly signed; `base` is the base address that the reader came by. */
  tryIt(base: string): { what: string; command: string }[];
}
