import type { JsonSchema } from '../../../src/hub/files/json-schema.ts';

/** A schema and all that are within it. */
export function schemasWithin(schema: JsonSchema): JsonSchema[] {
  const { properties = {}, definitions = {}, patternProperties = {}, items } = schema;
  const below = [properties, definitions, patternProperties].flatMap(group => Object.values(group));
  return [schema, ...[...below, ...(items ? [items] : [])].flatMap(schemasWithin)];
}
