import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { opened, type AccessPath } from '../../../shared/access/path.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { gapsOf } from '../../rules/missing.js';
import { SAVINGS } from '../access/scope.js';
import { claimsOf, transfersOf } from '../ledger/ledger.repository.js';
import { listedChild } from '../list/listed-child.repository.js';
import { factsOf, requiresFacts } from '../savings/facts.js';
import { ChildSavings } from '../savings/savings.type.js';
import { runsDone } from '../year/runs-done.js';
import { SavingsGap, toGap } from './missing.type.js';

/** Years credited to the child's latest claim. */
async function creditedYears(iin: string, path: AccessPath, context: SubgraphContext): Promise<ReadonlySet<number>> {
  const [claims, transfers] = await Promise.all([claimsOf(context, path).load(iin), transfersOf(context, path).load(iin)]);
  const latest = claims.at(-1)?.accountId;
  return new Set(transfers.flatMap(({ kind, creditAccount, reportingYear }) => (kind === 'ACCRUAL' && creditAccount === latest && reportingYear != null ? [reportingYear] : [])));
}

@Resolver(() => ChildSavings)
export class MissingResolver {
  @Directive(requiresFacts('birthDate deathDate citizenships { country from to }'))
  @Directive(SAVINGS)
  @ListSize(2)
  @FieldResolver(() => [SavingsGap], {
    nullable: true,
    description: 'What is missing when the child should have sums, or be on the list for the next ones, and has not; empty when nothing is. Compares the civil registry with the programme\'s own list and ledger: answers through the gateway only.',
  })
  async missing(@Root() section: ChildSavings, @Ctx() context: SubgraphContext): Promise<SavingsGap[]> {
    const { iin, path } = opened(section.record);
    const { birthDate, deathDate, citizenships } = factsOf(section);
    const [listed, credited, runs] = await Promise.all([listedChild(context, path).load(iin), creditedYears(iin, path, context), runsDone(context)]);
    const civil = { birthDate, diedOn: deathDate, citizenship: citizenships.filter(({ country }) => country === 'KZ') };
    return gapsOf({ civil, listed, credited, runs, today: context.today }).map(toGap);
  }
}
