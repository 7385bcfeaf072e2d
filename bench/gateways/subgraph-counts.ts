/** Where the static subgraphs tell how often they were asked. */
export const COUNTS_PATH = '/counts';

export interface SubgraphCounts {
  /** Requests to any subgraph. */
  calls: number;
  /** Those of them that had not been asked before in the same words. */
  computed: number;
}

export const readCounts = async (origin: string): Promise<SubgraphCounts> => (await (await fetch(origin + COUNTS_PATH)).json()) as SubgraphCounts;
