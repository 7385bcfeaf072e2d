import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import { onRegister } from '../access/register.service.js';
import { SAVINGS } from '../access/scope.js';
import { AccrualRun } from '../accrual-run/accrual-run.type.js';
import { byRegionOf, SavingsByRegion } from './by-region.type.js';
import { regionsOfRuns, type RunRegions } from './run-regions.js';

const regions = defineLoader<string, RunRegions | null>((publicIds, context) =>
  onRegister(context, async (em) => {
    const rows = await em.execute<{ id: string; publicId: string }[]>('select id::text, public_id as "publicId" from accrual_run where public_id in (?)', [[...publicIds]]);
    const found = await regionsOfRuns(em, rows.map(({ id }) => id));
    return alignByKey(publicIds, rows, ({ publicId }) => publicId).map((row) => found.find(({ run }) => run === row?.id) ?? null);
  }));

@Resolver(() => AccrualRun)
export class RunRegionsResolver {
  @Directive(SAVINGS)
  @FieldResolver(() => SavingsByRegion, {
    nullable: true,
    description: 'The year by region: everybody whom this run and those before it credit for its year, as counted, or as booked when it is done. A run of who came late is a part of that.',
  })
  async byRegion(@Root() { id }: AccrualRun, @Ctx() context: SubgraphContext): Promise<SavingsByRegion | null> {
    const found = await regions(context).load(id);
    return found && byRegionOf(found.countedAt, found.parts);
  }
}
