import { Decimal } from 'decimal.js';
import { Directive, Field, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import type { AwardAmountRow } from './award.entity.js';

@Directive('@authenticated')
@ObjectType({ description: 'What an award amounts to in a period: it is computed anew when an index, a rate or the family changes.' })
export class AwardAmount {
  @Field(() => DateScalar, { description: 'First day on which the amount holds.' })
  validFrom!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; null while it does.' })
  validTo!: string | null;

  @Field(() => String, { description: 'Which case of the programme was applied, e.g. ORDER_1, CHILDREN_5, GROUP_II.' })
  tier!: string;

  @Field(() => DecimalScalar, { description: 'The exact value in tenge before rounding.' })
  exact!: Decimal;

  @Field(() => Money, { description: 'The amount, rounded by the policy of the day.' })
  gross!: Money;

  @Field(() => Money, { description: 'Pension contributions withheld from it.' })
  withheld!: Money;

  @Field(() => Money, { description: 'What the recipient gets.' })
  net!: Money;

  @Field(() => String, { description: 'The rate that was applied: programme, tier and first day of the rate.' })
  ruleVersion!: string;
}

export const netOf = ({ gross, withheld: contributions }: AwardAmountRow): Money => new Money(new Decimal(gross).minus(contributions), 'KZT');

export const amountOf = (row: AwardAmountRow): AwardAmount =>
  Object.assign(new AwardAmount(), {
    validFrom: row.validFrom,
    validTo: row.validTo ?? null,
    tier: row.tier,
    exact: new Decimal(row.exact),
    gross: new Money(row.gross, 'KZT'),
    withheld: new Money(row.withheld, 'KZT'),
    net: netOf(row),
    ruleVersion: row.ruleVersion,
  });
