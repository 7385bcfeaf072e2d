import { openedUnshielded, type OpenedRecord } from '../../../shared/access/path.js';
import type { Role } from '../../../shared/access/viewer.js';
import { requireRole, viewerOf, type SubgraphContext } from '../../../shared/context.js';

/** Who looks after how a child is cared for. Not the child, its family, or whoever is looked after: a carer need not know when the next visit comes. */
const OFFICIALS: readonly Role[] = ['ministry:foster-families', 'caseworker', 'ombudsman', 'auditor'];

export const isOfficial = (context: SubgraphContext): boolean => OFFICIALS.includes(viewerOf(context).role);

/** As `openedUnshielded`, for what officials alone have. */
export function openedToOfficials<R extends OpenedRecord>(record: R | null | undefined, context: SubgraphContext): R {
  const found = openedUnshielded(record);
  requireRole(context, OFFICIALS);
  return found;
}

/** Whether somebody is of the authority that places children. */
export const isAuthority = (context: SubgraphContext): boolean => viewerOf(context).role === 'ministry:foster-families';

/** The same for what the authority that places children has alone. */
export function openedToAuthority<R extends OpenedRecord>(record: R | null | undefined, context: SubgraphContext): R {
  const found = openedUnshielded(record);
  requireRole(context, ['ministry:foster-families']);
  return found;
}
