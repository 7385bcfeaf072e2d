import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import type { MutationInput } from '../../../shared/mutation/input.type.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { officialOf } from '../access/official.js';
import { onRegister } from '../access/register.service.js';
import { ruleOf } from '../access/rule.js';
import { SAVINGS } from '../access/scope.js';
import { draftById, listDrafts } from './year-draft.repository.js';
import { prepareYear, releaseYear } from './year-draft.service.js';
import { draftOf, PrepareReportingYearInput, ReleaseReportingYearInput, ReportingYearDraft, ReportingYearDraftOutcome } from './year-draft.type.js';

const PREPARE = ruleOf('prepareReportingYear');
const RELEASE = ruleOf('releaseReportingYear');

export const ReportingYearDraftConnection = connectionType('ReportingYearDraft', ReportingYearDraft);

/** Carries out a step on a year, and answers with its figures as they are now. */
async function answer(context: SubgraphContext, rule: MutationRule, input: MutationInput, work: (em: EntityManager) => Promise<string>): Promise<ReportingYearDraftOutcome> {
  const done = await mutate(context, rule, input, async (em) => ({ reference: { draft: await work(em) }, subjects: [] }));
  if (done instanceof Refusal) return done;
  const row = await onRegister(context, (em) => draftById(em, done.draft));
  if (row === null) throw new Error('A year is not there.');
  return draftOf(row);
}

@Resolver()
export class YearDraftResolver {
  @Directive(SAVINGS)
  @PageSize()
  @Query(() => ReportingYearDraftConnection, { nullable: true, description: 'Reporting years as officials have put them down, newest first, for the fund\'s own staff. At most 100 a page.' })
  async reportingYearDrafts(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<ReportingYearDraft>> {
    const page = pageRequest(first, after);
    return pageOf(await onRegister(context, (em) => listDrafts(em, page)), page.limit, ({ id }) => id, draftOf);
  }

  @Directive(SAVINGS)
  @Mutation(() => ReportingYearDraftOutcome, {
    nullable: true,
    description: 'Puts down the figures of the next reporting year; no run goes by them before a colleague releases them. Those that wait for the same year are withdrawn. Refusals: ALREADY_RECORDED, OUT_OF_ORDER, CONTRADICTORY, NOT_PUBLISHED (from memory).',
  })
  prepareReportingYear(@Arg('input', () => PrepareReportingYearInput, { description: 'The figures.' }) input: PrepareReportingYearInput, @Ctx() context: SubgraphContext): Promise<ReportingYearDraftOutcome> {
    const by = officialOf(context);
    return answer(context, PREPARE, input, (em) => prepareYear(em, input, context.today, by));
  }

  @Directive(SAVINGS)
  @Mutation(() => ReportingYearDraftOutcome, {
    nullable: true,
    description: 'Releases figures that a colleague has put down: the year is one of `reportingYears`, and its run may be prepared. Refusals: UNKNOWN_YEAR, NOT_IN_THIS_STATE, SAME_PERSON, ALREADY_RECORDED.',
  })
  releaseReportingYear(@Arg('input', () => ReleaseReportingYearInput, { description: 'The year.' }) input: ReleaseReportingYearInput, @Ctx() context: SubgraphContext): Promise<ReportingYearDraftOutcome> {
    const by = officialOf(context);
    return answer(context, RELEASE, input, async (em) => (await releaseYear(em, input.id, context.today, by)).id);
  }
}
