import { Decimal } from 'decimal.js';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Viewer } from '../../../shared/access/viewer.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { ruleOf } from '../access/rule.js';
import { EDUCATION } from '../access/scope.js';
import { SchoolInfrastructure } from '../infrastructure/infrastructure.type.js';
import { answerWithSchool, SchoolOutcome } from '../school/school-outcome.js';
import { School } from '../school/school.type.js';
import { RecordPreventionCasesInput, RecordPreventionStaffInput, RecordPreventionStageInput, RecordPreventionSurveyInput } from './prevention.input.type.js';
import { statements } from './prevention.repository.js';
import { coverageIn, preventionAt } from './prevention.service.js';
import { PreventionCoverage, PreventionStatement, SchoolPrevention } from './prevention.type.js';
import { recordCases, recordStaff, recordStage, recordSurvey } from './record-prevention.js';

/** Carries out a report. */
const answer = <I extends MutationInput>(context: SubgraphContext, field: string, input: I, work: (em: EntityManager, viewer: Viewer, input: I, context: SubgraphContext) => Promise<string>): Promise<SchoolOutcome> =>
  answerWithSchool(context, ruleOf(field), input, (em, viewer) => work(em, viewer, input, context));

const REFUSALS = 'Refusals: UNKNOWN_SCHOOL, OUTSIDE_YOUR_REGIONS, NOT_IN_THIS_STATE';

@Resolver(() => School)
export class SchoolPreventionResolver {
  @ListSize(2)
  @FieldResolver(() => [SchoolPrevention], { description: 'Programmes against bullying that the school takes part in, or once did.' })
  bullyingPrevention(@Root() { key }: School, @Ctx() context: SubgraphContext): Promise<SchoolPrevention[]> {
    return preventionAt(context).load(key);
  }
}

@Resolver(() => SchoolInfrastructure)
export class PreventionCoverageResolver {
  @ListSize(2)
  @FieldResolver(() => [PreventionCoverage], { description: 'How far the programmes against bullying have come there.' })
  bullyingPrevention(@Root() { place, schools }: SchoolInfrastructure, @Ctx() context: SubgraphContext): Promise<PreventionCoverage[]> {
    return coverageIn(place, schools, context);
  }
}

@Resolver()
export class PreventionResolver {
  @ListSize(40)
  @Query(() => [PreventionStatement], { nullable: true, description: 'What was said of the programmes against bullying, by day, with its source. Public.' })
  async preventionStatements(@Ctx() { database }: SubgraphContext): Promise<PreventionStatement[]> {
    return (await statements(database.relation)).map((row) => Object.assign(new PreventionStatement(), { ...row, value: new Decimal(row.value) }));
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolOutcome, { nullable: true, description: `Records a stage that a school has reached with a programme against bullying. ${REFUSALS}, OUT_OF_ORDER.` })
  recordPreventionStage(@Arg('input', () => RecordPreventionStageInput, { description: 'The stage.' }) input: RecordPreventionStageInput, @Ctx() context: SubgraphContext): Promise<SchoolOutcome> {
    return answer(context, 'recordPreventionStage', input, recordStage);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolOutcome, { nullable: true, description: `Records how many of a school's staff are trained in a programme against bullying. ${REFUSALS}.` })
  recordPreventionStaff(@Arg('input', () => RecordPreventionStaffInput, { description: 'The number.' }) input: RecordPreventionStaffInput, @Ctx() context: SubgraphContext): Promise<SchoolOutcome> {
    return answer(context, 'recordPreventionStaff', input, recordStaff);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolOutcome, { nullable: true, description: `Records the results of a school's yearly anonymous survey. ${REFUSALS}.` })
  recordPreventionSurvey(@Arg('input', () => RecordPreventionSurveyInput, { description: 'The results.' }) input: RecordPreventionSurveyInput, @Ctx() context: SubgraphContext): Promise<SchoolOutcome> {
    return answer(context, 'recordPreventionSurvey', input, recordSurvey);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolOutcome, { nullable: true, description: `Records how many cases of bullying a school's team opened and closed in a quarter. ${REFUSALS}.` })
  recordPreventionCases(@Arg('input', () => RecordPreventionCasesInput, { description: 'The numbers.' }) input: RecordPreventionCasesInput, @Ctx() context: SubgraphContext): Promise<SchoolOutcome> {
    return answer(context, 'recordPreventionCases', input, recordCases);
  }
}
