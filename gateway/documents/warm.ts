import { setImmediate } from 'node:timers/promises';
import { effectiveScopes, PURPOSES, purposesOf, type Purpose } from '../../subgraphs/shared/access/purposes.js';
import { SCOPES } from '../../subgraphs/shared/access/scopes.js';
import { ROLES, type Role, type Viewer } from '../../subgraphs/shared/access/viewer.js';
import { accessOf } from '../access/refusal.js';
import type { ClientOperation } from '../client-operation.js';
import type { GatewayContext } from '../context.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** As much of a request as its plan depends on. */
export type Asker = Pick<GatewayContext, 'viewer' | 'purpose' | 'scopes'>;

/** Half of what is kept: what users of a large manifest ask first must not push out what others have asked. */
const MOST = 500;

const viewerOf = (role: Role): Viewer => ({ role, subject: '', client: '', iin: null, organisation: null, regions: [], scopes: SCOPES, documents: 'trusted' });

/** Everybody that the table of purposes and roles lets ask, each set of field classes once. */
export function askersFor(purposes: readonly Purpose[]): readonly Asker[] {
  const all = ROLES.flatMap((role) => purposesOf(role).filter((purpose) => purposes.includes(purpose)).map((purpose): Asker => {
    const viewer = viewerOf(role);
    return { viewer, purpose, scopes: effectiveScopes(viewer, purpose) ?? new Set() };
  }));
  return [...new Map(all.map((asker) => [accessOf(asker).key, asker])).values()];
}

/** What plans an operation for an asker, and keeps the plan. */
export type Plan = (operation: ClientOperation, asker: Asker) => Promise<void>;

/**
 * Plans trusted documents before anybody asks: planning takes milliseconds, and blocks the process for as long. One plan a
 * turn of the event loop; `current` says whether these are still what is trusted.
 */
export async function warm({ manifests }: TrustedDocuments, plan: Plan, current: () => boolean): Promise<void> {
  const work = manifests.flatMap(({ documents, purposes }) => {
    const askers = askersFor(purposes ?? PURPOSES);
    return documents.flatMap(({ operation }) => askers.map((asker) => ({ operation, asker })));
  });
  for (const { operation, asker } of work.slice(0, MOST)) {
    await setImmediate();
    if (!current()) return;
    await plan(operation, asker);
  }
}
