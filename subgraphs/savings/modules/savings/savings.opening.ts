import type { ExternalFacts } from '../child/child-facts.type.js';
import { requireGrant, type AccessGrant } from '../../../shared/access/grant.js';
import type { OpenedRecord } from '../../../shared/access/path.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { REGISTER_ROLES } from '../access/register.service.js';
import type { ChildRepresentation } from '../child/child.type.js';
import { ChildSavings } from './savings.type.js';

const sectionOf = (iin: string, record: OpenedRecord | null, facts: ExternalFacts | null): ChildSavings =>
  Object.assign(new ChildSavings(), { iin, record, facts });

const recordByGrant = (iin: string, grant: AccessGrant | null | undefined): OpenedRecord => ({ ...requireGrant(iin, grant, 'savings'), path: 'relation' });

/** The section of a child whose grant opens it. */
export const savingsByGrant = (iin: string, grant: AccessGrant | null | undefined): ChildSavings => sectionOf(iin, recordByGrant(iin, grant), null);

/** The section as an entity: open only when the planner hands in the child's grant with it, as `@requires` makes it do. */
export function referencedSavings({ iin, child }: { iin: string; child?: ChildRepresentation | null }): ChildSavings {
  const granted = child?.grant?.classes.includes('savings') ?? false;
  return sectionOf(iin, granted ? recordByGrant(iin, child?.grant) : null, child?.facts ?? null);
}

/** The section by the register, for the fund's own staff; an unknown child has an empty one. */
export function savingsByRegister(iin: string, context: SubgraphContext): ChildSavings {
  requireRole(context, REGISTER_ROLES);
  return sectionOf(iin, { iin, restricted: false, path: 'register' }, null);
}
