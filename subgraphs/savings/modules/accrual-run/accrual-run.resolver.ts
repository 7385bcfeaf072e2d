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
import { listRuns, runById, totalsOfRuns, type RunRow } from './accrual-run.repository.js';
import { prepareRun, releaseRun } from './accrual-run.service.js';
import { AccrualRun, AccrualRunOutcome, PrepareAccrualRunInput, ReleaseAccrualRunInput, runOf } from './accrual-run.type.js';
import { wakeRuns } from './attend.js';

const PREPARE = ruleOf('prepareAccrualRun');
const RELEASE = ruleOf('releaseAccrualRun');

export const AccrualRunConnection = connectionType('AccrualRun', AccrualRun);

const withTotals = async (em: EntityManager, rows: readonly RunRow[]): Promise<AccrualRun[]> => {
  const totals = rows.length === 0 ? [] : await totalsOfRuns(em, rows.map(({ id }) => id));
  return rows.map((row) => runOf(row, totals.filter(({ runId }) => runId === row.id)));
};

/** Does one step on a run, sets whoever works at runs to it, and answers with the run as it is then. */
async function step(context: SubgraphContext, of: MutationRule, input: MutationInput, work: (em: EntityManager) => Promise<RunRow>): Promise<AccrualRunOutcome> {
  let wake = (): void => undefined;
  const done = await mutate(context, of, input, async (em) => {
    const { id } = await work(em);
    wake = () => wakeRuns(em);
    return { reference: { id }, subjects: [] };
  });
  if (done instanceof Refusal) return done;
  wake();
  const [run] = await onRegister(context, async (em) => {
    const row = await runById(em, done.id);
    return withTotals(em, row === null ? [] : [row]);
  });
  if (run === undefined) throw new Error('A run is not there.');
  return run;
}

@Resolver()
export class AccrualRunResolver {
  @Directive(SAVINGS)
  @PageSize()
  @Query(() => AccrualRunConnection, { nullable: true, description: 'Runs of the years, newest first, for the fund\'s own staff. At most 100 a page.' })
  async accrualRuns(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AccrualRun>> {
    const page = pageRequest(first, after);
    return onRegister(context, async (em) => {
      const rows = await listRuns(em, page);
      const runs = await withTotals(em, rows);
      return pageOf(rows.map((row, i) => ({ row, run: runs[i] })), page.limit, ({ row }) => row.id, ({ run }) => run as AccrualRun);
    });
  }

  @Directive(SAVINGS)
  @Mutation(() => AccrualRunOutcome, {
    nullable: true,
    description: 'Prepares a year\'s run: what it would credit is counted, which goes on by itself, and nothing is booked. One that was prepared before and not released is withdrawn. Refusals: NOT_PUBLISHED, OUT_OF_ORDER, LIST_NOT_UP_TO_DATE, RUN_UNDER_WAY.',
  })
  prepareAccrualRun(@Arg('input', () => PrepareAccrualRunInput, { description: 'The run.' }) input: PrepareAccrualRunInput, @Ctx() context: SubgraphContext): Promise<AccrualRunOutcome> {
    const by = officialOf(context);
    return step(context, PREPARE, input, (em) => prepareRun(em, { year: input.year, dry: false, today: context.today, by }));
  }

  @Directive(SAVINGS)
  @Mutation(() => AccrualRunOutcome, {
    nullable: true,
    description: 'Releases a run that a colleague has prepared, and that is counted: it is carried out by itself. Refusals: UNKNOWN_RUN, NOT_IN_THIS_STATE (also counted more than a week ago), SAME_PERSON, LIST_NOT_UP_TO_DATE.',
  })
  releaseAccrualRun(@Arg('input', () => ReleaseAccrualRunInput, { description: 'The run.' }) input: ReleaseAccrualRunInput, @Ctx() context: SubgraphContext): Promise<AccrualRunOutcome> {
    const by = officialOf(context);
    return step(context, RELEASE, input, (em) => releaseRun(em, input.id, by, context.today));
  }
}
