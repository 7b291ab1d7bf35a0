/** One call of a contract, compiled: what a request of it and each of its answers must look like. */
import type { Media, Operation, SecurityScheme } from './document.ts';
import type { Check, Checks } from './schemas.ts';

export interface Call {
  operation: Operation;
  matches(path: string): boolean;
  pathVariables(path: string): Record<string, string>;
  path: Check;
  query: Check;
  /** Query parameters that are lists: joined by commas, or repeated. */
  lists: Map<string, 'joined' | 'repeated'>;
  credentials: (request: { query: URLSearchParams; headers: Headers }) => string[];
  headers: Check;
  body: Map<string, Check>;
  answers: Map<number, { headers: Check; body: Map<string, Check> }>;
}

export function compileCall(operation: Operation, compiled: Checks): Call {
  const { parameters, security, requestBody, responses } = operation;
  const pattern = new RegExp(`^${operation.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const pathVariables = (path: string) =>
    Object.fromEntries(
      Object.entries(pattern.exec(path)?.groups ?? {}).map(([name, text]) => [
        name,
        decodeURIComponent(text),
      ]),
    );
  const inQuery = parameters.filter(parameter => parameter.in === 'query');
  const signing = security.filter(scheme => scheme.in === 'query').map(scheme => scheme.name!);
  return {
    operation,
    matches: path => pattern.test(path),
    pathVariables,
    path: compiled.ofText(objectOf(parameters.filter(parameter => parameter.in === 'path'))),
    query: compiled.ofText(objectOf(inQuery, signing)),
    lists: new Map(
      inQuery
        .filter(({ schema }) => schema.type === 'array')
        .map(({ name, explode }) => [name, explode === false ? 'joined' : 'repeated']),
    ),
    credentials: request => security.flatMap(scheme => credential(scheme, request)),
    headers: compiled.ofText({
      ...objectOf(
        parameters
          .filter(parameter => parameter.in === 'header')
          .map(parameter => ({ ...parameter, name: parameter.name.toLowerCase() })),
      ),
      additionalProperties: true,
    }),
    body: contentChecks(requestBody?.content, compiled),
    answers: new Map(
      Object.entries(responses).map(([status, answer]) => {
        const headers = Object.entries(answer.headers ?? {}).map(([name, header]) => ({
          ...header,
          name: name.toLowerCase(),
        }));
        return [
          Number(status),
          {
            headers: compiled.ofText({ ...objectOf(headers), additionalProperties: true }),
            body: contentChecks(answer.content, compiled),
          },
        ];
      }),
    ),
  };
}

function objectOf(members: { name: string; required?: boolean; schema: object }[], allowed: string[] = []) {
  return {
    type: 'object',
    required: members.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries([
      ...allowed.map(name => [name, {}]),
      ...members.map(({ name, schema }) => [name, schema]),
    ]),
    additionalProperties: false,
  };
}

function contentChecks(content: Record<string, Media> | undefined, compiled: Checks): Map<string, Check> {
  return new Map(Object.entries(content ?? {}).map(([type, { schema }]) => [type, compiled.of(schema)]));
}

function credential(scheme: SecurityScheme, at: { query: URLSearchParams; headers: Headers }): string[] {
  if (scheme.type === 'apiKey') {
    const value = scheme.in === 'query' ? at.query.get(scheme.name!) : at.headers.get(scheme.name!);
    if (value === null) return [`credential ${scheme.name}: missing`];
    const fits = new RegExp(scheme['x-pattern'] ?? '').test(value);
    return fits ? [] : [`credential ${scheme.name}: expected ${scheme['x-pattern']}`];
  }
  const word = scheme.type === 'http' && scheme.scheme === 'basic' ? 'Basic' : 'Bearer';
  const fits = new RegExp(`^${word} \\S+$`).test(at.headers.get('authorization') ?? '');
  return fits ? [] : [`credential Authorization: expected "${word} …"`];
}
