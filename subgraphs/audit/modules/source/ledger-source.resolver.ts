import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import type { DatabaseName } from '../../../shared/database/roles.js';
import { ListSize } from '../../../shared/list-size.js';
import { WATCHED } from '../access/scope.js';
import { onRegister, WATCHERS } from '../access/staff.js';
import { LedgerFault, LedgerName, LedgerSource } from './ledger-source.type.js';
import { listFaults, listSources } from './source.repository.js';
import { sourceNumbered } from './source.js';

const NAMES: Readonly<Record<DatabaseName, LedgerName>> = {
  registry: 'REGISTRY',
  benefits: 'BENEFITS',
  savings: 'SAVINGS',
  'foster-families': 'FOSTER_FAMILIES',
  schools: 'SCHOOLS',
  audit: 'AUDIT',
  gateway: 'GATEWAY',
};

/** The source with a number as the graph names it; null for one that there is no more. */
export function ledgerNamed(number: number): LedgerName | null {
  const name = sourceNumbered(number);
  return name === null ? null : NAMES[name];
}

@Resolver()
export class LedgerSourceResolver {
  @Directive(WATCHED)
  @ListSize(7)
  @Query(() => [LedgerSource], { nullable: true, description: 'The ledgers that audit pulls, and how far it has come with each; for auditors and operators.' })
  async ledgerSources(@Ctx() context: SubgraphContext): Promise<LedgerSource[]> {
    const [sources, faults] = await onRegister(context, WATCHERS, async (em) => [await listSources(em), await listFaults(em)] as const);
    return sources.flatMap((row) => {
      const name = ledgerNamed(row.source);
      const own = faults.filter(({ source }) => source === row.source).map((fault) => Object.assign(new LedgerFault(), fault));
      return name === null ? [] : [Object.assign(new LedgerSource(), { ...row, name, faults: own })];
    });
  }
}
