import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../../../shared/access/viewer.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';

/** Runs work on the register path for whoever has one of these roles: nothing here belongs to a region. */
export function onRegister<T>(context: SubgraphContext, roles: readonly Role[], work: (em: EntityManager) => Promise<T>): Promise<T> {
  requireRole(context, roles);
  return context.database.register(['*'], work);
}

export const AUDITORS: readonly Role[] = ['auditor'];

/** Operators hear that something is the matter, and about nobody. */
export const WATCHERS: readonly Role[] = ['auditor', 'operator'];
