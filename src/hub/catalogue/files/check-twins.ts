/** What stands in two places where it may stand in one; said at the later place about the first. */
import { WIRED } from '../../../generated/platforms.ts';
import { PLATFORM_NAMES } from '../../../upstream/platform-code.ts';
import type { Words } from '../../files/common-words.ts';
import type { Path, Problem } from '../../files/problem.ts';
import { overlap, type PlacedCode } from './check-codes.ts';
import { SECTIONS } from './matter-file.ts';
import { codesOf, items, type NamedMatterFile, type PlacedItem, wrong } from './placed-items.ts';

export function checkTwins(files: readonly NamedMatterFile[]): Problem[] {
  const all = files.flatMap(items);
  return [
    ...shared('ERROR', files.map(categoryCode), first => ({
      problem: {
        en: `is also the code of the category ${first.of}`,
        zh: `同时是“${first.of}”类的编码`,
      },
      remedy: { en: 'give this one a code of its own', zh: '请另取编码' },
    })),
    ...shared('ERROR', all.map(matterCode), first => ({
      problem: {
        en: `is also the code of the matter ${first.of}`,
        zh: `同时是事项“${first.of}”的编码`,
      },
      remedy: { en: 'give this one a number of its own', zh: '请另取序号' },
    })),
    // Legal, yet nobody can tell the two apart.
    ...SECTIONS.flatMap(kind =>
      shared('WARNING', all.filter(({ path }) => path[0] === kind).map(matterName), first => ({
        problem: { en: `is also the name of ${first.of}`, zh: `与 ${first.of} 同名` },
        remedy: {
          en: 'name it otherwise, or take one of the two out',
          zh: '请改用不同的名称，或删去其中之一',
        },
      })),
    ),
    // Legal (design: many-to-one), yet rarely meant where a platform's codes are no coarser than matters: an event that
    // carries such a code stays undecided.
    ...PLATFORM_NAMES.filter(platform => !WIRED[platform].codesShared).flatMap(platform =>
      sharedCodes(all.map(item => codesOf(item, platform))),
    ),
  ];
}

interface PlacedValue {
  readonly file: string;
  readonly path: Path;
  readonly value: string | undefined;
  /** Whose it is. */
  readonly of: string | undefined;
}

function categoryCode({ name, value }: NamedMatterFile): PlacedValue {
  return { file: name, path: ['category', 'code'], value: value.category?.code, of: value.category?.zh };
}

function matterCode({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'code'], value: item.code, of: item.zh };
}

function matterName({ file, item, path }: PlacedItem): PlacedValue {
  return { file, path: [...path, 'zh'], value: item.zh, of: item.code };
}

/** Each code that another matter has too, for some of the same days; said at the later place about the first. */
function sharedCodes(matters: readonly PlacedCode[][]): Problem[] {
  const before = new Map<string, PlacedCode[]>();
  return matters.flatMap(codes => {
    const found = codes.flatMap(placed => {
      const first = before.get(placed.code)?.find(other => overlap(other, placed));
      if (!first) return [];
      const words = alsoCodeOf(first);
      const { file, path } = first;
      return [
        {
          ...wrong(placed.file, placed.path, placed.code, words),
          severity: 'WARNING' as const,
          other: { file, path },
        },
      ];
    });
    for (const placed of codes) before.set(placed.code, [...(before.get(placed.code) ?? []), placed]);
    return found;
  });
}

const alsoCodeOf = ({ of }: PlacedCode): Words => ({
  problem: { en: `is also the code of ${of}`, zh: `同时是 ${of} 的编码` },
  remedy: {
    en: 'an event that carries it cannot be decided; correct it unless both are meant',
    zh: '带有该编码的事件无法判定事项，如非有意请更正',
  },
});

/** Each value that stood somewhere before, said at the later place in words about the first. */
function shared(
  severity: Problem['severity'],
  values: readonly PlacedValue[],
  say: (first: PlacedValue) => Words,
): Problem[] {
  const firsts = new Map<string, PlacedValue>();
  return values.flatMap(placed => {
    if (placed.value === undefined) return [];
    const first = firsts.get(placed.value);
    if (first) {
      const { file, path } = first;
      return [
        { ...wrong(placed.file, placed.path, placed.value, say(first)), severity, other: { file, path } },
      ];
    }
    firsts.set(placed.value, placed);
    return [];
  });
}
