import type { SubgraphContext } from '../subgraphs/shared/context.js';

/** What the gateway knows about one request after its door; subgraphs get the same in their envelope, and a database. */
export type GatewayContext = Omit<SubgraphContext, 'database'>;

/** What a request is let in as. */
export type GatewayAdmission = Omit<GatewayContext, 'journal'>;
