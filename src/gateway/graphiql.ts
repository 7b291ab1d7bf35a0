/**
 * GraphiQL for a browser at `/graphql`, from the files that npm installed: nothing comes from outside, as the place
 * this runs in has no outside. It is a tool of development; an install without it says so on the page.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Route } from './handler.ts';
import { Refusal } from './refusal.ts';
import { type StaticDocument, serveDocument, staticDocument } from './static-document.ts';

export interface GraphiqlOptions {
  operations: readonly { name: string; document: string; variables?: string }[];
  /** The folder of an installed package; throws where it is not installed. */
  resolvePackage?: ((name: string) => string) | undefined;
}

type Load = () => Promise<StaticDocument>;

const SCRIPT = 'text/javascript; charset=utf-8';

/** The prebuilt file of each package, and our own script that starts them. */
const FILES = {
  '/graphiql/react.js': { from: 'react', file: 'umd/react.production.min.js', type: SCRIPT },
  '/graphiql/react-dom.js': { from: 'react-dom', file: 'umd/react-dom.production.min.js', type: SCRIPT },
  '/graphiql/graphiql.js': { from: 'graphiql', file: 'graphiql.min.js', type: SCRIPT },
  '/graphiql/graphiql.css': { from: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
  '/graphiql/start.js': { from: null, file: 'start.js', type: SCRIPT },
  '/graphiql/page.css': { from: null, file: 'page.css', type: 'text/css; charset=utf-8' },
} as const;

/** The page for `/graphql`, and the files that it loads, by path. Nothing is read before a browser asks. */
export function graphiqlRoutes({ operations, resolvePackage = installedAt }: GraphiqlOptions): {
  page: Route;
  files: Record<string, Route>;
} {
  const files: Record<string, Route> = {};
  for (const [path, { from, file, type }] of Object.entries(FILES)) {
    files[path] = route(async () => {
      if (from !== null && !isInstalled(from, resolvePackage)) {
        throw new Refusal(
          404,
          'NOT_FOUND',
          `The package ${from} is not installed here. Use a full install (npm ci).`,
        );
      }
      const folder = from === null ? OWN : resolvePackage(from);
      return staticDocument(await readFile(join(folder, file)), type);
    });
  }
  const page = route(async () => {
    const missing = PACKAGES.filter(name => !isInstalled(name, resolvePackage));
    const html = await readFile(join(OWN, missing.length > 0 ? 'absent.html' : 'page.html'), 'utf8');
    const filled = html
      .replaceAll('MISSING', () => missing.join(', '))
      .replace('"OPERATIONS"', () => insideScript(operations));
    return staticDocument(filled, 'text/html; charset=utf-8', {
      'content-security-policy': POLICY,
      vary: 'accept',
    });
  });
  return { page, files };
}

const OWN = join(import.meta.dirname, 'graphiql');
const PACKAGES = ['graphiql', 'react', 'react-dom'];

/** Styles may be inline: the editor sizes and colours its lines by them. Scripts may not. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function route(load: Load): Route {
  let loaded: Promise<StaticDocument> | undefined;
  return {
    name: 'graphiql',
    methods: ['GET', 'HEAD'],
    async serve(_, req, res) {
      // What failed is tried again: a file may be there, or readable, the next time.
      loaded ??= load().catch(error => {
        loaded = undefined;
        throw error;
      });
      serveDocument(req, res, await loaded);
    },
  };
}

function installedAt(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

function isInstalled(name: string, resolvePackage: (name: string) => string): boolean {
  try {
    resolvePackage(name);
    return true;
  } catch {
    return false;
  }
}

/** JSON that cannot end the script element it stands in. */
const insideScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
