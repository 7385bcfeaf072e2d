import type { MemorySubgraph, Store } from '../../../soak/support/conformance/memory-subgraph.js';

/** What is asked, what comes of it, and whether an error does; `data` is null where nothing is answered at all. */
export interface Case {
  readonly query: string;
  readonly data: object | null;
  readonly errors: boolean;
  /** Where the errors are; null where that is nobody's business. */
  readonly paths: readonly (readonly (string | number)[])[] | null;
}

/** A supergraph made for one construct of Federation 2, as the suites of the public audit of gateways have them. */
export interface Suite {
  /** The audit's own name for it. */
  readonly name: string;
  readonly store: Store;
  /** By name; only SDL where everything is answered from the store. */
  readonly subgraphs: Readonly<Record<string, string | MemorySubgraph>>;
  readonly cases: readonly Case[];
}

export const answers = (query: string, data: object): Case => ({ query, data, errors: false, paths: [] });

/** An answer with an error in it, or no answer. */
export const fails = (query: string, data: object | null = null, paths: Case['paths'] = null): Case => ({ query, data, errors: true, paths });
