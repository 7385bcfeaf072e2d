import { Arg, Ctx, Directive, Field, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { IIN, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { CARE } from '../access/scope.js';
import { PlacementStage } from '../life/placement-stage.type.js';
import { ruleOf } from '../placement/placement-change.js';
import { PlacementOutcome } from '../placement/placement-outcome.type.js';
import { activatePlacement } from './activate-placement.js';
import { signPlacement, withdrawPlacement } from './change-plan.js';
import { listPlans } from './placement-plan.repository.js';
import { PlacementPlanOutcome } from './placement-plan-outcome.type.js';
import { PlacementPlan, toPlan } from './placement-plan.type.js';
import { ActivatePlacementInput, PlanPlacementInput, SignPlacementInput, WithdrawPlacementInput } from './plan.input.type.js';
import { planPlacement } from './plan-placement.js';

const PLAN = ruleOf('planPlacement');
const SIGN = ruleOf('signPlacement');
const ACTIVATE = ruleOf('activatePlacement');
const WITHDRAW = ruleOf('withdrawPlacement');

@InputType({ description: 'Narrows a list of planned placements; every condition given must hold.' })
export class PlacementPlanFilter {
  @Field(() => PlacementStage, { nullable: true, description: 'At this stage today.' })
  stage?: PlacementStage;

  @Field(() => KATO, { nullable: true, description: 'In this region (KATO).' })
  regionKato?: string;

  @Field(() => IIN, { nullable: true, description: 'Of this child.' })
  iin?: string;
}

export const PlacementPlanConnection = connectionType('PlacementPlan', PlacementPlan);

@Resolver()
export class PlacementPlanResolver {
  @Directive(CARE)
  @PageSize()
  @Query(() => PlacementPlanConnection, {
    nullable: true,
    description: 'Planned placements, page by page: for the authority that places children, of the whole country or of the regions of its body, those too that were carried out, given up or have lapsed. At most 100 a page.',
  })
  async placementPlans(
    @Arg('filter', () => PlacementPlanFilter, { nullable: true, description: 'Narrows the list; all plans without one.' }) filter: PlacementPlanFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<PlacementPlan>> {
    requireRole(context, ['ministry:foster-families']);
    const page = pageRequest(first, after);
    const { stage = null, regionKato = null, iin = null } = filter ?? {};
    const rows = await onRegister(context, (em) => listPlans(em, { stage, regionKato, iin }, context.today, page));
    return pageOf(rows, page.limit, (row) => row.id, toPlan);
  }

  @Directive(CARE)
  @Mutation(() => PlacementPlanOutcome, {
    nullable: true,
    description:
      'Plans a placement in a family: it holds room there, gives nobody custody and tells nobody anything. What the law asks of child, family and carers is asked now and again when it is carried out. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_PERSON, BEFORE_BIRTH, AFTER_DEATH, FORM_NOT_AVAILABLE, WRONG_AGE, DOES_NOT_FIT_FORM, UNKNOWN_FAMILY, NOT_ON_RECORD (no living carer), ALREADY_RECORDED (another plan of the child), OVER_CAPACITY, NOT_SUITABLE, EVIDENCE_MISSING, NOT_EXTENDABLE.',
  })
  planPlacement(@Arg('input', () => PlanPlacementInput, { description: 'The plan.' }) input: PlanPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementPlanOutcome> {
    return planPlacement(context, PLAN, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementPlanOutcome, {
    nullable: true,
    description: 'Records the contract of a planned placement: without one none by contract is carried out. Refusals: UNKNOWN_PLAN, VERSION_CONFLICT, NOT_IN_THIS_STATE (guardianship and trusteeship, which the body\'s act establishes; signed, carried out, given up, lapsed), OUT_OF_ORDER (before the decision), DOES_NOT_FIT_FORM (a term), NOT_ON_RECORD (no living carer), NOT_SUITABLE, EVIDENCE_MISSING (the carers of that day, as when it was planned).',
  })
  signPlacement(@Arg('input', () => SignPlacementInput, { description: 'The contract.' }) input: SignPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementPlanOutcome> {
    return signPlacement(context, SIGN, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementOutcome, {
    nullable: true,
    description: 'Carries a planned placement out: it is on record and in effect from `occurredOn` on, as by `recordPlacement`, or where the child leaves another one as by `movePlacement`. Refusals: UNKNOWN_PLAN, VERSION_CONFLICT, NOT_IN_THIS_STATE (no contract yet; carried out, given up, lapsed), OUT_OF_ORDER (before decision or contract; changed at the same time), TERM_IS_OVER (of the contract), NOT_ON_RECORD (a brother or sister without a contract of their own), and those of `recordPlacement` and `movePlacement`, about the plan where it says what is refused.',
  })
  activatePlacement(@Arg('input', () => ActivatePlacementInput, { description: 'What the plan does not say yet.' }) input: ActivatePlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementOutcome> {
    return activatePlacement(context, ACTIVATE, input);
  }

  @Directive(CARE)
  @Mutation(() => PlacementPlanOutcome, {
    nullable: true,
    description: 'Gives a planned placement up: its room is free again. Refusals: UNKNOWN_PLAN, VERSION_CONFLICT, NOT_IN_THIS_STATE (carried out, given up, lapsed), OUT_OF_ORDER (before the decision, or the contract).',
  })
  withdrawPlacement(@Arg('input', () => WithdrawPlacementInput, { description: 'Which plan.' }) input: WithdrawPlacementInput, @Ctx() context: SubgraphContext): Promise<PlacementPlanOutcome> {
    return withdrawPlacement(context, WITHDRAW, input);
  }
}
