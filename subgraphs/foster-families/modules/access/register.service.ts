import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';

/** Whom the register of placements serves: the authority that places children, and officials of the regions. */
export const REGISTER_ROLES = ['ministry:foster-families', 'caseworker'] as const;

/** Shows the authority what the policies hide from everybody else, until the transaction ends. */
export const showConfidential = (em: EntityManager): Promise<unknown> => em.execute(`select set_config('app.confidential', 'visible', true)`);

/**
 * Runs work on the register path. The authority alone sees what the policies hide from everybody else: placements of
 * shielded children, those that wait for their shielding, and those that adoption has sealed. A caseworker's lists and counts are without them.
 */
export function onRegister<T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>): Promise<T> {
  const viewer = requireRole(context, REGISTER_ROLES);
  return context.database.register(registerRegions(viewer), async (em) => {
    if (viewer.role === 'ministry:foster-families') await showConfidential(em);
    return work(em);
  });
}
