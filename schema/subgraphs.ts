import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { FederatedSchema } from '../subgraphs/shared/federation.js';
import { schema as fosterFamilies } from '../subgraphs/foster-families/schema.js';
import { schema as registry } from '../subgraphs/registry/schema.js';
import { schema as savings } from '../subgraphs/savings/schema.js';

/** Every subgraph's schema as its code builds it. */
export const SCHEMAS: Readonly<Partial<Record<SubgraphName, FederatedSchema>>> = {
  registry,
  savings,
  'foster-families': fosterFamilies,
};
