import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { SAVINGS_TOTALS } from '../access/scope.js';
import { reconcile } from './reconciliation.service.js';
import { reconciliationOf, SavingsReconciliation } from './reconciliation.type.js';

/** Totals about nobody: the fund's own staff and auditors. */
const ROLES = ['ministry:savings', 'auditor'] as const;

@Resolver()
export class ReconciliationResolver {
  @Directive(SAVINGS_TOTALS)
  @Query(() => SavingsReconciliation, {
    nullable: true,
    description: 'A reporting year\'s books beside what was published of it, by year of birth and by region, for the fund\'s staff and for auditors. Null for a year that is not on record.',
  })
  async savingsReconciliation(@Arg('reportingYear', () => Int, { description: 'The calendar year, e.g. 2025.' }) reportingYear: number, @Ctx() context: SubgraphContext): Promise<SavingsReconciliation | null> {
    requireRole(context, ROLES);
    const found = await context.database.register(['*'], (em) => reconcile(em, reportingYear));
    return found && reconciliationOf(found);
  }
}
