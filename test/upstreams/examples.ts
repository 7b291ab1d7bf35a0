/** The examples of a contract, as requests and answers that can be judged. */
import type { PlatformName } from '../../src/upstream/platform-code.ts';
import type { CheckedAnswer, CheckedRequest } from './contract.ts';
import { type Media, type Operation, readContract } from './document.ts';

export function answerExamples({ method, path, responses }: Operation): CheckedAnswer[] {
  return Object.entries(responses).flatMap(([status, { content }]) =>
    examplesOf(content).map(body => ({ method, path: withNumber(path), status: Number(status), body })),
  );
}

/** An example of each body, else of the parameters, with credentials as the contracts show them. */
export function requestExamples({
  method,
  path,
  parameters,
  security,
  requestBody,
}: Operation): CheckedRequest[] {
  const query = new URLSearchParams();
  for (const { in: place, name, example, explode } of parameters) {
    if (place !== 'query' || example === undefined) continue;
    const values = explode === false ? [[example].flat().join(',')] : [example].flat();
    for (const value of values) query.append(name, String(value));
  }
  const headers = new Headers();
  for (const { type, in: place, name, scheme } of security) {
    if (type === 'apiKey' && place === 'query') query.set(name!, CREDENTIALS[name!]!);
    else if (type === 'apiKey') headers.set(name!, CREDENTIALS[name!]!);
    else headers.set('authorization', scheme === 'basic' ? 'Basic bHNndA==' : 'Bearer t');
  }
  const request = { method, path: withNumber(path), query, headers };
  if (!requestBody) return [request];
  return Object.entries(requestBody.content).flatMap(([type, media]) => {
    headers.set('content-type', type);
    return examplesOf({ [type]: media }).map(body => ({ ...request, body }));
  });
}

export function workedAnswer(platform: PlatformName, operationId: string): CheckedAnswer {
  const { method, path, responses } = operationOf(platform, operationId);
  const { value } = responses['200']!.content!['application/json']!.examples!.workedExample!;
  return { method, path, status: 200, body: structuredClone(value) };
}

export function operationOf(platform: PlatformName, operationId: string): Operation {
  return readContract(platform).operations.find(operation => operation.operationId === operationId)!;
}

export function examplesOf(content: Record<string, Media> = {}): unknown[] {
  return Object.values(content).flatMap(({ examples }) =>
    Object.values(examples ?? {}).map(({ value }) => value),
  );
}

const withNumber = (path: string) => path.replace('{clue_no}', 'XS20240513000087');

const CREDENTIALS: Record<string, string> = {
  appKey: 'lsgt-province-demo',
  requestTime: '1715565600000',
  sign: 'f90c293774c9bfb6597e7fbd9078984e',
  'X-BG-HMAC-ACCESS-KEY': 'lsgt-grassroots-demo',
  'X-BG-HMAC-ALGORITHM': 'hmac-sha256',
  'X-BG-DATE-TIME': 'Mon, 13 May 2024 02:00:00 GMT',
  'X-BG-HMAC-SIGNATURE': 'RPBr3HF6RrslCOQVGMEXalmR3wBBposDNw7KdxU2ps0=',
};
