import type { Directory } from '../../hub/catalogue/drift/directory-item.ts';
import type { PlatformReader } from '../../hub/platform.ts';
import type { PlatformCode } from '../../upstream/platform-code.ts';

/** A directory, or why it could not be had. */
export type ReadDirectory = { platform: PlatformCode } & ({ directory: Directory } | { failure: Error });

/**
 * The directories of all platforms, asked side by side; in the readers' order.
 *
 * @param told is told of each that has been read, or has failed
 */
export function readDirectories(
  readers: Iterable<readonly [PlatformCode, Pick<PlatformReader, 'directory'>]>,
  told: (read: ReadDirectory) => void = () => {},
): Promise<ReadDirectory[]> {
  return Promise.all(
    [...readers].map(async ([platform, reader]) => {
      const read: ReadDirectory = await reader.directory().then(
        directory => ({ platform, directory }),
        failure => ({ platform, failure }),
      );
      told(read);
      return read;
    }),
  );
}
