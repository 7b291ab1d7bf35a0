/** The rule that holds a document to the limits, and says which one it passed. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';
import type { Limits } from './limits.ts';

type Measured = 'depth' | 'aliases' | 'rootFields' | 'fields' | 'directives';
type Measure = Record<Measured, number>;

const WORDS: Record<Measured, { what: string; remedy: string }> = {
  depth: { what: 'levels of fields', remedy: 'Select less deeply, or ask for the rest in a second request.' },
  aliases: { what: 'aliases', remedy: 'Ask for several of a kind with one list field.' },
  rootFields: { what: 'fields at its first level', remedy: 'Split it into several requests.' },
  fields: { what: 'fields, fragments spread', remedy: 'Select less, or split it into several requests.' },
  directives: { what: 'directives', remedy: 'Leave out those that are not needed, or use two operations.' },
};

/**
 * A validation rule that reports each limit that an operation is beyond, as `QUERY_TOO_EXPENSIVE`. It expects a valid
 * document: every fragment exists and none spreads itself.
 */
export const withinLimits =
  (limits: Limits): ValidationRule =>
  context => ({
    Document(document) {
      for (const [operation, measure] of measures(document)) {
        for (const [name, { what, remedy }] of Object.entries(WORDS) as [
          Measured,
          (typeof WORDS)[Measured],
        ][]) {
          if (measure[name] <= limits[name]) continue;
          context.reportError(
            tooExpensive(
              `${operation} has ${measure[name]} ${what}; the limit is ${limits[name]}. ${remedy}`,
            ),
          );
        }
      }
    },
  });

/**
 * The message for a limit that graphql-js itself found passed, or null for any other error. It gives these no code, so
 * they are known by their words, which `limits.test.ts` holds.
 */
export function passedLimit({ message }: GraphQLError, limits: Limits): string | null {
  if (/contains more tha[nt] \d+ tokens/.test(message)) {
    return (
      `The document has more than the ${limits.tokens} tokens (names, punctuators and values) that are the limit. ` +
      'Select less, send one operation at a time, or move values into variables.'
    );
  }
  if (message.includes('Maximum call stack')) {
    return `The document or its variables are nested too deeply to be read; fields may be ${limits.depth} levels deep. ${WORDS.depth.remedy}`;
  }
  // Its rule against conflicting fields compares each with each, up to a budget of its own.
  if (message === 'Validation aborted.') {
    return 'The document selects the same fields too often to be checked. Select each field once in each place.';
  }
  return null;
}

const tooExpensive = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'QUERY_TOO_EXPENSIVE' } });

function measures(document: DocumentNode): [operation: string, Measure][] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // A fragment is measured once, or a chain of fragments that each spread the next twice would take forever.
  const measured = new Map<string, Measure>();

  return document.definitions
    .filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
    .map(operation => {
      const measure = measureOf(operation.selectionSet);
      measure.directives += operation.directives?.length ?? 0;
      return [operation.name ? `Operation "${operation.name.value}"` : 'The operation', measure];
    });

  function measureOf(set: SelectionSetNode): Measure {
    const total: Measure = { depth: 0, aliases: 0, rootFields: 0, fields: 0, directives: 0 };
    for (const selection of set.selections) {
      total.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        total.fields += 1;
        total.rootFields += 1;
        if (selection.alias) total.aliases += 1;
        const below = selection.selectionSet && measureOf(selection.selectionSet);
        total.depth = Math.max(total.depth, 1 + (below?.depth ?? 0));
        if (below) add(total, below);
      } else {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? measureOf(selection.selectionSet)
            : measureOfFragment(selection.name.value);
        total.depth = Math.max(total.depth, inner.depth);
        total.rootFields += inner.rootFields;
        add(total, inner);
      }
    }
    return total;
  }

  function measureOfFragment(name: string): Measure {
    const measure = measured.get(name) ?? measureOf(fragments.get(name)!.selectionSet);
    measured.set(name, measure);
    return measure;
  }

  function add(total: Measure, part: Measure): void {
    total.fields += part.fields;
    total.aliases += part.aliases;
    total.directives += part.directives;
  }
}
