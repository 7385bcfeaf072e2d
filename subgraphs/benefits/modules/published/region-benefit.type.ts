import { Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';

@ObjectType({
  description: 'What a region paid of a programme for a month. Published, so nobody can be told from it: counts are rounded to tens and sums to millions of tenge, groups of fewer than five recipients are left out, and children whose place is withheld are not counted.',
})
export class RegionBenefit {
  @Field(() => BenefitProgrammeCode, { description: 'Code of the programme.' })
  programme!: BenefitProgrammeCode;

  @Field(() => DateScalar, { description: 'First day of the month that was paid for.' })
  month!: string;

  @Field(() => Int, { description: 'Awards that were paid for it, to the nearest ten.' })
  awards!: number;

  @Field(() => Money, { description: 'What was paid out, to the nearest million tenge.' })
  paid!: Money;
}
