import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { earliest } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { BENEFITS } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { referencedProgramme } from '../programme/programme.resolver.js';
import { BenefitProgramme } from '../programme/programme.type.js';
import { amountsOfAward, childrenOfAward } from './award.repository.js';
import { eventsOfAward } from './award-event.repository.js';
import { awardEventOf, BenefitAwardEvent } from './award-event.type.js';
import { amountOf, AwardAmount, netOf } from './award-amount.type.js';
import { BenefitAward, openedAward, requireUnshielded } from './award.type.js';

@Resolver(() => BenefitAward)
export class AwardResolver {
  @Directive(BENEFITS)
  @FieldResolver(() => BenefitProgramme, { nullable: true, description: 'The programme.' })
  programme(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<BenefitProgramme | null> {
    return referencedProgramme({ code: openedAward(award).row.programme }, context);
  }

  @Directive(BENEFITS)
  @ListSize(4)
  @FieldResolver(() => [Child], {
    nullable: true,
    description: 'The children it is for, past ones included. Through a child\'s section that child alone. Empty for a programme that names no child.',
  })
  async children(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<Child[]> {
    const { row, path, child } = openedAward(award);
    if (child !== null) return [childOf(child.iin)];
    const rows = await childrenOfAward(context, path).load(row.id);
    return [...new Set(rows.map(({ iin }) => iin))].map(childOf);
  }

  @Directive(BENEFITS)
  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What the recipient gets a month (or once) by the amount in force on a day, after deductions; of its last day when the award has ended before; null before the first amount known (2021). A family\'s award is not divided.',
  })
  async amount(
    @Root() award: BenefitAward,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Money | null> {
    const { row, path } = openedAward(award);
    const asked = on ?? context.today;
    const day = row.until == null ? asked : earliest(asked, row.until);
    const found = (await amountsOfAward(context, path).load(row.id)).find((amount) => holdsOn(amount, day));
    return found === undefined ? null : netOf(found);
  }

  @Directive(BENEFITS)
  @ListSize(8)
  @FieldResolver(() => [AwardAmount], { nullable: true, description: 'Every amount it has had since 2021, oldest first.' })
  async amounts(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<AwardAmount[]> {
    const { row, path } = openedAward(award);
    return (await amountsOfAward(context, path).load(row.id)).map(amountOf);
  }

  @Directive(BENEFITS)
  @ListSize(6)
  @FieldResolver(() => [BenefitAwardEvent], { nullable: true, description: 'Its journal, oldest first: the decision, suspensions, changes and the end. Without the decision for an award that was decided before this register kept one, or came in from a file. Withheld while a placement of the child is shielded.' })
  async history(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<BenefitAwardEvent[]> {
    const opened = requireUnshielded(openedAward(award));
    return (await eventsOfAward(context, opened.path).load(opened.row.id)).map(awardEventOf);
  }
}
