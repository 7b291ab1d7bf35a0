/** What an answer can be about. A tag is invalidated when somebody tells that it has changed. */
import type { PlatformCode } from '../upstream/platform-code.ts';

/** Whatever any platform says of an event, also that it has nothing; by the event's id. */
export const eventTag = (id: string): string => `event:${id}`;

/** Whatever the platform lists. */
export const listTag = (platform: PlatformCode): string => `list:${platform}`;

/** Whatever the platform counts. */
export const statisticsTag = (platform: PlatformCode): string => `stats:${platform}`;

/** The platform's own items and classes. Its records repeat their names: a change of one is a change of all it said. */
export const directoryTag = (platform: PlatformCode): string => `directory:${platform}`;

/** All that the platform ever said. */
export const platformTag = (platform: PlatformCode): string => `platform:${platform}`;
