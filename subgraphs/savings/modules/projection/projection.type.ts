import type { Decimal } from 'decimal.js';
import { Arg, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar, DecimalScalar } from '../../../shared/scalars/scalars.js';
import type { ProjectionStep } from '../../rules/explanation.js';
import type { ProjectedAccrual, Projection } from '../../rules/projection.js';
import { SavingsPhase } from '../savings/phase.js';

@ObjectType({ description: 'One step of an explanation. Public.' })
export class SavingsProjectionStep {
  said!: LocalizedText;

  @Field(() => String, { description: 'What was done, and why.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }

  @Field(() => String, { nullable: true, description: 'What was computed, e.g. "100.52 × 0.0301". Null for a note.' })
  expression!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it came to, in US dollars; null for a note.' })
  value!: Decimal | null;
}

@ObjectType({ description: 'What is credited for one reporting year. Public.' })
export class SavingsProjectionAccrual {
  @Field(() => Int, { description: 'The reporting year.' })
  reportingYear!: number;

  @Field(() => DateScalar, { description: 'The day on which it is credited; later than the year\'s own day for a record that was late.' })
  creditedOn!: string;

  @Field(() => Money, { description: 'The sum of the year, USD: the same for every child.' })
  amount!: Money;

  @Field(() => Money, { description: 'What earlier sums earned, USD.' })
  yield!: Money;
}

@ObjectType({ description: 'Where somebody stands in the programme «National Fund for Children» on a day, by the published years and some facts alone: nobody\'s data. Public.' })
export class SavingsProjection {
  @Field(() => SavingsPhase, { description: 'Where the person stands.' })
  phase!: SavingsPhase;

  @Field(() => Money, { description: 'Sums of the years that were credited to the latest claim, USD: the `accruals` without their yields.' })
  principal!: Money;

  @Field(() => Money, { description: 'What they earned, USD.' })
  yield!: Money;

  @Field(() => Money, { description: 'What stands on the claim or the account at the end of the day, USD: principal and yield together; 0 once the claim is VOID or the sum was TRANSFERRED. Nothing is paid out before that.' })
  balance!: Money;

  @ListSize(10)
  @Field(() => [SavingsProjectionAccrual], { description: 'What was credited to the latest claim, year by year.' })
  accruals!: SavingsProjectionAccrual[];

  @Field(() => DateScalar, { nullable: true, description: 'From when one may apply for it: the 18th birthday or the opening of the account, whichever is later; after a death, when it is due to the heirs. Null without a claim.' })
  payableFrom!: string | null;

  @Field(() => Boolean, { description: 'Whether every year that counts by then is published. If not, the sums are without what is not known, and `explanation` names the years.' })
  complete!: boolean;

  @ListSize(16)
  @Field(() => [SavingsProjectionStep], { description: 'How it came about, step by step: what was credited, what was not and why, what is not known, what follows.' })
  explanation!: SavingsProjectionStep[];
}

const usd = (amount: Decimal): Money => new Money(amount, Currency.USD);

const toStep = ({ text, expression, value }: ProjectionStep): SavingsProjectionStep => Object.assign(new SavingsProjectionStep(), { said: text, expression, value });

const toProjectedAccrual = ({ reportingYear, creditedOn, amount, yield: earned }: ProjectedAccrual): SavingsProjectionAccrual =>
  Object.assign(new SavingsProjectionAccrual(), { reportingYear, creditedOn, amount: usd(amount), yield: usd(earned) });

export const toProjection = ({ phase, principal, yield: earned, balance, accruals, payableFrom, complete, explanation }: Projection): SavingsProjection =>
  Object.assign(new SavingsProjection(), {
    phase,
    principal: usd(principal),
    yield: usd(earned),
    balance: usd(balance),
    accruals: accruals.map(toProjectedAccrual),
    payableFrom,
    complete,
    explanation: explanation.map(toStep),
  });
