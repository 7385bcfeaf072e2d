import { PROGRAMMES, ROLES, type Role, type Viewer } from '../../subgraphs/shared/access/viewer.js';

/** A client of the demo issuer: what its tokens may say. */
export interface DemoClient {
  readonly id: string;
  /** The roles it can ask tokens for, and no others. */
  readonly roles: readonly Role[];
  /** Frontends run registered documents only; ministries and auditors may write their own. */
  readonly documents: Viewer['documents'];
}

/** The client behind `npm run token`: any role, own documents. */
export const DEMO_CLIENT = 'demo';

/** One client for each kind of user. */
export const DEMO_CLIENTS: readonly DemoClient[] = [
  { id: 'portal', roles: ['citizen'], documents: 'trusted' },
  { id: 'caseworker-desk', roles: ['caseworker'], documents: 'trusted' },
  ...PROGRAMMES.map((name): DemoClient => ({ id: `ministry-${name}`, roles: [`ministry:${name}`], documents: 'free' })),
  { id: 'auditor-desk', roles: ['auditor'], documents: 'free' },
  { id: 'ombudsman-desk', roles: ['ombudsman'], documents: 'trusted' },
  { id: 'operator-console', roles: ['operator'], documents: 'trusted' },
  { id: DEMO_CLIENT, roles: ROLES, documents: 'free' },
];
