import type { EntityManager } from '@mikro-orm/postgresql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';

/** Whom the register of enrolments serves: the ministry and its akimats' departments, and officials of the regions. */
const ROLES = ['ministry:schools', 'caseworker'] as const;

/** Ministry staff for the whole country see every row; whoever else there is, some may be out of view. */
export const seesAll = (viewer: Viewer): boolean => viewer.role === 'ministry:schools' && registerRegions(viewer).includes('*');

/** Runs work on the register path: lists and counts, without restricted children. */
export function onRegister<T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>): Promise<T> {
  return context.database.register(registerRegions(requireRole(context, ROLES)), work);
}

/** Runs a look-up by a child's key, whose answer says itself whether the child is restricted. */
export function onRegisterByKey<T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>): Promise<T> {
  return onRegister(context, async (em) => {
    if (context.viewer && seesAll(context.viewer)) await em.execute(`select set_config('app.confidential', 'visible', true)`);
    return work(em);
  });
}
