import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { ListSize } from '../../../shared/list-size.js';
import { alignByKey, defineLoader } from '../../../shared/loader.js';
import { Currency, Money } from '../../../shared/money.js';
import { onRegister } from '../access/register.service.js';
import { SAVINGS } from '../access/scope.js';
import { AccrualRun } from '../accrual-run/accrual-run.type.js';
import { regionOf, Region } from '../place/place.type.js';
import type { RegionPart } from './by-region.js';
import { regionsOfRuns, type RunRegions } from './run-regions.js';

@Directive(SAVINGS)
@ObjectType({ description: 'A region\'s part of a year: the civil registry\'s number of children, times one sum. The parts add up to the whole.' })
export class AccrualRunRegion {
  @Field(() => Region, { nullable: true, description: 'The region; null for everybody whose region is not told: regions and groups under five, children whose place is withheld, and what the registry and the list differ by.' })
  region!: Region | null;

  @Field(() => Int, { nullable: true, description: 'Children who are credited for the year. Below zero, without a region, where the registry counts more than the list has.' })
  children!: number;

  @Field(() => Money, { nullable: true, description: 'What they get for the year without yields, USD.' })
  amount!: Money;

  @Field(() => Int, { nullable: true, description: 'Those of them who turn 18 in the year of the run; null where they, or the others, are fewer than five: they are with the unknown region then.' })
  turning18!: number | null;
}

@Directive(SAVINGS)
@ObjectType({ description: 'A year by region.' })
export class AccrualRunRegions {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the civil registry counted where the children of the list lived on its day; null where it has told of none, and everybody is without a region.' })
  countedAt!: string | null;

  @ListSize(21)
  @Field(() => [AccrualRunRegion], { nullable: true, description: 'By KATO; at the end who is without a region.' })
  parts!: AccrualRunRegion[];
}

export const partOf = ({ region, children, amount, turning18 }: RegionPart): AccrualRunRegion =>
  Object.assign(new AccrualRunRegion(), { region: region === null ? null : regionOf(region), children, amount: new Money(amount, Currency.USD), turning18 });

const regions = defineLoader<string, RunRegions | null>((publicIds, context) =>
  onRegister(context, async (em) => {
    const rows = await em.execute<{ id: string; publicId: string }[]>('select id::text, public_id as "publicId" from accrual_run where public_id in (?)', [[...publicIds]]);
    const found = await regionsOfRuns(em, rows.map(({ id }) => id));
    return alignByKey(publicIds, rows, ({ publicId }) => publicId).map((row) => found.find(({ run }) => run === row?.id) ?? null);
  }));

@Resolver(() => AccrualRun)
export class RunRegionsResolver {
  @Directive(SAVINGS)
  @FieldResolver(() => AccrualRunRegions, {
    nullable: true,
    description: 'The year by region: everybody whom this run and those before it credit for its year, as counted, or as booked when it is done. A run of who came late is a part of that.',
  })
  async byRegion(@Root() { id }: AccrualRun, @Ctx() context: SubgraphContext): Promise<AccrualRunRegions | null> {
    const found = await regions(context).load(id);
    return found && Object.assign(new AccrualRunRegions(), { countedAt: found.countedAt, parts: found.parts.map(partOf) });
  }
}
