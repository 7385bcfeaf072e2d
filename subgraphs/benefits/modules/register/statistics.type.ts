import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { enumType, type EnumValue } from '../../../shared/enum.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BenefitProgramme } from '../programme/programme.type.js';
import { Region } from '../place/place.type.js';

export const BenefitGrouping = enumType('BenefitGrouping', 'What awards and payments are counted by.', {
  PROGRAMME: 'By programme.',
  REGION: 'By the region that pays.',
  MONTH: 'By the month that is paid for: then only awards are counted for which something was due or paid for it.',
});
export type BenefitGrouping = EnumValue<typeof BenefitGrouping>;

@Directive('@authenticated')
@ObjectType({ description: 'Awards, what was paid on them and what is due, counted exactly. What came back is neither paid nor due.' })
export class BenefitStatistic {
  @Field(() => BenefitProgramme, { nullable: true, description: 'The programme; null where it is not counted by programme.' })
  programme!: BenefitProgramme | null;

  @Field(() => Region, { nullable: true, description: 'The region that pays; null where it is not counted by region.' })
  region!: Region | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day of the month that is paid for; null where it is not counted by month.' })
  month!: string | null;

  @Field(() => Int, { description: 'Awards; by month those for which something was due or paid for it.' })
  awards!: number;

  @Field(() => Int, { description: 'Different persons and organisations that receive them.' })
  recipients!: number;

  @Field(() => Int, { description: 'Different children that they are for, past ones included; by month those in them on a day of it.' })
  children!: number;

  @Field(() => Int, { description: 'Payments for the months asked for that were paid out, arrears among them.' })
  payments!: number;

  @Field(() => Money, { description: 'What was paid out by them.' })
  paid!: Money;

  @Field(() => Money, { description: 'Pension contributions withheld from them and transferred.' })
  withheld!: Money;

  @Field(() => Money, { description: 'Kept back from these payments towards overpayments.' })
  recovered!: Money;

  @Field(() => Money, { description: 'What is due for these months and not paid out yet.' })
  due!: Money;
}
