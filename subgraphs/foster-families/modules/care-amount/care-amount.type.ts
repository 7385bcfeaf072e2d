import { Field, ObjectType } from 'type-graphql';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { BenefitUnit } from '../../../shared/rules/benefit-unit.type.js';
import { ExplainedFigure, explainedFigure, ExplainedStep, explainedStep } from '../../../shared/rules/explained.type.js';
import type { CareAmount as Computed } from '../../rules/amount.js';
import { FC } from '../../rules/programme.js';
import type { CareRule } from '../../rules/rule.js';

@ObjectType({ description: 'One step of an explanation. Public.' })
export class CareAmountStep extends ExplainedStep {}

@ObjectType({ description: 'A figure of the law that an amount was computed with: an index, as the ministry of benefits told it, or a rate. Public.' })
export class CareAmountParameter extends ExplainedFigure {}

@ObjectType({ description: 'What the money of a form of care comes to on some facts, and how: computed by the rules alone, for nobody in particular. Public.' })
export class CareAmount {
  @Field(() => Money, { description: 'The amount, rounded by the policy of the day; the exact value stands in `steps`. 0 where there is no right on these facts: the steps say why.' })
  amount!: Money;

  @Field(() => BenefitUnit, { description: 'Whether it is paid once or every month.' })
  unit!: BenefitUnit;

  @Field(() => String, { description: 'The formula, in the names of facts and `parameters`.' })
  formula!: string;

  @ListSize(4)
  @Field(() => [CareAmountParameter], { description: 'Every figure it was computed with.' })
  parameters!: CareAmountParameter[];

  @Field(() => String, { description: 'The articles it rests on.' })
  legalBasis!: string;

  @ListSize(8)
  @Field(() => [CareAmountStep], { description: 'The explanation, step by step: what was computed, what was assumed, which facts were not used, as of when the indices are known.' })
  steps!: CareAmountStep[];
}

export const toCareAmount = ({ unit, formula, articles }: CareRule, { amount, steps, figures }: Computed): CareAmount =>
  Object.assign(new CareAmount(), {
    amount: new Money(amount, 'KZT'),
    unit,
    formula,
    legalBasis: FC(articles),
    parameters: figures.map((figure) => Object.assign(new CareAmountParameter(), explainedFigure(figure))),
    steps: steps.map((step) => Object.assign(new CareAmountStep(), explainedStep(step))),
  });
