import { GraphQLDateTime } from 'graphql-scalars';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { SAVINGS_TOTALS } from '../access/scope.js';
import { regionOf, Region } from '../place/place.type.js';
import type { RegionPart } from './by-region.js';

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'A region\'s part of a year: the civil registry\'s number of children, times one sum. The parts add up to the whole.' })
export class SavingsRegionPart {
  @Field(() => Region, { nullable: true, description: 'The region; null for everybody whose region is not told: regions under five with at least one other, children whose place is withheld, and what the registry and the list differ by.' })
  region!: Region | null;

  @Field(() => Int, { nullable: true, description: 'Children who are credited for the year. Below zero, without a region, where the registry counts more than the list has.' })
  children!: number;

  @Field(() => Money, { nullable: true, description: 'What they get for the year without yields, USD.' })
  amount!: Money;

  @Field(() => Int, { nullable: true, description: 'Those of them who turn 18 in the year after the list; null where they, or the others, are fewer than five, or where such a group would follow from the number: they are with the unknown region then. Without a region, null for the same reason.' })
  turning18!: number | null;
}

@Directive(SAVINGS_TOTALS)
@ObjectType({ description: 'A year by region.' })
export class SavingsByRegion {
  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the civil registry counted where the children of the list lived on its day; null where it has told of none, and everybody is without a region.' })
  countedAt!: string | null;

  @ListSize(21)
  @Field(() => [SavingsRegionPart], { nullable: true, description: 'By KATO; at the end who is without a region.' })
  parts!: SavingsRegionPart[];
}

const partOf = ({ region, children, amount, turning18 }: RegionPart): SavingsRegionPart =>
  Object.assign(new SavingsRegionPart(), { region: region === null ? null : regionOf(region), children, amount: new Money(amount, Currency.USD), turning18 });

export const byRegionOf = (countedAt: string | null, parts: readonly RegionPart[]): SavingsByRegion => Object.assign(new SavingsByRegion(), { countedAt, parts: parts.map(partOf) });
