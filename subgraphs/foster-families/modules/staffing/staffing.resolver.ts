import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { DateScalar, KATO } from '../../../shared/scalars/scalars.js';
import { CARE } from '../access/scope.js';
import { ruleOf } from '../placement/placement-change.js';
import { recordChildren, recordStaff } from './record-staffing.js';
import { RecordDistrictChildrenInput, RecordGuardianshipStaffInput } from './staffing.input.type.js';
import { districtsOf, districtsOn } from './staffing.service.js';
import { GuardianshipStaffing, GuardianshipStaffingOutcome } from './staffing.type.js';

const STAFF = ruleOf('recordGuardianshipStaff');
const CHILDREN = ruleOf('recordDistrictChildren');

@Resolver()
export class StaffingResolver {
  @ListSize(20)
  @Query(() => [GuardianshipStaffing], { nullable: true, description: 'Specialists of the guardianship bodies of a region beside the children of their districts, and the norm, in the order of the classifier; none for a code that is no region\'s. Public.' })
  guardianshipStaffing(
    @Arg('regionKato', () => KATO, { description: 'The region (KATO).' }) regionKato: string,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<GuardianshipStaffing[]> {
    return districtsOn(context, districtsOf(regionKato), on ?? context.today);
  }

  @Directive(CARE)
  @Mutation(() => GuardianshipStaffingOutcome, {
    nullable: true,
    description: 'Records how many specialists the guardianship body of a district has. By staff for the whole country. Answers with the district as of today. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS (also of staff of a region), NOT_ON_RECORD (`corrects` names no figure of the district), ALREADY_RECORDED (that was corrected already).',
  })
  recordGuardianshipStaff(@Arg('input', () => RecordGuardianshipStaffInput, { description: 'The staff.' }) input: RecordGuardianshipStaffInput, @Ctx() context: SubgraphContext): Promise<GuardianshipStaffingOutcome> {
    return recordStaff(context, STAFF, input);
  }

  @Directive(CARE)
  @Mutation(() => GuardianshipStaffingOutcome, {
    nullable: true,
    description: 'Records how many children live in a district, as statistics have published it. By staff for the whole country. Answers with the district as of today. Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS (also of staff of a region), NOT_ON_RECORD (`corrects` names no figure of the district), ALREADY_RECORDED (that was corrected already).',
  })
  recordDistrictChildren(@Arg('input', () => RecordDistrictChildrenInput, { description: 'The figure.' }) input: RecordDistrictChildrenInput, @Ctx() context: SubgraphContext): Promise<GuardianshipStaffingOutcome> {
    return recordChildren(context, CHILDREN, input);
  }
}
