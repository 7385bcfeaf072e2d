import { Decimal } from 'decimal.js';
import { Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { DecimalScalar } from '../../../shared/scalars/scalars.js';
import type { RateRow, TermRow } from './rate.entity.js';
import { SourcedFigure, sourcedFigure } from '../../../shared/sourced.type.js';

export const RateBase = enumType('RateBase', 'What a coefficient is multiplied with.', {
  MCI: 'Monthly calculation index (АЕК / МРП).',
  SM: 'Subsistence minimum (ең төмен күнкөріс деңгейі / прожиточный минимум).',
  MW: 'Minimum wage (ең төмен жалақы / МЗП).',
  INCOME: 'The recipient\'s average insured monthly income.',
  PAYMENT: 'The payment itself, before deductions.',
});
export type RateBase = EnumValue<typeof RateBase>;

export const RatePer = enumType('RatePer', 'What a rate is for.', {
  AWARD: 'The whole award.',
  CHILD: 'Each child in the award.',
});
export type RatePer = EnumValue<typeof RatePer>;

export const TermKind = enumType('TermKind', 'What a term limits.', {
  FROM_BIRTH: 'The benefit is paid this long from birth, the last day included.',
  APPLICATION: 'The application must come within this time of the birth, or of the day the right arises.',
  BACKDATING: 'The benefit is assigned at most this long before the application.',
  CONTRACT: 'A contract runs this long.',
});
export type TermKind = EnumValue<typeof TermKind>;

@ObjectType({ description: 'A rate of a programme: a coefficient of an index, with its period and source. Public.' })
export class ProgrammeRate extends SourcedFigure {
  @Field(() => String, { description: 'Which case of the programme, e.g. ORDER_1, CHILDREN_4, GROUP_II.' })
  tier!: string;

  @Field(() => DecimalScalar, { description: 'The coefficient, e.g. "5.76".' })
  coefficient!: Decimal;

  @Field(() => RateBase, { description: 'What it is multiplied with.' })
  base!: RateBase;

  @Field(() => RatePer, { description: 'Whether the product is for the award or for each child in it.' })
  per!: RatePer;
}

@ObjectType({ description: 'A term of a programme, with its period and source. Public.' })
export class ProgrammeTerm extends SourcedFigure {
  @Field(() => TermKind, { description: 'What it limits.' })
  kind!: TermKind;

  @Field(() => Int, { description: 'The term in months.' })
  months!: number;
}

export const rateOf = (row: RateRow): ProgrammeRate =>
  Object.assign(new ProgrammeRate(), { ...sourcedFigure(row), tier: row.tier, coefficient: new Decimal(row.coefficient), base: row.base, per: row.per });

export const termOf = (row: TermRow): ProgrammeTerm => Object.assign(new ProgrammeTerm(), { ...sourcedFigure(row), kind: row.kind, months: row.months });
