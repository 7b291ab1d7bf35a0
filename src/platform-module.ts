/**
 * What a platform's folder hands to the gateway as `src/NAME/module.ts`, exported under its name; a line of `wiring.ts`
 * adds it. Light, since it is read before anything is loaded: the rest of the folder comes with `load`.
 */
import type { Cache } from './cache/cache.ts';
import type { Resolvers } from './generated/schema.ts';
import type { Catalogue } from './hub/catalogue/catalogue.ts';
import type { Text } from './hub/files/text.ts';
import type { Counterpart, Platform, PlatformReader } from './hub/platform.ts';
import type { Request } from './request.ts';
import type { Asking } from './upstream/link.ts';

/** A platform whose name is `city` is `CITY` in the schema, its variables begin with `CITY_`, and its subgraph's file is `schema/city.graphql`. */
export interface PlatformModule<Credentials extends object, Reader extends PlatformReader> {
  /** What people call it. */
  name: Text;
  /** What it is the system of record for, in Chinese. */
  owns: readonly string[];
  counterpart: Counterpart;
  /** Where its subgraph listens by itself; platforms stand in this order wherever they are listed for people. */
  port: number;
  /** Each in a variable of its own: `appKey` of the province in `PROVINCE_APP_KEY`. */
  credentials: { readonly [Field in keyof Credentials]: Credential };
  /** What its mock signs webhooks with; none where it sends none. */
  webhookSecrets: readonly string[];
  numbers: RecordNumbers;
  codes: CodesInFiles;
  load(): Promise<PlatformParts<Credentials, Reader>>;
}

/** The numbers that it gives its records; part of an event's id. */
export interface RecordNumbers {
  /** Anybody can write another into an id, and one such number makes a platform refuse a whole batch. */
  pattern: RegExp;
  /** One that is shown to people. */
  example: string;
}

export interface Credential {
  /** What the mock takes; production has to set its own. */
  mock: string;
  /** Whether nobody may read it. */
  secret: boolean;
}

/** How the codes that it knows matters by stand in the integrators' files. */
export interface CodesInFiles {
  /** In a sentence, before a code: `the city’s item`. */
  item: Text;
  /** The column of a sheet, by the names that departments give it; the first is ours. */
  columns: readonly [string, ...string[]];
  /** In characters of half width. */
  columnWidth: number;
  /** Whether several matters have one as a rule. */
  shared: boolean;
  /** Those of supervision items, and of enforcement items. */
  supervision: CodeForm;
  enforcement: CodeForm;
}

export interface CodeForm {
  /** `^CF-[0-9]{6}$` */
  pattern: string;
  /** The same in words: `CF- and six digits`. */
  form: Text;
  /** `Code in the city's directory`. */
  what: Text;
  /** What to do about a wrong one: `look the code up in the city's item directory`. */
  remedy: Text;
}

/** A platform once it is loaded. */
export interface PlatformParts<Credentials extends object, Reader extends PlatformReader> {
  /** Opens it and calls it not yet; disposing ends its connections. */
  open(address: URL, credentials: Credentials, surroundings: Surroundings): Opened<Reader>;
  /** What it adds to the schema: its section of an event, and questions of its own. */
  resolvers: Resolvers;
}

/** A platform as it is opened; what else the hub knows of it its module has said. */
export interface Opened<Reader extends PlatformReader>
  extends Pick<Platform, 'pulse' | 'touchedByWebhook'>,
    AsyncDisposable {
  /** This platform as one request sees it: batched, and remembered until the request ends. */
  open(request: Request): Reader;
}

export interface Surroundings {
  /** The one that a request which begins now holds to its end. */
  catalogue(): Catalogue;
  cache: Cache;
  asking: Asking;
}
