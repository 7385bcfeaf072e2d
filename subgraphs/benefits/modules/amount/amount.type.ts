import { Decimal } from 'decimal.js';
import { Arg, Ctx, Field, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../../shared/context.js';
import { inLanguage, type Language, type LocalizedText } from '../../../shared/language.js';
import { LANGUAGE, LanguageEnum } from '../../../shared/language.type.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DecimalScalar } from '../../../shared/scalars/scalars.js';
import { SC } from '../../migrations/reference/rates.js';
import type { BenefitAmount as Computed } from '../../rules/amount.js';
import type { Rule } from '../../rules/rule.js';
import type { Step, UsedFigure } from '../../rules/working.js';
import { BenefitUnit } from '../programme/programme.type.js';
import { SourcedFigure, sourcedFigure } from '../rate/sourced.type.js';

@ObjectType({ description: 'One step of an explanation. Public.' })
export class BenefitAmountStep {
  said!: LocalizedText;

  @Field(() => String, { description: 'What was done, and why.' })
  text(@Arg('lang', () => LanguageEnum, { nullable: true, description: LANGUAGE }) lang: Language | undefined, @Ctx() context: SubgraphContext): string {
    return inLanguage(this.said, lang ?? context.language);
  }

  @Field(() => String, { nullable: true, description: 'What was computed, e.g. "5.76 × 4325"; ⌈ ⌉ is rounding by the policy of the day. Null for a note.' })
  expression!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'What it came to, in tenge, exact to 20 digits; null for a note.' })
  value!: Decimal | null;

  @Field(() => String, { nullable: true, description: 'Where it stands: article of the Social Code, point, subpoint. Null for what the Code does not have.' })
  article!: string | null;
}

@ObjectType({ description: 'A figure of the law that an amount was computed with: an index or a rate. Public.' })
export class BenefitAmountParameter extends SourcedFigure {
  @Field(() => String, { description: 'MCI, SM or MW; or a rate as programme and tier, e.g. CARE_STATE/ORDER_1.' })
  code!: string;

  @Field(() => DecimalScalar, { description: 'Its value: tenge a month for an index, a coefficient for a rate.' })
  value!: Decimal;
}

@ObjectType({ description: 'What a benefit comes to on some facts, and how: computed by the rules alone, for nobody in particular. Public.' })
export class BenefitAmount {
  @Field(() => Money, { description: 'The amount before deductions, rounded by the policy of the day; the exact value stands in `steps`. 0 where there is no right on these facts: the steps say why.' })
  amount!: Money;

  @Field(() => BenefitUnit, { description: 'Whether it is paid once or every month.' })
  unit!: BenefitUnit;

  @Field(() => Money, { description: 'What the recipient gets: `amount` less `withheld`.' })
  net!: Money;

  @Field(() => Money, { description: 'The pension contribution withheld: a tenth of MATERNITY and CARE_GFSS, nothing of the others.' })
  withheld!: Money;

  @Field(() => String, { description: 'The formula, in the names of facts and `parameters`.' })
  formula!: string;

  @ListSize(8)
  @Field(() => [BenefitAmountParameter], { description: 'Every figure it was computed with.' })
  parameters!: BenefitAmountParameter[];

  @Field(() => String, { description: 'The articles it rests on.' })
  legalBasis!: string;

  @ListSize(12)
  @Field(() => [BenefitAmountStep], { description: 'The explanation, step by step: what was computed, what was assumed, which facts were not used.' })
  steps!: BenefitAmountStep[];
}

export const stepOf = ({ text, expression, value, article }: Step): BenefitAmountStep => Object.assign(new BenefitAmountStep(), { said: text, expression, value, article });

const parameterOf = ({ code, value, row }: UsedFigure): BenefitAmountParameter => Object.assign(new BenefitAmountParameter(), { ...sourcedFigure(row), code, value: new Decimal(value) });

export const amountOfRule = ({ unit, formula, articles }: Rule, { gross, withheld, net, steps, figures }: Computed): BenefitAmount =>
  Object.assign(new BenefitAmount(), {
    amount: new Money(gross, 'KZT'),
    unit,
    net: new Money(net, 'KZT'),
    withheld: new Money(withheld, 'KZT'),
    formula,
    legalBasis: SC(articles),
    parameters: figures.map(parameterOf),
    steps: steps.map(stepOf),
  });
