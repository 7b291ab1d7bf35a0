/**
 * A contract's schemas as checks. In the file the city's objects are open (unknown fields must be ignored) and codes
 * may be unlisted; a check closes the objects, so that a misspelt field is found, and on request the codes too.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Document, Schema } from './document.ts';

/** `open`: unlisted codes are legal, as on the wire. `listed`: they are findings, for a hunt for misspelt codes. */
export type Codes = 'open' | 'listed';

/** Checks a value; the findings are one line each, an empty list means that it fits. */
export type Check = (value: unknown) => string[];

export interface Checks {
  of(schema: Schema): Check;
  /** The same for values that come as text, as in a query: `"5"` is an integer, `"true"` a boolean. */
  ofText(schema: Schema): Check;
}

export function checks(document: Document, codes: Codes): Checks {
  const adapt = (schema: Schema) => adapted(document, codes, schema) as Schema;
  const $defs = Object.fromEntries(
    Object.entries(document.schemas).map(([name, schema]) => [name, adapt(schema)]),
  );
  const compiler = (coerceTypes: boolean) => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      allErrors: true,
      verbose: true,
      coerceTypes,
    });
    ajv.addSchema({ $id: 'contract', $defs });
    return (schema: Schema) => ajv.compile(adapt(schema));
  };
  const compile = compiler(false);
  const compileText = compiler(true);
  return {
    of(schema) {
      // Of `oneOf` at the top, success and failures, each branch is asked for itself: ajv would blame all at once.
      const branches = flattened(document, schema).map(branch => whenAsked(() => compile(branch)));
      return value => best(branches.map(branch => findings(branch(), value)));
    },
    ofText(schema) {
      const validate = whenAsked(() => compileText(schema));
      return value => findings(validate(), value).map(({ text }) => text);
    },
  };
}

/** A contract has some hundred schemas and a test uses few: each is compiled when first asked. */
function whenAsked<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** A schema for ajv: references into `$defs`, objects closed, and code fields closed when asked. */
function adapted(document: Document, codes: Codes, node: unknown): unknown {
  const recur = (inner: unknown) => adapted(document, codes, inner);
  if (Array.isArray(node)) return node.map(recur);
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as Schema;
  const listed = codes === 'listed' ? listedCode(document, schema) : undefined;
  if (listed) return listed;
  const copy: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === '$ref')
      copy.$ref = (value as string).replace('#/components/schemas/', 'contract#/$defs/');
    else if (keyword === 'properties') {
      copy.properties = Object.fromEntries(
        Object.entries(value as object).map(([name, inner]) => [name, recur(inner)]),
      );
    } else if (['anyOf', 'oneOf', 'items', 'additionalProperties', 'propertyNames'].includes(keyword)) {
      copy[keyword] = recur(value);
    } else copy[keyword] = value;
  }
  if (schema.properties && !('additionalProperties' in schema)) copy.additionalProperties = false;
  return copy;
}

/** `anyOf: [SomeCode, {type: string}]` is how the contracts say "these codes, and others may come". */
function listedCode(document: Document, { anyOf }: Schema): Schema | undefined {
  if (!Array.isArray(anyOf) || anyOf.length !== 2) return undefined;
  const [code, other] = anyOf as [Schema, { type?: unknown }];
  const types = [other.type].flat();
  if (!code.$ref?.endsWith('Code') || !types.includes('string')) return undefined;
  const { enum: members } = document.follow(code.$ref) as { enum: string[] };
  if (!types.includes('null')) return { type: 'string', enum: members };
  // Where null means none the grassroots system may as well send nothing but blanks, and blanks around the code.
  return { type: ['string', 'null'], pattern: `^\\s*(${members.join('|')})?\\s*$` };
}

function flattened(document: Document, schema: Schema): Schema[] {
  const target = schema.$ref ? (document.follow(schema.$ref) as Schema) : schema;
  if (!Array.isArray(target.oneOf)) return [schema];
  return (target.oneOf as Schema[]).flatMap(branch => flattened(document, branch));
}

interface Finding {
  text: string;
  /** The value says itself that it is another kind of answer: its code or problem type differs. */
  otherKind: boolean;
}

function best(branches: Finding[][]): string[] {
  const distance = (found: Finding[]) =>
    found.length + (found.some(({ otherKind }) => otherKind) ? 1_000_000 : 0);
  const [nearest = []] = branches.toSorted((a, b) => distance(a) - distance(b));
  return nearest.map(({ text }) => text);
}

function findings(validate: ValidateFunction, value: unknown): Finding[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // "must match a schema in anyOf" only sums up the errors that stand beside it.
  const leaves = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
  return (leaves.length > 0 ? leaves : errors).map(error => ({
    text: told(error),
    otherKind: ['const', 'enum'].includes(error.keyword) && /^\/(code|fhm|type)$/.test(error.instancePath),
  }));
}

function told({ instancePath, keyword, params, message, data }: ErrorObject): string {
  const place = instancePath || '/';
  switch (keyword) {
    case 'additionalProperties':
      return `${place}: "${params.additionalProperty}" is not in the contract`;
    case 'const':
      return `${place}: expected ${JSON.stringify(params.allowedValue)}, got ${JSON.stringify(data)}`;
    case 'enum':
      return `${place}: expected one of ${params.allowedValues.join(', ')}, got ${JSON.stringify(data)}`;
    case 'pattern':
      return `${place}: expected ${params.pattern}, got ${JSON.stringify(data)}`;
    default:
      return `${place}: ${message}, got ${typeof data === 'object' ? typeName(data) : JSON.stringify(data)}`;
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value)
    ? `an array of ${value.length}`
    : `an object with ${Object.keys(value as object).join(', ')}`;
}
