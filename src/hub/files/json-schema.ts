/**
 * The part of JSON Schema that the schemas of our YAML files are written in. The same schemas drive the editors of those
 * who write the files, so that editor and check say the same: `patternErrorMessage` is "problem; remedy 问题；处理办法" for
 * both. `x-keys` says in words which keys a map takes, `x-elsewhere` what to do with a key that belongs to another place;
 * these too in English, then in Chinese.
 */
export interface JsonSchema {
  $ref?: string;
  definitions?: Record<string, JsonSchema>;
  description?: string;
  type?: SchemaType | SchemaType[];
  additionalProperties?: false;
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  required?: string[];
  minProperties?: number;
  maxProperties?: number;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  enum?: string[];
  pattern?: string;
  patternErrorMessage?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  'x-keys'?: string;
  'x-elsewhere'?: Record<string, string>;
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';

export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/definitions/', '');
  if (name === undefined) return schema;
  const target = root.definitions?.[name];
  if (!target) throw new Error(`JSON Schema: expected a definition "${name}", got none; correct the $ref`);
  return resolve(target, root);
}
