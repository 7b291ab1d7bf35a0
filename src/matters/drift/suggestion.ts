/** What an integrator probably wants to do about rows that no matter maps to. */
import type { Catalogue, Matter } from '../../hub/catalogue/catalogue.ts';
import type { Directory, DirectoryItem } from '../../hub/catalogue/drift/directory-item.ts';
import type { Drift } from '../../hub/catalogue/drift/drift.ts';
import type { FileEdit } from '../edit/file-edits.ts';
import type { SchemaTexts } from '../edit/schema-texts.ts';
import { type Choice, choicesFor } from './choices.ts';
import type { Mistaken } from './mistaken.ts';
import { proposal } from './proposal.ts';

export interface Suggestion {
  rows: readonly DirectoryItem[];
  /** Null where the row seems to be a matter of its own. */
  to: Matter | null;
  edits: readonly FileEdit[];
  /** They do the same, one a row. */
  commands: readonly string[];
  /** The codes that they replace because they are probably another matter's. */
  mistaken: readonly Mistaken[];
}

/** What to do about a drift that leaves rows without a matter: what is clear, or else what there is to choose from. */
export interface Advice {
  suggestion: Suggestion | null;
  choices: readonly Choice[];
}

export function adviceFor(
  drift: Drift,
  directory: Directory,
  catalogue: Catalogue,
  texts: SchemaTexts,
): Advice {
  const rows = drift.kind === 'NEW' ? [drift.row!] : drift.successors;
  const edits = new Map<string, FileEdit>();
  const commands: string[] = [];
  const mistaken: Mistaken[] = [];
  let to: Matter | null = null;
  for (const row of rows) {
    const unmapped = { ...directory, row };
    const choices = choicesFor(drift, unmapped, catalogue, texts);
    if (choices.length !== 1) return { suggestion: null, choices };
    const [{ decision, command, mistaken: replaced }] = choices as [Choice];
    to = 'to' in decision ? decision.to : null;
    // Each goes on from what those before it have made of the files.
    const text = (file: string) => edits.get(file)?.after ?? texts.text(file);
    for (const edit of proposal(unmapped, decision, catalogue, { fileOf: code => texts.fileOf(code), text }))
      edits.set(edit.file, { ...edit, before: texts.text(edit.file) });
    commands.push(command);
    mistaken.push(...replaced);
  }
  if (rows.length === 0) return { suggestion: null, choices: [] };
  return { suggestion: { rows, to, edits: [...edits.values()], commands, mistaken }, choices: [] };
}
