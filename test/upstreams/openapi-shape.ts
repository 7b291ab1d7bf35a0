/**
 * The part of OpenAPI 3.1 that the contracts use, as a closed JSON Schema: a misspelt keyword or a place of a
 * parameter that does not exist is found. Schema objects are left to ajv, which compiles them in strict mode.
 */
const text = { type: 'string', minLength: 1 };
const reference = (kind: string) => ({
  type: 'object',
  required: ['$ref'],
  properties: { $ref: { type: 'string', pattern: `^#/components/${kind}/\\w+$` } },
  additionalProperties: false,
});
const map = (of: object) => ({ type: 'object', additionalProperties: of, minProperties: 1 });
const object = (required: string[], properties: Record<string, unknown>) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const orReference = (kind: string, shape: object) => ({
  if: { type: 'object', required: ['$ref'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: reference(kind),
  else: shape,
});

const schema = { type: 'object' };
const example = object(['summary', 'value'], { summary: text, description: text, value: {} });
const media = object(['schema', 'examples'], { schema, examples: map(orReference('examples', example)) });
const header = object(['description', 'schema'], {
  description: text,
  required: { type: 'boolean' },
  schema,
});
const answer = object(['description'], {
  description: text,
  headers: map(orReference('headers', header)),
  content: map(media),
});
const parameter = object(['name', 'in', 'description', 'schema'], {
  name: text,
  in: { enum: ['query', 'path', 'header'] },
  required: { type: 'boolean' },
  description: text,
  style: { const: 'form' },
  explode: { type: 'boolean' },
  schema,
  example: {},
});
const security = {
  type: 'array',
  items: { type: 'object', additionalProperties: { type: 'array', items: text } },
};
const operation = object(['operationId', 'tags', 'summary', 'description', 'responses'], {
  operationId: { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' },
  tags: { type: 'array', items: text, minItems: 1 },
  summary: text,
  description: text,
  security,
  parameters: { type: 'array', items: orReference('parameters', parameter) },
  requestBody: object(['required', 'content'], { required: { const: true }, content: map(media) }),
  responses: {
    type: 'object',
    required: ['200'],
    propertyNames: { pattern: '^[1-5]\\d\\d$' },
    additionalProperties: orReference('responses', answer),
  },
});
const securityScheme = object(['type', 'description'], {
  type: { enum: ['apiKey', 'http', 'oauth2'] },
  in: { enum: ['query', 'header'] },
  name: text,
  scheme: { const: 'basic' },
  description: text,
  flows: object(['clientCredentials'], {
    clientCredentials: object(['tokenUrl', 'scopes'], { tokenUrl: text, scopes: map(text) }),
  }),
  'x-pattern': text,
});

export const OPENAPI_SHAPE = object(
  ['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components'],
  {
    openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
    info: object(['title', 'version', 'description', 'license'], {
      title: text,
      version: text,
      summary: text,
      description: text,
      license: object(['name', 'identifier'], { name: text, identifier: text }),
    }),
    servers: {
      type: 'array',
      minItems: 1,
      items: object(['url', 'description'], { url: text, description: text }),
    },
    security,
    tags: { type: 'array', items: object(['name', 'description'], { name: text, description: text }) },
    paths: {
      type: 'object',
      propertyNames: { pattern: '^/' },
      additionalProperties: object([], { get: operation, post: operation }),
    },
    components: object(['securitySchemes', 'schemas'], {
      securitySchemes: map(securityScheme),
      parameters: map(parameter),
      headers: map(header),
      responses: map(answer),
      schemas: map(schema),
      examples: map(example),
    }),
  },
);
