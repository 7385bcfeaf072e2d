import type { ExternalFacts } from '../../../shared/access/external-child.type.js';
import type { AccessGrant } from '../../../shared/access/grant.js';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { viewerOf, type SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { withheld } from '../../../shared/errors.js';
import type { ChildRepresentation } from '../child/child.type.js';
import { recordByGrant, recordByRegister } from '../placement/placement-record.js';
import { placementsOf } from '../placement/placement.repository.js';
import type { CareRecord } from './care.service.js';
import { ChildCare } from './care.type.js';

const careOf = (iin: string, record: CareRecord | null, facts: ExternalFacts | null): ChildCare => Object.assign(new ChildCare(), { iin, record, facts });

const careRecordByGrant = (iin: string, grant: AccessGrant | null | undefined): CareRecord => ({ ...recordByGrant(iin, grant), partial: false });

/** The section of a child whose grant opens it. */
export const careByGrant = (iin: string, grant: AccessGrant | null | undefined): ChildCare => careOf(iin, careRecordByGrant(iin, grant), null);

/**
 * The section as an entity: open only when the planner hands in the child's grant with it, as `@requires` makes it do.
 * Without one its fields refuse, not this: an error thrown here would take every other child's answer with it.
 */
export function referencedCare({ iin, child }: { iin: string; child?: ChildRepresentation | null }): ChildCare {
  const granted = child?.grant?.classes.includes('care') ?? false;
  return careOf(iin, granted ? careRecordByGrant(iin, child?.grant) : null, child?.facts ?? null);
}

/** The authority for the whole country sees every row; whoever else there is, some may be out of view. */
const seesAll = (viewer: Viewer): boolean => viewer.role === 'ministry:foster-families' && registerRegions(viewer).includes('*');

/**
 * The section by the register. Everybody but the authority for the whole country opens a child who is placed in their
 * regions today; whoever is not, is unknown, shielded or sealed answers alike. The authority gets an empty section for
 * an unknown child.
 */
export async function careByRegister(iin: string, context: SubgraphContext): Promise<ChildCare> {
  const partial = !seesAll(viewerOf(context));
  const rows = await placementsOf(context, 'register').load(iin);
  if (partial && !rows.some((row) => holdsOn(row, context.today))) throw withheld('OUT_OF_VIEW');
  return careOf(iin, { ...recordByRegister(iin), partial }, null);
}
