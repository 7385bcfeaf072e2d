import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { PageSize } from '../../../shared/list-size.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { WATCHED } from '../access/scope.js';
import { onRegister, WATCHERS } from '../access/staff.js';
import { ledgerNamed } from '../source/ledger-source.resolver.js';
import { listAlerts, type AlertRow } from './access-alert.repository.js';
import { AccessAlert, AccessAlertKind } from './access-alert.type.js';

export const AccessAlertConnection = connectionType('AccessAlert', AccessAlert);

const toAlert = (row: AlertRow): AccessAlert => Object.assign(new AccessAlert(), { ...row, source: row.source === null ? null : ledgerNamed(row.source) });

@Resolver()
export class AccessAlertResolver {
  @Directive(WATCHED)
  @PageSize()
  @Query(() => AccessAlertConnection, {
    nullable: true,
    description: 'What should be looked into about accesses to children\'s records, newest first; for operators and auditors. It names no child and no person. At most 100 a page.',
  })
  async accessAlerts(
    @Arg('kind', () => AccessAlertKind, { nullable: true, description: 'Of this kind; all kinds when left out.' }) kind: AccessAlertKind | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<AccessAlert>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, WATCHERS, (em) => listAlerts(em, kind ?? null, page));
    return pageOf(rows, page.limit, ({ id }) => id, toAlert);
  }
}
