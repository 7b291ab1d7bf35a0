/** What a change of the schema means for those who read the API, and what its author still owes them. */
import { type Change, ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import type { Unreleased } from './changelog.ts';

export interface SchemaChange {
  /** As the GraphQL specification writes it: `Event.title`, `Query.events(first:)`. */
  coordinate: string;
  /**
   * `BREAKS`: an operation that was right is refused or means something else. `SURPRISES`: every operation stays
   * right, but code behind it may meet what it does not expect. `SAFE`: neither.
   */
  effect: 'BREAKS' | 'SURPRISES' | 'SAFE';
  what: string;
  /** What it means for a reader; empty where it is safe. */
  meaning: string;
}

const MEANINGS: Partial<Record<string, string>> = {
  [ChangeType.TypeRemoved]: 'operations that name it, for a variable or a fragment, are refused',
  [ChangeType.TypeKindChanged]: 'operations that use it are refused',
  [ChangeType.FieldRemoved]: 'operations that select it are refused',
  [ChangeType.FieldTypeChanged]: 'code that relies on the old type meets a null or a value of another type',
  [ChangeType.FieldArgumentRemoved]: 'operations that give it are refused',
  [ChangeType.FieldArgumentAdded]:
    'operations that select the field without it are refused, or mean its default',
  [ChangeType.FieldArgumentTypeChanged]: 'operations that leave it out or give it as before are refused',
  [ChangeType.FieldArgumentDefaultChanged]: 'operations that leave it out get another answer',
  [ChangeType.InputFieldRemoved]: 'operations that give it are refused',
  [ChangeType.InputFieldAdded]: 'operations that leave it out are refused, or mean its default',
  [ChangeType.InputFieldTypeChanged]: 'operations that leave it out or give it as before are refused',
  [ChangeType.InputFieldDefaultValueChanged]: 'operations that leave it out get another answer',
  [ChangeType.EnumValueRemoved]:
    'operations that give it are refused, and code that waits for it waits in vain',
  [ChangeType.EnumValueAdded]: 'code that lists every value meets one that it does not know',
};

/** Every change from one schema (SDL) to the next, those of descriptions too. */
export async function schemaChanges(released: string, current: string): Promise<SchemaChange[]> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  return changes.map(change => {
    const effect = effectOf(change);
    const meaning = MEANINGS[change.type] ?? change.criticality.reason ?? '';
    return {
      coordinate: coordinateOf(change),
      effect,
      what: change.message,
      meaning: effect === 'SAFE' ? '' : meaning,
    };
  });
}

/**
 * What must be mended before the schema may change so, one text a finding: what breaks and is not declared, what may
 * surprise and is not named, what is declared and does not break.
 */
export function findings(changes: SchemaChange[], { declared, named }: Unreleased): string[] {
  const told = (change: SchemaChange) =>
    change.effect === 'BREAKS' ? declared.includes(change.coordinate) : named.has(change.coordinate);
  const untold = changes.filter(change => change.effect !== 'SAFE' && !told(change));
  const telling = new Set(changes.filter(({ effect }) => effect !== 'SAFE').map(change => change.coordinate));
  const stale = declared.filter(coordinate => !telling.has(coordinate));
  return [...untold.map(finding), ...stale.map(staleFinding)];
}

function finding({ coordinate, effect, what, meaning }: SchemaChange): string {
  const remedy =
    effect === 'BREAKS'
      ? `Keep it, with @deprecated(reason:) where it shall go one day; or declare it in CHANGELOG.md under "[Unreleased]", "### Breaking": "- \`${coordinate}\`: what readers do now".`
      : `Name \`${coordinate}\` in CHANGELOG.md under "[Unreleased]", with what readers shall expect.`;
  const verdict = effect === 'BREAKS' ? 'breaks, undeclared' : 'may surprise, unnamed';
  return `${coordinate}: ${verdict}. ${what}: ${meaning}.\n    ${remedy}`;
}

function staleFinding(coordinate: string): string {
  return `${coordinate}: declared as breaking, but since the last release it does not break.\n    Correct the coordinate in CHANGELOG.md under "### Breaking", or take the entry out.`;
}

function effectOf({ type, criticality, meta }: Change): SchemaChange['effect'] {
  if (criticality.level === CriticalityLevel.Breaking) return 'BREAKS';
  if (criticality.level === CriticalityLevel.NonBreaking) return 'SAFE';
  // The inspector warns of every new argument; one that may be left out and then is null changes no answer.
  return type === ChangeType.FieldArgumentAdded && !meta.hasDefaultValue ? 'SAFE' : 'SURPRISES';
}

/** The inspector writes `Type.field.argument`, and has no path for a root type. */
function coordinateOf({ path = 'schema' }: Change): string {
  const [first, ...rest] = path.split('.').filter((part, at) => at === 0 || !part.startsWith('@'));
  const argument = rest[first!.startsWith('@') ? 0 : 1];
  if (argument === undefined) return [first, ...rest].join('.');
  return `${[first, ...rest.slice(0, -1)].join('.')}(${argument}:)`;
}
