import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { KEPT_PLANS } from '../../../shared/database/kept-plans.js';

/** Whom the register of placements serves: the authority that places children, and officials of the regions. */
export const REGISTER_ROLES = ['ministry:foster-families', 'caseworker'] as const;

const CONFIDENTIAL = `set_config('app.confidential', 'visible', true)`;

/** Shows the authority what the policies hide from everybody else, until the transaction ends. */
export const showConfidential = (em: EntityManager): Promise<unknown> => em.execute(`select ${CONFIDENTIAL}`);

/** The same for work whose statements are kept, in one message. */
export const showConfidentialByKeptPlans = (em: EntityManager): Promise<unknown> => em.execute(`select ${CONFIDENTIAL}, ${KEPT_PLANS}`);

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
