/** The four subgraphs, in the order in which they are started. */
export const SUBGRAPHS = ['hub', 'province', 'city', 'grassroots'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];
