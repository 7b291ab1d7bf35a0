import { eventTag, listTag, platformTag, statisticsTag } from '../../cache/tags.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { Touched } from './change-page.ts';

/** What is no longer to be given from memory after these changes on a platform; more rather than less. */
export function invalidatedBy(platform: PlatformCode, changes: readonly Touched[]): string[] {
  if (changes.length === 0) return [];
  if (changes.includes(null)) return [platformTag(platform)];
  const events = new Set(changes.flatMap(touched => touched ?? []).map(({ id }) => eventTag(id)));
  return [...events, listTag(platform), statisticsTag(platform)];
}
