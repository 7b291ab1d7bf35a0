/**
 * What one request may ask of the gateway, so that one caller cannot take the place of all others. It imports nothing:
 * the configuration reads it before anything else is loaded.
 */
export interface Limits {
  /** How long an answer may take, ms; what is there by then is served. */
  deadlineMs: number;
  /** The size of a body, bytes, as sent and as unpacked. */
  bodyBytes: number;
  /** Names, punctuators and values of a document. */
  tokens: number;
  /** Fields within fields. The introspection query of GraphiQL has 15. */
  depth: number;
  /** Fields that are given another name, with fragments spread. */
  aliases: number;
  /** Fields of the operation's own level, with fragments spread. */
  rootFields: number;
  /** All fields, with fragments spread: a fragment used ten times counts ten times. */
  fields: number;
  /** Directives of the operation, with fragments spread. */
  directives: number;
}

export const DEFAULT_LIMITS: Limits = {
  deadlineMs: 3_000,
  bodyBytes: 256 * 1024,
  tokens: 5_000,
  depth: 15,
  aliases: 30,
  rootFields: 20,
  fields: 2_000,
  directives: 50,
};

/**
 * What a router asks of a subgraph in one request is its own callers' question in other words: it renames fields, joins
 * several questions into one document and brings many keys. Its callers are held to limits by the router.
 */
export const SUBGRAPH_LIMITS: Limits = {
  ...DEFAULT_LIMITS,
  bodyBytes: 1024 * 1024,
  tokens: 20_000,
  depth: 20,
  aliases: 100,
  rootFields: 60,
  fields: 5_000,
};
