import type { SubgraphContext } from '../subgraphs/shared/context.js';
import type { Patience } from './patience.js';

/** What the gateway knows about one request after its door; subgraphs get the same in their envelope, and a database. */
export interface GatewayContext extends Omit<SubgraphContext, 'database' | 'now'> {
  /** Null: its answer is waited for as long as it takes. */
  readonly patience: Patience | null;
}

/** What a request is let in as. */
export type GatewayAdmission = Omit<GatewayContext, 'journal' | 'patience'>;
