import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { KnownChild } from '../child/known-child.repository.js';
import type { ContractKind } from '../placement/carer-fitness.js';
import { requireSuitable } from '../placement/carer-rules.js';
import { requireHome } from '../placement/placement-home.js';
import { RecordPlacementInput } from '../placement/placement.input.type.js';
import { named } from '../placement/refusal-field.js';
import type { PlacementPlanRow } from './placement-plan.repository.js';

/** Whether the child lives with the family: the next contract goes on with that. */
async function kindOf(em: EntityManager, family: string, iin: string): Promise<ContractKind> {
  const rows = await nationwide(em, () => em.execute<unknown[]>(`select 1 from placement where iin = ? and family_id = ? and form <> 'GUEST' and awaited_event is null and valid_to is null limit 1`, [iin, family]));
  return rows.length > 0 ? 'GOES_ON' : 'COMES';
}

/** What a plan says of a placement, as the rules of one ask for it. */
export type Planned = Pick<RecordPlacementInput, 'iin' | 'form' | 'family' | 'body' | 'reason' | 'district'>;

/** The plan as if it were carried out on a day: what can be asked before is asked as of a placement. */
export const asPlacement = ({ iin, form, family, body, reason, district }: Planned, occurredOn: CivilDate): RecordPlacementInput =>
  Object.assign(new RecordPlacementInput(), { iin, form, family, body, reason, district, occurredOn });

/** With whom a child is planned for, on which day. */
export interface Agreed {
  readonly form: Planned['form'];
  readonly familyId: string;
  readonly carers: readonly string[];
  readonly day: CivilDate;
  readonly today: CivilDate;
}

/** The law lets the carers take the child in, on the day of the decision and of the contract. */
export const requireFitCarers = async (em: EntityManager, child: KnownChild, { form, familyId, carers, day, today }: Agreed): Promise<void> =>
  requireSuitable(em, carers, { form, kind: await kindOf(em, familyId, child.iin), day, today, child });

/** The days of a contract: of its signing, and of whoever asks. */
type Signed = Pick<Agreed, 'day' | 'today'>;

/**
 * Nobody signs whom the law bars from it, however long ago the plan was made. The family may be kept in another region; the refusal is
 * about the plan, which names it.
 */
export const requireSigners = (em: EntityManager, viewer: Viewer, child: KnownChild, plan: PlacementPlanRow, { day, today }: Signed): Promise<void> =>
  named((field) => (field === 'input.family' ? 'input.plan' : field), async () => {
    const { form, familyId } = plan;
    const { carers } = await nationwide(em, () => requireHome(em, viewer, asPlacement({ ...plan, body: plan.bodyBin, district: plan.districtKato }, day)));
    await requireFitCarers(em, child, { form, familyId, carers, day, today });
  });
