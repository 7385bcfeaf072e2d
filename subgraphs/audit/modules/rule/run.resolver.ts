import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { WATCHED } from '../access/scope.js';
import { onRegister, WATCHERS } from '../access/staff.js';
import { RuleRunState } from './rule-codes.type.js';
import { RuleRun } from './rule.type.js';
import { listRuns, type RunState } from './run.repository.js';
import { toRun } from './to-rule.js';

export const RuleRunConnection = connectionType('RuleRun', RuleRun);

@Resolver()
export class RunResolver {
  @Directive(WATCHED)
  @PageSize()
  @Query(() => RuleRunConnection, { nullable: true, description: 'Rules that were asked of snapshots, those asked for last first; for auditors, and for operators as far as how each goes. At most 100 a page.' })
  async ruleRuns(
    @Arg('state', () => RuleRunState, { nullable: true, description: 'Those in this state; all when left out.' }) state: RunState | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<RuleRun>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, WATCHERS, (em) => listRuns(em, state ?? null, page));
    return pageOf(rows, page.limit, ({ internalId }) => internalId, toRun);
  }
}
