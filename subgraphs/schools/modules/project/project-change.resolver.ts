import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ruleOf } from '../access/rule.js';
import { EDUCATION } from '../access/scope.js';
import { attachDocument } from './attach-document.js';
import { openSchool } from './open-school.js';
import { correctProject } from './correct-project.js';
import { planProject } from './plan-project.js';
import { planStage } from './plan-stage.js';
import { SchoolProjectOutcome } from './project-outcome.type.js';
import {
  AttachProjectDocumentInput, CommissionProjectInput, CorrectProjectInput, OpenProjectSchoolInput, PlanProjectInput, PlanStageInput, ReachStageInput, RecordExpertiseInput, ResumeProjectInput, StopProjectInput,
} from './project.input.type.js';
import { commissionProject, reachStage, resumeProject, stopProject } from './reach-stage.js';
import { recordExpertise } from './record-expertise.js';

const IN_REGION = 'For the ministry, and for an akimat\'s department in its regions. What it says is published, `source` too.';
const CHANGES = 'UNKNOWN_PROJECT, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER (before the stage in which the project is)';

const PLAN = ruleOf('planProject');
const PLAN_STAGE = ruleOf('planStage');
const EXPERTISE = ruleOf('recordExpertise');
const REACH = ruleOf('reachStage');
const SUSPEND = ruleOf('suspendProject');
const RESUME = ruleOf('resumeProject');
const CANCEL = ruleOf('cancelProject');
const COMMISSION = ruleOf('commissionProject');
const ATTACH = ruleOf('attachProjectDocument');
const OPEN = ruleOf('openProjectSchool');
const CORRECT = ruleOf('correctProject');

@Resolver()
export class ProjectChangeResolver {
  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Puts a building project on record. ${IN_REGION} Refusals: UNKNOWN_PLACE, OUTSIDE_YOUR_REGIONS, UNKNOWN_SCHOOL, NOT_IN_THIS_STATE (a plan for no stage ahead), CONTRADICTORY (plans out of order).` })
  planProject(@Arg('input', () => PlanProjectInput, { description: 'The project.' }) input: PlanProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return planProject(context, PLAN, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `States anew when stages ahead are to be reached; what was stated before stays, and the first plan is what a project is measured by. ${IN_REGION} Refusals: UNKNOWN_PROJECT, VERSION_CONFLICT, NOT_IN_THIS_STATE, OUT_OF_ORDER (before the last statement), CONTRADICTORY (plans out of order).` })
  planStage(@Arg('input', () => PlanStageInput, { description: 'The plans.' }) input: PlanStageInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return planStage(context, PLAN_STAGE, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Puts a conclusion of the State expertise on record. ${IN_REGION} Refusals: ${CHANGES}, ALREADY_RECORDED.` })
  recordExpertise(@Arg('input', () => RecordExpertiseInput, { description: 'The conclusion.' }) input: RecordExpertiseInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return recordExpertise(context, EXPERTISE, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Puts the next stage of a project on record. From TENDER on it takes a positive conclusion. ${IN_REGION} Refusals: ${CHANGES}, EXPERTISE_MISSING.` })
  reachStage(@Arg('input', () => ReachStageInput, { description: 'The stage.' }) input: ReachStageInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return reachStage(context, REACH, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `A project stands still, until it is resumed or cancelled. ${IN_REGION} Refusals: ${CHANGES}.` })
  suspendProject(@Arg('input', () => StopProjectInput, { description: 'The decision.' }) input: StopProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return stopProject(context, SUSPEND, input, 'SUSPENDED');
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `A suspended project goes on where it was. ${IN_REGION} Refusals: ${CHANGES}.` })
  resumeProject(@Arg('input', () => ResumeProjectInput, { description: 'The decision.' }) input: ResumeProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return resumeProject(context, RESUME, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `A project will not be built: an end. ${IN_REGION} Refusals: ${CHANGES}.` })
  cancelProject(@Arg('input', () => StopProjectInput, { description: 'The decision.' }) input: StopProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return stopProject(context, CANCEL, input, 'CANCELLED');
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Puts a project into use by an act; its places are delivered from that day on. ${IN_REGION} Refusals: ${CHANGES}, EXPERTISE_MISSING.` })
  commissionProject(@Arg('input', () => CommissionProjectInput, { description: 'The act.' }) input: CommissionProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return commissionProject(context, COMMISSION, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Puts a paper or picture of a project on record, by reference. ${IN_REGION} Refusals: UNKNOWN_PROJECT, VERSION_CONFLICT, ALREADY_RECORDED.` })
  attachProjectDocument(@Arg('input', () => AttachProjectDocumentInput, { description: 'The paper.' }) input: AttachProjectDocumentInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return attachDocument(context, ATTACH, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Corrects what was recorded of a project by mistake; what was recorded stays on record beside it, with the reason. ${IN_REGION} Refusals: UNKNOWN_PROJECT, VERSION_CONFLICT, OUT_OF_ORDER (before it was planned), UNKNOWN_PLACE, CONTRADICTORY (a district of another region), NOT_IN_THIS_STATE (the district of what is a school by now), ALREADY_RECORDED.` })
  correctProject(@Arg('input', () => CorrectProjectInput, { description: 'The facts as they should be.' }) input: CorrectProjectInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return correctProject(context, CORRECT, input);
  }

  @Directive(EDUCATION)
  @Mutation(() => SchoolProjectOutcome, { nullable: true, description: `Opens the school that a commissioned project has built, and puts it on record with its features, or names the one that is on record. ${IN_REGION} Refusals: ${CHANGES}, UNKNOWN_SCHOOL, ALREADY_RECORDED.` })
  openProjectSchool(@Arg('input', () => OpenProjectSchoolInput, { description: 'The school.' }) input: OpenProjectSchoolInput, @Ctx() context: SubgraphContext): Promise<SchoolProjectOutcome> {
    return openSchool(context, OPEN, input);
  }
}
