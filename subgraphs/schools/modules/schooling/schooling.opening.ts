import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import { requireGrant, type AccessGrant } from '../../../shared/access/grant.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { withheld } from '../../../shared/errors.js';
import { seesAll } from '../access/register.service.js';
import type { ChildRepresentation } from '../child/child.type.js';
import { enrolmentsOf, isRestricted } from '../enrolment/enrolment.repository.js';
import type { SchoolingRecord } from './schooling.service.js';
import { ChildSchooling } from './schooling.type.js';

const schoolingOf = (iin: string, record: SchoolingRecord | null, facts: ExternalFacts | null): ChildSchooling => Object.assign(new ChildSchooling(), { iin, record, facts });

const recordByGrant = (iin: string, grant: AccessGrant | null | undefined): SchoolingRecord => ({ ...requireGrant(iin, grant, 'education'), path: 'relation', partial: false });

/** The section of a child whose grant opens it. */
export const schoolingByGrant = (iin: string, grant: AccessGrant | null | undefined): ChildSchooling => schoolingOf(iin, recordByGrant(iin, grant), null);

/**
 * The section as an entity: open only when the planner hands in the child's grant with it, as `@requires` makes it do.
 * Without one its fields refuse, not this: an error thrown here would take every other child's answer with it.
 */
export function referencedSchooling({ iin, child }: { iin: string; child?: ChildRepresentation | null }): ChildSchooling {
  const granted = child?.grant?.classes.includes('education') ?? false;
  return schoolingOf(iin, granted ? recordByGrant(iin, child?.grant) : null, child?.facts ?? null);
}

/**
 * The section by the register. Everybody but the ministry for the whole country opens a child who goes to school in
 * their regions today; whoever does not, is unknown or restricted answers alike. The ministry gets an empty section for
 * an unknown child, and a restricted one's without the school: the same answer as by the child's record.
 */
export async function schoolingByRegister(iin: string, context: SubgraphContext): Promise<ChildSchooling> {
  const partial = !seesAll(viewerOf(context));
  const rows = await enrolmentsOf(context, 'register').load(iin);
  if (partial && !rows.some((row) => holdsOn(row, context.today))) throw withheld('OUT_OF_VIEW');
  const restricted = await isRestricted(context, 'register').load(iin);
  return schoolingOf(iin, { iin, restricted, path: 'register', partial }, null);
}
