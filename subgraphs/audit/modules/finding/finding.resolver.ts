import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import { requireRole, type SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { PageSize } from '../../../shared/list-size.js';
import { limitOf, sortedPageOf, type Connection } from '../../../shared/pagination.js';
import { UUID } from '../../../shared/scalars/scalars.js';
import { AUDITORS, onRegister } from '../access/staff.js';
import { engagementOpenTo } from '../engagement/engagement.service.js';
import { FindingOrder } from './finding-codes.type.js';
import { conditionOf } from './finding-condition.js';
import { filterGiven } from './finding-input.js';
import { FindingConnection } from './finding-outcome.type.js';
import { cursorOf, dueIn, duePlace, notACursor } from './finding-page.js';
import { engagementScope } from './finding-scope.js';
import { FindingFilter } from './finding.input.type.js';
import { listFindings, type FindingPage, type FindingRow } from './finding.repository.js';
import type { Finding } from './finding.type.js';
import { leavings } from './leavings.js';
import { MINISTRIES, ministryScope } from './ministry.js';
import { toFindings, type ShownIn } from './to-finding.js';

const onlyPlace = (value: string | undefined, key: string | null): FindingPage['after'] => (value === undefined || key === null ? null : { value, key });

@Resolver()
export class FindingResolver {
  @Directive('@requiresScopes(scopes: [["audit"]])')
  @PageSize()
  @Query(() => FindingConnection, {
    nullable: true,
    description: 'What rules have found, within an engagement that the auditor is a member of: of its programmes and regions. Ids and pseudonyms are under its key. At most 100 a page. Errors: BAD_USER_INPUT where the engagement is none of the auditor\'s, is closed, or its term has ended.',
  })
  async findings(
    @Arg('engagement', () => UUID, { description: 'Id of the engagement.' }) engagement: string,
    @Arg('filter', () => FindingFilter, { nullable: true, description: 'Which; all when left out.' }) filter: FindingFilter | undefined,
    @Arg('order', () => FindingOrder, { defaultValue: 'OLDEST', description: 'Their order.' }) order: FindingOrder,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page in the same order.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Finding>> {
    const [limit, cursor, wanted] = [limitOf(first), cursorOf(after, order), filterGiven('filter', filter)];
    const viewer = requireRole(context, AUDITORS);
    context.journal.everybody(['Query.findings', `Engagement ${engagement}`]);
    return onRegister(context, AUDITORS, async (em) => {
      const found = await engagementOpenTo(em, viewer, engagement, context.today);
      if (found === null) throw badInput('engagement', 'must be an engagement that is open, within its term, and yours.');
      const { leaving } = found;
      const key = cursor === null ? null : leaving.findingOf(cursor.finding);
      if (cursor !== null && key === null) throw notACursor();
      const scope = engagementScope(found, wanted);
      const { regions } = scope;
      const rows = await listFindings(em, conditionOf(scope, wanted), { order, secret: leaving.order, regions, limit, after: onlyPlace(cursor?.value, key) });
      const findings = await toFindings(em, rows.slice(0, limit), { ministry: null, today: context.today }, () => ({ id: engagement, leaving, regions }));
      return sortedPageOf(rows.map((row, i) => ({ row, finding: findings[i] })), limit, order, ({ row }) => [row.place, leaving.finding(row.internalId)], ({ finding }) => finding as Finding);
    });
  }

  @Directive('@requiresScopes(scopes: [["findings"]])')
  @PageSize()
  @Query(() => FindingConnection, {
    nullable: true,
    description: 'What auditors have asked a ministry to answer, what is due first first (`dueOn`), under the purpose AUDIT_ANSWER: its whole country, or the regions of the official. Each is under the key of the engagement that it was asked in, until that has ended. What is settled is listed, too: `filter: { status: NEW, answered: false }` is what waits for an answer. At most 100 a page.',
  })
  async findingsToAnswer(
    @Arg('filter', () => FindingFilter, { nullable: true, description: 'Which; all when left out.' }) filter: FindingFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<Finding>> {
    const viewer = requireRole(context, MINISTRIES);
    const [limit, cursor, wanted] = [limitOf(first), cursorOf(after, 'DUE'), filterGiven('filter', filter)];
    const scope = ministryScope(viewer, wanted);
    context.journal.everybody(['Query.findingsToAnswer']);
    return onRegister(context, MINISTRIES, async (em) => {
      const open = await leavings(em, context.today);
      const due = cursor === null ? null : dueIn(cursor.value);
      const key = cursor === null || due === null ? null : (open.get(due.engagement)?.findingOf(cursor.finding) ?? null);
      if (cursor !== null && key === null) throw notACursor();
      const { sql, parameters } = conditionOf(scope, wanted);
      const within = { sql: `${sql} and f.engagement = any(?::uuid[])`, parameters: [...parameters, `{${[...open.keys()].join(',')}}`] };
      const rows = await listFindings(em, within, { order: 'DUE', secret: null, regions: null, limit, after: onlyPlace(due?.dueOn, key) });
      const under = ({ engagement }: FindingRow): ShownIn => {
        const leaving = open.get(engagement ?? '');
        if (engagement === null || leaving === undefined) throw new Error('A finding is of an engagement that is open.');
        return { id: engagement, leaving, regions: scope.regions };
      };
      const findings = await toFindings(em, rows.slice(0, limit), { ministry: scope.assignedTo, today: context.today }, under);
      return sortedPageOf(rows.map((row, i) => ({ row, finding: findings[i] })), limit, 'DUE', ({ row }) => [duePlace({ dueOn: row.place, engagement: under(row).id }), under(row).leaving.finding(row.internalId)], ({ finding }) => finding as Finding);
    });
  }
}
