import type { FieldPolicy, TypePolicies } from '@apollo/client';

/**
 * For `new InMemoryCache({ typePolicies })`: an event, a matter, a category, a department, a region or a platform is
 * kept once, by its `id` or `code`; the sections of an event, figures and pages that several queries read are merged.
 * Select the key wherever you read such an object: one read without it cannot be told from another, and stays where
 * it was read.
 */
export declare const typePolicies: TypePolicies;

/**
 * The policy of a field that is a list (`events`, `matters`, `documents`, ...) for pages that grow by scrolling:
 * `fetchMore({ variables: { after: endCursor }, errorPolicy: 'all' })` then adds to the list. Select `pageInfo { endCursor }`. Lists of
 * another filter or page size are lists of their own; a page that does not follow on the last begins anew.
 *
 *     new InMemoryCache({ typePolicies: { ...typePolicies, Query: { fields: { events: endlessList() } } } })
 */
export declare function endlessList(): FieldPolicy;
