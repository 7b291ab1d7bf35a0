/** An OpenAPI file of `schema/upstreams/`, read as it stands: its operations, and what its references lead to. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { PlatformName } from '../../src/upstream/platform-code.ts';

export type Schema = { [keyword: string]: unknown; $ref?: string };

export interface Example {
  summary?: string;
  value: unknown;
}

export interface Media {
  schema: Schema;
  examples?: Record<string, Example>;
}

export interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  description?: string;
  explode?: boolean;
  schema: Schema;
  example?: unknown;
}

export interface Answer {
  description?: string;
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, Media>;
}

export interface SecurityScheme {
  type: 'apiKey' | 'http' | 'oauth2';
  in?: 'query' | 'header';
  name?: string;
  scheme?: string;
  description?: string;
  /** What the credential looks like: OpenAPI has no word for it. */
  'x-pattern'?: string;
}

export interface Operation {
  method: string;
  path: string;
  operationId: string;
  summary?: string;
  description?: string;
  parameters: Parameter[];
  security: SecurityScheme[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Answer>;
}

export interface Document {
  platform: PlatformName;
  text: string;
  /** The file as parsed, references and all. */
  raw: Record<string, unknown>;
  schemas: Record<string, Schema>;
  operations: Operation[];
  /** What a `#/…` reference leads to; throws where it leads nowhere. */
  follow(reference: string): unknown;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export const contractFile = (platform: PlatformName) =>
  new URL(`../../schema/upstreams/${platform}.yaml`, import.meta.url);

export function readContract(platform: PlatformName): Document {
  const text = readFileSync(contractFile(platform), 'utf8');
  const raw = parse(text) as Record<string, unknown>;
  const follow = (reference: string) => followed(raw, reference);
  const { components, paths, security } = raw as unknown as RawDocument;

  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter(method => method in item).map((method): Operation => {
      const { responses, requestBody, ...operation } = item[method]!;
      return {
        ...operation,
        method: method.toUpperCase(),
        path,
        parameters: (operation.parameters ?? []).map(given => resolved<Parameter>(given, follow)),
        security: (operation.security ?? security)
          .flatMap(Object.keys)
          .map(name => components.securitySchemes[name]!),
        responses: Object.fromEntries(
          Object.entries(responses).map(([status, given]) => [status, wholeAnswer(given, follow)]),
        ),
        ...(requestBody && {
          requestBody: { ...requestBody, content: wholeContent(requestBody.content, follow) },
        }),
      };
    }),
  );
  return { platform, text, raw, schemas: components.schemas, operations, follow };
}

interface RawDocument {
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, SecurityScheme> };
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, RawOperation>>;
}

interface RawOperation extends Omit<Operation, 'method' | 'path' | 'security' | 'parameters'> {
  parameters?: (Parameter | Reference)[];
  security?: Record<string, string[]>[];
}

interface Reference {
  $ref: string;
}

function followed(raw: unknown, reference: string): unknown {
  let found = raw;
  for (const step of reference.replace(/^#\//, '').split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) {
      throw new Error(`${reference}: expected something there, got nothing at "${step}"; correct the $ref`);
    }
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

function resolved<T extends object>(given: T | Reference, follow: Document['follow']): T {
  return '$ref' in given ? (follow((given as Reference).$ref) as T) : (given as T);
}

function wholeAnswer(given: Answer | Reference, follow: Document['follow']): Answer {
  const { headers, content, ...answer } = resolved<Answer>(given, follow);
  const wholeHeaders = Object.entries(headers ?? {}).map(([name, header]) => [
    name,
    resolved(header, follow),
  ]);
  return {
    ...answer,
    headers: Object.fromEntries(wholeHeaders),
    ...(content && { content: wholeContent(content, follow) }),
  };
}

function wholeContent(content: Record<string, Media>, follow: Document['follow']): Record<string, Media> {
  return Object.fromEntries(
    Object.entries(content).map(([type, { examples, ...media }]) => {
      const whole = Object.entries(examples ?? {}).map(([name, example]) => [
        name,
        resolved(example, follow),
      ]);
      return [type, { ...media, examples: Object.fromEntries(whole) }];
    }),
  );
}
