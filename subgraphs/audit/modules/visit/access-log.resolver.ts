import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { GRANT_SELECTION } from '../../../shared/access/grant.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, type Connection } from '../../../shared/pagination.js';
import { Child } from '../child/child.type.js';
import { logPage, openLog, visitsPage } from './access-log.js';
import { pageOfLog } from './access-log.repository.js';
import { AccessVisit } from './access-visit.type.js';

export const AccessVisitConnection = connectionType('AccessVisit', AccessVisit);

@Resolver(() => Child)
export class AccessLogResolver {
  @Directive(`@requires(fields: "${GRANT_SELECTION}")`)
  @Directive('@requiresScopes(scopes: [["identity"]])')
  @PageSize()
  @FieldResolver(() => AccessVisitConnection, {
    nullable: true,
    description:
      'Who looked at the child\'s records, for what purpose and at which programmes, newest first; one item for each request, some seconds after it. For the child from 16, and for parents and representatives who act for the child in full; `WITHHELD` from everybody else. What an open inquiry looked up appears when it is closed. Facts that programmes only compute with are not listed.',
  })
  async accessLog(
    @Root() { iin, grant }: Child,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AccessVisit>> {
    const log = openLog(iin, grant);
    const page = logPage(first, after);
    return visitsPage(await pageOfLog({ iin, ...page }, context), page.limit, log);
  }
}
