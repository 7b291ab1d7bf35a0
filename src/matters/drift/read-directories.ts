import type { Directory } from '../../hub/catalogue/drift/directory-item.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';
import type { OpenPlatforms } from '../platforms/open.ts';

/** A directory and the platform's today, or why it could not be had. */
export type ReadDirectory = { platform: PlatformCode } & (
  | { directory: Directory; day: string }
  | { failure: Error }
);

/**
 * The directories of all platforms, asked side by side; in the readers' order.
 *
 * @param told is told of each that has been read, or has failed
 */
export function readDirectories(
  { readers, todayOn }: Pick<OpenPlatforms, 'readers' | 'todayOn'>,
  told: (read: ReadDirectory) => void = () => {},
): Promise<ReadDirectory[]> {
  return Promise.all(
    [...readers].map(async ([platform, reader]) => {
      const read: ReadDirectory = await Promise.all([reader.directory(), todayOn(platform)]).then(
        ([directory, day]) => ({ platform, directory, day }),
        failure => ({ platform, failure }),
      );
      told(read);
      return read;
    }),
  );
}
