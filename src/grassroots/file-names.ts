import type { Fields } from '../hub/records/fields.ts';

/** `a1.jpg,a2.jpg`; none where nothing was sent, null where it could not be read. */
export function fileNames(read: Fields, name: string): string[] | null {
  return read.whole(
    () =>
      read
        .text(name)
        ?.split(',')
        .flatMap(one => one.trim() || []) ?? [],
  );
}
