import type { EntityManager } from '@mikro-orm/postgresql';
import { nationwide } from '../../../shared/access/nationwide.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import type { MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { answer } from '../placement/placement-change.js';
import { RecordPlacementInput, type PlacedSiblingInput } from '../placement/placement.input.type.js';
import { placeTogether, type OwnContract } from '../placement/place-together.js';
import type { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { named } from '../placement/refusal-field.js';
import { isByContract, readPlan, requirePlan } from './change-plan.js';
import { PLAN, type PlacementPlanRow } from './placement-plan.repository.js';
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

const tooLate = (field: string, until: CivilDate): Refused => new Refused('TERM_IS_OVER', field, `The contract ended before ${until}: another one is signed.`);

/** The contract that a brother or sister goes by: each child has its own (132-2(1), 132-7(1), 134(1)), planned and signed or named in the input. */
async function contractOf(em: EntityManager, { form, familyId }: PlacementPlanRow, { iin, act }: PlacedSiblingInput, { at, day, today }: { readonly at: number; readonly day: CivilDate; readonly today: CivilDate }): Promise<OwnContract | null> {
  const field = `input.siblings[${at}].act`;
  const [plan] = await nationwide(em, () => em.execute<PlacementPlanRow[]>(`${PLAN} and n.iin = ? and n.family_id = ? and n.form = ? and n.closed_on is null and n.lapses_on > ?`, [iin, familyId, form, today]));
  const { contractNumber = null, contractUntil = null } = plan ?? {};
  if (contractNumber === null) {
    if (act != null) return null;
    throw new Refused('NOT_ON_RECORD', field, 'By contract each child goes by one of its own (Code on Marriage and Family, 132-2(1), 132-7(1), 134(1)): plan and sign it, or give its number.');
  }
  if (act != null && act.trim() !== contractNumber) throw new Refused('NOT_ON_RECORD', field, 'The child goes by the contract on record: leave the number out.');
  if (contractUntil !== null && day >= contractUntil) throw tooLate(field, contractUntil);
  return { act: contractNumber, plannedUntil: contractUntil };
}

/** Contracts of those who go along; the body's act may be one for all. */
async function contractsOf(em: EntityManager, plan: PlacementPlanRow, { siblings, occurredOn: day }: ActivatePlacementInput, today: CivilDate): Promise<ReadonlyMap<string, OwnContract>> {
  const contracts = new Map<string, OwnContract>();
  if (!isByContract(plan.form)) return contracts;
  for (const [at, sibling] of siblings.entries()) {
    const contract = await contractOf(em, plan, sibling, { at, day, today });
    if (contract !== null) contracts.set(sibling.iin, contract);
  }
  return contracts;
}

function requireDay({ decidedOn, contractOn, contractUntil }: PlacementPlanRow, { occurredOn }: ActivatePlacementInput): void {
  if (contractOn !== null && occurredOn < contractOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the contract.');
  if (occurredOn < decidedOn) throw new Refused('OUT_OF_ORDER', 'input.occurredOn', 'The day must not lie before the decision.');
  if (contractUntil !== null && occurredOn >= contractUntil) throw tooLate('input.occurredOn', contractUntil);
}

/** What the plan says and the input does not: a refusal is about the plan. The version of the placement that is left has a name of its own. */
const SENT: Readonly<Record<string, string>> = {
  'input.iin': 'input.plan', 'input.form': 'input.plan', 'input.family': 'input.plan', 'input.body': 'input.plan', 'input.reason': 'input.plan', 'input.district': 'input.plan', 'input.expectedVersion': 'input.placementVersion',
};

/** Carries a planned placement out: recorded as `recordPlacement` would, with everything asked anew that was asked when it was planned. */
export const activatePlacement = (context: SubgraphContext, rule: MutationRule, input: ActivatePlacementInput): Promise<PlacementOutcome> =>
  answer(context, rule, input, async (em, viewer) => {
    const plan = requirePlan(await readPlan(em, input.plan), input, 'ACTIVATE', context.today);
    requireDay(plan, input);
    const request = { em, viewer, context, input: placementOf(plan, input), contracts: await contractsOf(em, plan, input, context.today) };
    const done = await named((field) => SENT[field] ?? field, () => placeTogether(request, leftOf(input)));
    await requireCarriedOut(em, plan, done.reference.placement);
    return done;
  });
