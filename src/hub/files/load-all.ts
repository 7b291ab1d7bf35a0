import { FindingsError } from './finding.ts';

/**
 * What all loaders read, in their order. Where some cannot use their files, everything that is wrong with any of them
 * is said at once: nobody mends one file to meet the next complaint.
 *
 * @throws FindingsError with the findings of all.
 */
export async function loadAll<Loaded extends readonly unknown[]>(
  ...loading: { [Index in keyof Loaded]: Promise<Loaded[Index]> }
): Promise<Loaded> {
  const settled = await Promise.allSettled(loading);
  const reasons = settled.flatMap(one => (one.status === 'rejected' ? [one.reason] : []));
  for (const reason of reasons) if (!(reason instanceof FindingsError)) throw reason;
  const errors: FindingsError[] = reasons;
  if (errors.length > 0) {
    throw new FindingsError(
      {
        en: errors.map(({ what }) => what.en).join(' and '),
        zh: errors.map(({ what }) => what.zh).join('、'),
      },
      errors.flatMap(({ findings }) => findings),
    );
  }
  return (await Promise.all(loading)) as unknown as Loaded;
}
