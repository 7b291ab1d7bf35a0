/** What may be done about a row that no matter maps to. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Counterpart } from '../../hub/catalogue/drift/counterparts.ts';
import { type Drift, NEAR } from '../../hub/catalogue/drift/drift.ts';
import { endedOn } from '../../hub/catalogue/drift/early-ends.ts';
import { codesOf } from '../../hub/catalogue/drift/mapped-codes.ts';
import type { Place } from '../edit/matter-text.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import { blankMatter } from './blank-matter.ts';
import { type Mistaken, mistakenCodes } from './mistaken.ts';
import type { Decision, Unmapped } from './proposal.ts';

export interface Choice {
  readonly decision: Decision;
  /** Why the matter is thought of; null where the row would be a matter of its own, or follows a former code. */
  readonly counterpart: Counterpart | null;
  /** What `add` is told for it. */
  readonly command: string;
  /** The codes that it replaces because they are probably another matter's. */
  readonly mistaken: readonly Mistaken[];
}

/**
 * From here on a name is near enough to be the matter's own. Held against the catalogue: of the 52 grid classes that matters
 * share, none that is nearest to a matter of another class comes nearer than 0.46, and the items that the platforms' lists
 * have beside the catalogue's come to 0.38.
 */
const SURE = 0.5;

/** One where it is clear what to do, several where somebody has to choose; none where nothing can be said. */
export function choicesFor(
  drift: Drift,
  unmapped: Unmapped,
  catalogue: Catalogue,
  texts: Pick<SchemaTexts, 'fileOf'>,
): readonly Choice[] {
  const { row, lists, platform } = unmapped;
  const choice = (
    decision: Decision,
    counterpart: Counterpart | null = null,
    mistaken: readonly Mistaken[] = [],
  ): Choice => ({ decision, counterpart, command: commandFor(unmapped, decision), mistaken });
  const to = (matter: Matter, place: Place): Decision => ({ to: matter, place, en: '' });
  const like = (one: Counterpart) => {
    const place = placeIn(one.matter, unmapped);
    const mistaken = place === 'BESIDE' ? mistakenCodes(one.matter, unmapped, catalogue) : [];
    return choice(to(one.matter, mistaken.length > 0 ? 'INSTEAD' : place), one, mistaken);
  };

  const [former] = drift.matters;
  const day = row.changedAt?.slice(0, 10);
  if (former) return [choice(to(former, day ? { from: day } : 'INSTEAD'))];
  const split = partOfSplit(drift, unmapped);
  if (split) return [choice(to(...split))];
  const named = drift.counterparts.filter(({ because }) => because === 'PROVINCE_CODE');
  if (named.length === 1) return named.map(like);
  const [likeliest] = drift.counterparts;
  // An item is a matter's only one; a class is shared by matters, and a matter may be reported under several.
  const open = lists === 'CLASSES' || (likeliest && codesOf(likeliest.matter, platform).length === 0);
  if (likeliest && open && likeliest.score >= SURE) return [like(likeliest)];
  const own = row.kind !== null && row.category !== null && texts.fileOf(row.category) !== null;
  return [
    ...drift.counterparts.map(like),
    ...(lists === 'ITEMS' && own ? [choice({ asNew: blankMatter(unmapped, catalogue) })] : []),
  ];
}

/**
 * Once a part of a split item is mapped, its former code has ended, and nothing but the day and the names tell of the rest.
 * The day is the platform's, also where the catalogue has ended the code on another, unless a code that began before would
 * end on it.
 */
function partOfSplit({ counterparts }: Drift, { platform, items, row }: Unmapped): [Matter, Place] | null {
  const day = row.changedAt?.slice(0, 10);
  for (const { matter, score } of counterparts) {
    const over = matter.codes[platform].filter(({ to }) => to !== null);
    const open = matter.codes[platform].filter(({ to }) => to === null);
    const theirs = items
      .filter(({ code }) => over.some(one => one.code === code))
      .map(endedOn)
      .filter(end => open.every(({ from }) => (from ?? '') >= (end ?? '')));
    const ends = [...theirs, ...over.map(({ to }) => to)].filter(end => end !== null);
    const from = day === undefined ? ends.at(-1) : ends.find(end => end === day);
    if (score >= NEAR && from !== undefined) return [matter, { from }];
  }
  return null;
}

/** What the platform says of the codes that stand there: it has none of them, it has ended them, or it has them in use. */
function placeIn(matter: Matter, { platform, items }: Unmapped): Place {
  const rows = codesOf(matter, platform).flatMap(code => items.filter(item => item.code === code));
  if (rows.length === 0) return 'INSTEAD';
  const ends = rows.flatMap(({ live, changedAt }) => (!live && changedAt ? changedAt.slice(0, 10) : []));
  return ends.length === rows.length ? { from: ends.sort().at(-1)! } : 'BESIDE';
}

function commandFor({ platform, row }: Unmapped, decision: Decision): string {
  const add = `npm run matters -- add ${platform}:${row.code}`;
  if ('asNew' in decision) return `${add} --as new`;
  const { to, place } = decision;
  if (place === 'BESIDE') return `${add} --to ${to.code} --beside`;
  if (place !== 'INSTEAD') return `${add} --to ${to.code} --from ${place.from}`;
  return `${add} --to ${to.code}${codesOf(to, platform).length > 0 ? ' --replace' : ''}`;
}
