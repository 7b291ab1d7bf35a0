/** The packed client in the compiler's hands: right uses pass, wrong ones are refused, with the compiler's own words. */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { type Project, project } from './project.ts';

/** What a strict frontend has; the client's own declarations are checked with it. */
const STRICT: ts.CompilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
  types: ['node'],
};

const RESOLUTIONS = {
  bundler: { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
};

const PREAMBLE = `
  import type { ApolloClient } from '@apollo/client';
  import type { Client } from '@urql/core';
  import * as guantong from '@guantong/client';
  import { endlessList, typePolicies } from '@guantong/client/apollo';
  export { endlessList, typePolicies };
  declare const apollo: ApolloClient;
  declare const urql: Client;
  declare function showCity(event: guantong.EventCityFragment): void;
  const { data } = await apollo.query({ query: guantong.EventsDocument });
  const first = data!.events.nodes[0]!;
`;

/** Each a line behind the preamble, which passes by itself, and what the compiler says of it. */
const WRONG: Record<string, [line: string, said: RegExp]> = {
  'a misspelt field': ['first.titel;', /Property 'titel' does not exist .*\. Did you mean 'title'\?/],
  'a field that the document does not select': ['first.location;', /Property 'location' does not exist/],
  'a null that is not handled': ['first.region.nameZh;', /'first\.region' is possibly 'null'/],
  'a section that may be missing': [
    'const event = await apollo.query({ query: guantong.EventDocument, variables: { id: "" } }); event.data!.event!.city.number;',
    /^Object is possibly 'null'/,
  ],
  'a time taken for a Date': [
    'first.reportedAt!.getTime();',
    /Property 'getTime' does not exist on type 'string'/,
  ],
  'a status that there is not': ["first.status === 'DONE';", /This comparison appears to be unintentional/],
  'a fragment that was not read': ['showCity(first);', /Property 'city' is missing/],
  'a variable of another type': [
    "apollo.query({ query: guantong.EventsDocument, variables: { first: '20' } });",
    /Type 'string' is not assignable to type 'number'/,
  ],
  'a value that the filter does not know': [
    "apollo.query({ query: guantong.EventsDocument, variables: { filter: { statuses: ['DONE'] } } });",
    /Type '"DONE"' is not assignable to type 'EventStatus'/,
  ],
  'a filter that there is not': [
    "apollo.query({ query: guantong.EventsDocument, variables: { filter: { regions: '331102' } } });",
    /'regions' does not exist in type 'EventFilter'/,
  ],
  'a variable that there is not': [
    "apollo.query({ query: guantong.EventsDocument, variables: { before: 'x' } });",
    /'before' does not exist/,
  ],
  'variables that are missing': [
    'apollo.query({ query: guantong.EventDocument });',
    /Property 'variables' is missing/,
  ],
  'a variable that is missing': [
    'apollo.query({ query: guantong.EventDocument, variables: {} });',
    /Property 'id' is missing in type '\{\}'/,
  ],
  'a variable of another type, to urql': [
    "urql.query(guantong.EventsDocument, { first: '20' });",
    /Type 'string' is not assignable to type 'number'/,
  ],
  'a variable that is missing, to urql': [
    'urql.query(guantong.EventDocument, {});',
    /Property 'id' is missing in type '\{\}'/,
  ],
  'a misspelt field, from urql': [
    'const page = await urql.query(guantong.EventsDocument, {}); page.data!.events.nodes[0]!.titel;',
    /Property 'titel' does not exist/,
  ],
};

let frontend: Project;
beforeAll(async () => {
  frontend = await project();
  const write = (name: string, text: string) => writeFile(join(frontend.folder, 'uses', name), text);
  await mkdir(join(frontend.folder, 'uses'));
  await write('right.ts', PREAMBLE);
  for (const [index, [line]] of Object.values(WRONG).entries())
    await write(`wrong-${index}.ts`, PREAMBLE + line);
});
afterAll(async () => {
  await frontend[Symbol.asyncDispose]();
});

describe.each(['bundler', 'nodenext'] as const)('with moduleResolution %s', resolution => {
  const found = new Map<string, string[]>();
  beforeAll(() => {
    const files = ['apollo.ts', 'urql.ts', 'uses/right.ts', ...frontend.examples];
    const wrong = Object.keys(WRONG).map((_, index) => `uses/wrong-${index}.ts`);
    const program = ts.createProgram(
      [...files, ...wrong].map(file => join(frontend.folder, file)),
      { ...STRICT, ...RESOLUTIONS[resolution], typeRoots: [join(frontend.folder, 'node_modules/@types')] },
    );
    // The client's own declarations too, but not the other libraries', which keep less strict rules.
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(frontend.folder));
    const all = [
      ...program.getOptionsDiagnostics(),
      ...program.getGlobalDiagnostics(),
      ...ours.flatMap(file => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]),
    ];
    expect(ours.map(({ fileName }) => basename(fileName))).toEqual(
      expect.arrayContaining(['index.d.ts', 'apollo.d.ts', 'apollo.ts', 'urql.ts', 'example-1.ts']),
    );
    for (const { file, messageText } of all) {
      const name = file ? basename(file.fileName) : 'the project';
      found.set(name, [...(found.get(name) ?? []), ts.flattenDiagnosticMessageText(messageText, '\n')]);
    }
  });

  it('takes the frontends, the examples of the readme and the declarations as they are', () => {
    const others = [...found].filter(([name]) => !name.startsWith('wrong-'));
    expect(others).toEqual([]);
  });

  it.each(
    Object.entries(WRONG).map(([what, [, said]], index) => ({ what, said, file: `wrong-${index}.ts` })),
  )('refuses $what', ({ said, file }) => {
    expect(found.get(file)).toEqual([expect.stringMatching(said)]);
  });
});
