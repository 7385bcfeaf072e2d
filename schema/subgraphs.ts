import type { SubgraphName } from '../subgraphs/shared/access/viewer.js';
import type { FederatedSchema } from '../subgraphs/shared/federation.js';
import { schema as audit } from '../subgraphs/audit/schema.js';
import { schema as benefits } from '../subgraphs/benefits/schema.js';
import { schema as fosterFamilies } from '../subgraphs/foster-families/schema.js';
import { schema as registry } from '../subgraphs/registry/schema.js';
import { schema as savings } from '../subgraphs/savings/schema.js';
import { schema as schools } from '../subgraphs/schools/schema.js';

/** Every subgraph's schema as its code builds it. */
export const SCHEMAS: Readonly<Partial<Record<SubgraphName, FederatedSchema>>> = {
  registry,
  benefits,
  savings,
  'foster-families': fosterFamilies,
  schools,
  audit,
};
