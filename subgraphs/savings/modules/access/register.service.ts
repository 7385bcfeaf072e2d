import type { EntityManager } from '@mikro-orm/postgresql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';

/** Whom the fund's register serves: its own staff. */
export const REGISTER_ROLES = ['ministry:savings'] as const;

/**
 * Runs work on the register path, for the fund's own staff only. The programme keeps no place of a child (it gets IIN,
 * birth date, citizenship and death, nothing else), so there are no regions to limit anybody to: it is the country or nothing.
 */
export function onRegister<T>(context: SubgraphContext, work: (em: EntityManager) => Promise<T>): Promise<T> {
  requireRole(context, REGISTER_ROLES);
  return context.database.register(['*'], work);
}
