import { operationFromDocument, type Schema, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { PlanNode } from './nodes.js';
import { preparePlan } from './prepare.js';

/** Who plans operations, here or elsewhere. */
export interface Planning {
  /** The plan of a validated operation, part of the document with that hash; null when it needs no subgraph. */
  plan(document: DocumentNode, operationName: string | null, hash: string): Promise<PlanNode | null>;
}

/** Apollo's query planner over one supergraph. Planning blocks the process: plans are kept (bounded-cache.ts). */
export class Planner {
  readonly #planner: QueryPlanner;
  readonly #apiSchema: Schema;

  constructor(
    supergraph: Supergraph,
    /** What is done to each plan before it is prepared. */
    private readonly restore = (plan: QueryPlan, _planned: DocumentNode): QueryPlan => plan,
  ) {
    this.#planner = new QueryPlanner(supergraph, { reuseQueryFragments: false });
    this.#apiSchema = supergraph.apiSchema();
  }

  /** The plan of a validated operation; null when it needs no subgraph, as introspection does not. */
  plan(document: DocumentNode, operationName: string | null): PlanNode | null {
    const operation = operationFromDocument(this.#apiSchema, document, { validate: false, ...(operationName === null ? {} : { operationName }) });
    return preparePlan(this.restore(this.#planner.buildQueryPlan(operation), document));
  }
}
