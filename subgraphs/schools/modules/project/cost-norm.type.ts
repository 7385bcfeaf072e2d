import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { sourcedFigure, SourcedFigure } from '../../../shared/sourced.type.js';
import type { CostNormRow } from './cost-norm.repository.js';

@ObjectType({ description: 'What a place of a school of some capacity may cost by the planning rules, in the prices of their year.' })
export class BuildingCostNorm extends SourcedFigure {
  @Field(() => Int, { description: 'Design capacity of the school, in one shift. Between two of them the norm is interpolated on a straight line; below the least and above the greatest theirs holds.' })
  capacity!: number;

  @Field(() => Money, { description: 'Per place by design.' })
  perPlace!: Money;
}

export const toCostNorm = ({ capacity, kztPerPlace, ...figure }: CostNormRow): BuildingCostNorm =>
  Object.assign(new BuildingCostNorm(), { ...sourcedFigure(figure), capacity, perPlace: new Money(kztPerPlace, 'KZT') });
