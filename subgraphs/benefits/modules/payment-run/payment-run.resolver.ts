import type { EntityManager } from '@mikro-orm/postgresql';
import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import { registerRegions } from '../../../shared/access/regions.js';
import type { Viewer } from '../../../shared/access/viewer.js';
import { monthStart } from '../../../shared/calendar.js';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { withheld } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { mutate, type MutationRule } from '../../../shared/mutation/mutate.js';
import { Refused } from '../../../shared/mutation/refusal.js';
import { Refusal } from '../../../shared/mutation/refusal.type.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { showConfidential } from '../access/nation.js';
import { onRegister } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { wakeRuns } from './attend.js';
import { beginRun, listRuns, runById, totalsOfRuns, type RunRow, type RunScope } from './payment-run.repository.js';
import { PaymentRun, PaymentRunOutcome, runOf, StartPaymentRunInput } from './payment-run.type.js';

const START: MutationRule = { coordinate: 'Mutation.startPaymentRun', roles: ['ministry:benefits'], purpose: 'BENEFIT_ASSESSMENT' };

export const PaymentRunConnection = connectionType('PaymentRun', PaymentRun);

const scopeOf = ({ month, regionKato, dryRun }: StartPaymentRunInput): RunScope => ({ month: monthStart(month), region: regionKato ?? null, dry: dryRun });

/** A month that has begun; and the nation is for whoever works for all of it. */
function requirePossible(viewer: Viewer, { month, region }: RunScope, today: string): void {
  if (month > today) throw new Refused('MONTH_TO_COME', 'input.month', 'Payments are made for months that have begun.');
  const regions = registerRegions(viewer);
  if (regions.includes('*') || (region !== null && regions.includes(region))) return;
  throw new Refused('OUTSIDE_YOUR_REGIONS', 'input.regionKato', 'You may start runs of the regions that you act in: name one of them.');
}

async function begin(em: EntityManager, scope: RunScope): Promise<RunRow> {
  await showConfidential(em);
  const run = await beginRun(em, scope);
  if (run === null) throw new Refused('RUN_UNDER_WAY', 'input.month', 'A run of this month and place is under way; it goes on by itself.');
  return run;
}

const withTotals = async (em: EntityManager, runs: readonly RunRow[]): Promise<PaymentRun[]> => {
  const totals = runs.length === 0 ? [] : await totalsOfRuns(em, runs.map(({ id }) => id));
  return runs.map((run) => runOf(run, totals.filter(({ runId }) => runId === run.id)));
};

@Resolver()
export class PaymentRunResolver {
  @Directive(BENEFITS)
  @PageSize()
  @Query(() => PaymentRunConnection, { nullable: true, description: 'Payment runs, newest first, for the ministry: those of its regions. At most 100 a page.' })
  async paymentRuns(
    @Arg('month', () => DateScalar, { nullable: true, description: 'Runs of the month of this day.' }) month: string | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<PaymentRun>> {
    requireRole(context, START.roles);
    const page = pageRequest(first, after);
    return onRegister(context, async (em) => {
      const rows = await listRuns(em, month === undefined ? null : monthStart(month), page);
      const runs = await withTotals(em, rows);
      return pageOf(rows.map((row, i) => ({ row, run: runs[i] })), page.limit, ({ row }) => row.id, ({ run }) => run as PaymentRun);
    });
  }

  @Directive(BENEFITS)
  @Mutation(() => PaymentRunOutcome, {
    nullable: true,
    description: 'Starts a payment run, which goes on by itself: ask `paymentRuns` how far it has come. Of a month that was paid it makes what has become due since. Refusals: RUN_UNDER_WAY, MONTH_TO_COME, OUTSIDE_YOUR_REGIONS.',
  })
  async startPaymentRun(@Arg('input', () => StartPaymentRunInput, { description: 'The run.' }) input: StartPaymentRunInput, @Ctx() context: SubgraphContext): Promise<PaymentRunOutcome> {
    const scope = scopeOf(input);
    let wake = (): void => undefined;
    const done = await mutate(context, START, input, async (em, viewer) => {
      requirePossible(viewer, scope, context.today);
      const { id } = await begin(em, scope);
      wake = () => wakeRuns(em);
      return { reference: { id }, subjects: [] };
    });
    if (done instanceof Refusal) return done;
    wake();
    const [run] = await onRegister(context, async (em) => {
      const row = await runById(em, done.id);
      return withTotals(em, row === null ? [] : [row]);
    });
    // Asked again with a token for other regions.
    if (run === undefined) throw withheld('OUT_OF_VIEW');
    return run;
  }
}
