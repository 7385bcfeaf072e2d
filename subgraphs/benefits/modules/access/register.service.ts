import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { showConfidential } from './nation.js';

/** Whom the register of awards serves: the ministry, and officials of the regions. */
export const REGISTER_ROLES = ['ministry:benefits', 'caseworker'] as const;

/**
 * Runs work on the register path. The ministry pays, so it sees awards about shielded children too; in a caseworker's
 * lists and counts they are not there, and such a child's record opens by its own grant only.
 */
export function onRegister<T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>): Promise<T> {
  const viewer = requireRole(context, REGISTER_ROLES);
  return context.database.register(registerRegions(viewer), async (em) => {
    if (viewer.role === 'ministry:benefits') await showConfidential(em);
    return work(em);
  });
}
