/** A subgraph that answers from memory. */
export interface StaticSubgraph {
  readonly name: string;
  /** As Federation 1 has it, since that is what every contender takes. */
  readonly typeDefs: string;
  readonly resolvers: Readonly<Record<string, object>>;
}

/** One federated graph with all its data. */
export interface StaticGraph {
  readonly name: 'shop' | 'family';
  readonly subgraphs: readonly StaticSubgraph[];
  /** Resolves the root fields of the whole graph in one process: what every contender must answer like. */
  readonly whole: Readonly<Record<string, unknown>>;
}

/** For reference resolvers: an object by its key. */
export function byKey<T>(all: readonly T[], key: (one: T) => string): (wanted: string) => T | null {
  const index = new Map(all.map((one) => [key(one), one]));
  return (wanted) => index.get(wanted) ?? null;
}
