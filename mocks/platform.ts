import type { HttpHandler } from 'msw';
import type { Failing } from './failing.ts';

export const PLATFORM_NAMES = ['province', 'city', 'grassroots'] as const;

export type PlatformName = (typeof PLATFORM_NAMES)[number];

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

/** One platform, ready to be served: its calls as msw handlers, and what it says of itself. */
export interface MockPlatform {
  name: PlatformName;
  /** `/zfjg/api`. */
  basePath: string;
  calls: MockCall[];
  /** Answer what no call matches: writes, which come later, and unknown paths; the last one takes all. */
  refusals: HttpHandler[];
  /** The answer to a body above the limit. */
  tooLarge(limitBytes: number, path: string): Response;
  failing: Failing;
  about: About;
}

export type Counts = [what: string, count: number][];

/** What the platform's page says beside its calls. */
export interface About {
  title: string;
  /** What the platform is, in a sentence. */
  summary: string;
  manners: string[];
  credentials: [name: string, value: string][];
  counts(): Counts | Promise<Counts>;
  /** Commands that work as printed, freshly signed; `base` is the base address that the reader came by. */
  tryIt(base: string): { what: string; command: string }[];
}
