import { Field, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BenefitUnit } from '../../../shared/rules/benefit-unit.type.js';
import { ExplainedFigure, explainedFigure, ExplainedStep, explainedStep } from '../../../shared/rules/explained.type.js';
import type { Step, UsedFigure } from '../../../shared/rules/working.js';
import { SC } from '../../migrations/reference/rates.js';
import type { BenefitAmount as Computed } from '../../rules/amount.js';
import type { Rule } from '../../rules/rule.js';

@ObjectType({ description: 'One step of an explanation. Public.' })
export class BenefitAmountStep extends ExplainedStep {}

@ObjectType({ description: 'A figure of the law that an amount was computed with: an index or a rate. Public.' })
export class BenefitAmountParameter extends ExplainedFigure {}

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

export const stepOf = (step: Step): BenefitAmountStep => Object.assign(new BenefitAmountStep(), explainedStep(step));

const parameterOf = (figure: UsedFigure): BenefitAmountParameter => Object.assign(new BenefitAmountParameter(), explainedFigure(figure));

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
