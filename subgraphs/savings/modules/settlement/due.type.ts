import { Decimal } from 'decimal.js';
import { Directive, Field, ObjectType } from 'type-graphql';
import type { CivilDate } from '../../../shared/clock.js';
import { Currency, Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Child, childOf } from '../child/child.type.js';
import type { DueRow } from './due.repository.js';

@Directive('@authenticated')
@ObjectType({ description: 'Somebody whose savings are due to go to the pension account, or to the heirs.' })
export class SavingsDue {
  iin!: string;

  @Field(() => Child, { description: 'Whose savings they are.' })
  child(): Child {
    return childOf(this.iin);
  }

  @Field(() => DateScalar, { description: 'From when on they are due there.' })
  dueOn!: CivilDate;

  @Field(() => Money, { description: 'What stands there, USD.' })
  amount!: Money;
}

export const dueOf = ({ iin, dueOn, amount }: DueRow): SavingsDue => Object.assign(new SavingsDue(), { iin, dueOn, amount: new Money(new Decimal(amount), Currency.USD) });
