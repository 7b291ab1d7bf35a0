import type { Fields } from '../hub/records/fields.ts';

/** `a1.jpg,a2.jpg` */
export function fileNames(read: Fields, name: string): string[] {
  return (
    read
      .text(name)
      ?.split(',')
      .flatMap(one => one.trim() || []) ?? []
  );
}
