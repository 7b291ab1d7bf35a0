/** What an integrator probably wants to do about rows that no matter maps to. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { DirectoryItem } from '../../hub/catalogue/drift/directory-item.ts';
import { type Drift, NEAR } from '../../hub/catalogue/drift/drift.ts';
import { codesOf } from '../../hub/catalogue/drift/mapped-codes.ts';
import type { FileEdit } from '../edit/file-edits.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import { blankMatter } from './blank-matter.ts';
import { type Decision, proposal, type Unmapped } from './proposal.ts';

export interface Suggestion {
  rows: readonly DirectoryItem[];
  /** Null where the row seems to be a matter of its own. */
  to: Matter | null;
  edits: readonly FileEdit[];
  /** They do the same, one a row. */
  commands: readonly string[];
}

/** From here on a name is near enough to be the matter's own. */
const SURE = 0.5;

/** What to do about a drift that leaves rows without a matter; null where it leaves none, or nothing can be said. */
export function suggestionFor(
  drift: Drift,
  lists: Unmapped['lists'],
  catalogue: Catalogue,
  texts: SchemaTexts,
): Suggestion | null {
  const { platform, kind, row } = drift;
  const rows = kind === 'NEW' ? [row!] : drift.successors;
  const edits = new Map<string, FileEdit>();
  const commands: string[] = [];
  let to: Matter | null = null;
  for (const row of rows) {
    const unmapped = { platform, lists, row };
    const decision = decisionFor(drift, unmapped, catalogue, texts);
    if (!decision) return null;
    to = 'to' in decision ? decision.to : null;
    // Each goes on from what those before it have made of the files.
    const text = (file: string) => edits.get(file)?.after ?? texts.text(file);
    for (const edit of proposal(unmapped, decision, catalogue, { fileOf: code => texts.fileOf(code), text }))
      edits.set(edit.file, { ...edit, before: texts.text(edit.file) });
    commands.push(commandFor(unmapped, decision));
  }
  return rows.length === 0 ? null : { rows, to, edits: [...edits.values()], commands };
}

/** What to do about one row of it. */
export function decisionFor(
  drift: Drift,
  unmapped: Unmapped,
  catalogue: Catalogue,
  texts: SchemaTexts,
): Decision | null {
  const { row, lists, platform } = unmapped;
  const [former] = drift.matters;
  const day = row.changedAt?.slice(0, 10);
  if (former) return { to: former, place: day ? { from: day } : 'INSTEAD', en: '' };
  const split = partOfSplit(drift, unmapped);
  if (split) return split;
  const free = drift.counterparts.find(({ matter }) => codesOf(matter, platform).length === 0);
  if (free && free.score >= SURE) return { to: free.matter, place: 'INSTEAD', en: '' };
  // A class is shared by matters, and a matter may be reported under several.
  const [likeliest] = drift.counterparts;
  if (lists === 'CLASSES') return likeliest ? { to: likeliest.matter, place: 'BESIDE', en: '' } : null;
  if (row.kind === null || row.category === null || !texts.fileOf(row.category)) return null;
  return { asNew: blankMatter(unmapped, catalogue) };
}

/** Once a part of a split item is mapped, its former code has ended, and nothing but the day and the names tell of the rest. */
function partOfSplit({ counterparts }: Drift, { platform, row }: Unmapped): Decision | null {
  const day = row.changedAt?.slice(0, 10);
  for (const { matter, score } of counterparts) {
    const ends = matter.codes[platform].flatMap(({ to }) => to ?? []);
    const from = day === undefined ? ends.at(-1) : ends.find(end => end === day);
    if (score >= NEAR && from !== undefined) return { to: matter, place: { from }, en: '' };
  }
  return null;
}

function commandFor({ platform, row }: Unmapped, decision: Decision): string {
  const add = `npm run matters -- add ${platform}:${row.code}`;
  if ('asNew' in decision) return `${add} --as new`;
  const { to, place } = decision;
  if (place === 'BESIDE') return `${add} --to ${to.code} --beside`;
  return `${add} --to ${to.code}${place === 'INSTEAD' ? '' : ` --from ${place.from}`}`;
}
