/** Which matters the platforms' codes stand for, day by day. */
import { PLATFORM_CODES, type PlatformCode } from '../../upstream/platform-code.ts';
import type { Catalogue, Matter, MatterCode } from './catalogue.ts';

interface Mapping extends MatterCode {
  readonly matter: Matter;
}

/** What is known of one code. */
interface Known {
  readonly mappings: readonly Mapping[];
  /** Each once, whenever the code stood for it. */
  readonly matters: readonly Matter[];
  /** Whether one of the mappings has a day: most codes have none, and are looked up with nothing to compare. */
  readonly dated: boolean;
}

export function codeIndex(
  matters: readonly Matter[],
): Pick<Catalogue, 'mattersByCode' | 'mattersByLaterCode' | 'changeDays'> {
  const index = new Map(PLATFORM_CODES.map(platform => [platform, knownCodes(matters, platform)]));
  const days = new Map(PLATFORM_CODES.map(platform => [platform, daysOf(matters, platform)]));
  const find = (platform: PlatformCode, code: string) => index.get(platform)!.get(code);

  return {
    mattersByCode(platform, nativeCode, day = null) {
      const known = find(platform, nativeCode);
      return known ? on(known, day) : [];
    },
    mattersByLaterCode(platform, nativeCode, day) {
      const known = find(platform, nativeCode);
      if (!known) return [];
      const then = on(known, day);
      if (then.length > 0 || day === null) return then;
      const later = known.mappings.flatMap(({ from }) => (from !== null && from > day ? from : []));
      return later.length > 0 ? on(known, later.sort()[0]!) : [];
    },
    changeDays: platforms => [...new Set(platforms.flatMap(platform => days.get(platform)!))].sort(),
  };
}

function knownCodes(matters: readonly Matter[], platform: PlatformCode): ReadonlyMap<string, Known> {
  const mappings = matters.flatMap(matter => matter.codes[platform].map(code => ({ ...code, matter })));
  const known = [...Map.groupBy(mappings, ({ code }) => code)].map(([code, ofCode]): [string, Known] => [
    code,
    {
      mappings: ofCode,
      matters: [...new Set(ofCode.map(({ matter }) => matter))],
      dated: ofCode.some(({ from, to }) => from !== null || to !== null),
    },
  ]);
  return new Map(known);
}

/** Looked up at each request: nearly always there are none. */
function daysOf(matters: readonly Matter[], platform: PlatformCode): readonly string[] {
  return matters.flatMap(({ codes }) =>
    codes[platform].flatMap(({ from, to }) => [from ?? [], to ?? []].flat()),
  );
}

function on({ mappings, matters, dated }: Known, day: string | null): readonly Matter[] {
  if (!dated || day === null) return matters;
  const then = mappings.filter(({ from, to }) => (from ?? '') <= day && (to === null || day < to));
  return [...new Set(then.map(({ matter }) => matter))];
}
