import type { EntityManager } from '@mikro-orm/postgresql';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { answer } from '../placement/placement-change.js';
import { RecordPlacementInput } from '../placement/placement.input.type.js';
import { placeTogether } from '../placement/place-together.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { isByContract, readPlan, requirePlan } from './change-plan.js';
import type { PlacementPlanRow } from './placement-plan.repository.js';
import type { ActivatePlacementInput } from './plan.input.type.js';

/** The number of what the placement is based on: of the contract on record, or of the body's act. */
function actOf({ form, contractNumber }: PlacementPlanRow, { act }: ActivatePlacementInput): string {
  if (isByContract(form)) {
    if (act != null) throw badInput('input.act', 'must be left out: the placement is by the contract on record.');
    if (contractNumber === null) throw new Error('A plan by contract is past its contract without one.');
    return contractNumber;
  }
  if (act == null) throw badInput('input.act', 'must be given: guardianship and trusteeship are by the body\'s act.');
  return act;
}

const placementOf = (plan: PlacementPlanRow, input: ActivatePlacementInput): RecordPlacementInput =>
  Object.assign(new RecordPlacementInput(), {
    idempotencyKey: input.idempotencyKey, occurredOn: input.occurredOn, receivedOn: input.receivedOn ?? null, source: input.source,
    iin: plan.iin, form: plan.form, family: plan.family, institution: null, body: plan.bodyBin, act: actOf(plan, input), reason: plan.reason, district: plan.districtKato,
    childConsent: input.childConsent ?? null, siblingsApart: input.siblingsApart ?? null, siblings: input.siblings, plannedUntil: plan.contractUntil, shielded: input.shielded,
  });

/** The placement that the child leaves for it. */
function leftOf({ placement, placementVersion }: ActivatePlacementInput): { readonly placement: string; readonly expectedVersion: number } | null {
  if (placement == null) return null;
  if (placementVersion == null) throw badInput('input.placementVersion', 'must be given with the placement.');
  return { placement, expectedVersion: placementVersion };
}

/** Since the plan was read, before the child was held, somebody may have changed it. */
async function requireCarriedOut(em: EntityManager, { id, version }: PlacementPlanRow, placement: string): Promise<void> {
  const rows = await em.execute<unknown[]>(`select 1 from placement_plan where id = ? and placement_id = ? and version = ?`, [id, placement, version + 1]);
  if (rows.length === 0) throw new Refused('OUT_OF_ORDER', 'input.plan', 'Somebody has changed the plan at the same time: read it again and decide anew.');
}

/** Carries a planned placement out: recorded as `recordPlacement` would, with everything asked anew that was asked when it was planned. */
export const activatePlacement = (context: SubgraphContext, rule: MutationRule, input: ActivatePlacementInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, async (em, viewer) => {
    const plan = requirePlan(await readPlan(em, input.plan), input, 'ACTIVATE', context.today);
    if (plan.contractOn !== null && input.occurredOn < plan.contractOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the contract.');
    if (input.occurredOn < plan.decidedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the decision.');
    const done = await placeTogether({ em, viewer, context, input: placementOf(plan, input) }, leftOf(input));
    await requireCarriedOut(em, plan, done.reference.placement);
    return done;
  });
