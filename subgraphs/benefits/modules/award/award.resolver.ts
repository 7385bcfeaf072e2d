import { Arg, Ctx, Directive, Field, FieldResolver, InputType, Int, Query, Resolver, Root } from 'type-graphql';
import { earliest } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn, ON } from '../../../shared/dated.js';
import { ListSize, PageSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { connectionType, pageOf, pageRequest, type Connection } from '../../../shared/pagination.js';
import { DateScalar, IIN, KATO } from '../../../shared/scalars/scalars.js';
import { onRegister } from '../access/register.service.js';
import { BENEFITS } from '../access/scope.js';
import { Child, childOf } from '../child/child.type.js';
import { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { referencedProgramme } from '../programme/programme.resolver.js';
import { BenefitProgramme } from '../programme/programme.type.js';
import { AwardStatus } from './award-codes.type.js';
import { amountsOfAward, childrenOfAward, listAwards } from './award.repository.js';
import { eventsOfAward } from './award-event.repository.js';
import { awardEventOf, BenefitAwardEvent } from './award-event.type.js';
import { amountOf, AwardAmount, netOf } from './award-amount.type.js';
import { awardOf, BenefitAward, openedAward } from './award.type.js';

@InputType({ description: 'Narrows a list of awards; every condition given must hold.' })
export class BenefitAwardFilter {
  @Field(() => BenefitProgrammeCode, { nullable: true, description: 'Of this programme.' })
  programme?: BenefitProgrammeCode;

  @Field(() => AwardStatus, { nullable: true, description: 'In this status now.' })
  status?: AwardStatus;

  @Field(() => KATO, { nullable: true, description: 'Paid by this region (KATO).' })
  regionKato?: string;

  @Field(() => IIN, { nullable: true, description: 'For this child, now or in the past.' })
  childIin?: string;

  @Field(() => IIN, { nullable: true, description: 'Received by this person.' })
  recipientIin?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided on this day or later.' })
  decidedFrom?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Decided on this day or earlier.' })
  decidedTo?: string;
}

export const BenefitAwardConnection = connectionType('BenefitAward', BenefitAward);

const conditions = (filter: BenefitAwardFilter | undefined): Parameters<typeof listAwards>[1] => ({
  programme: filter?.programme ?? null,
  status: filter?.status ?? null,
  regionKato: filter?.regionKato ?? null,
  childIin: filter?.childIin ?? null,
  recipientIin: filter?.recipientIin ?? null,
  decidedFrom: filter?.decidedFrom ?? null,
  decidedTo: filter?.decidedTo ?? null,
});

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
  @FieldResolver(() => [BenefitAwardEvent], { nullable: true, description: 'Its journal, oldest first: the decision, suspensions, changes and the end. Empty for an award that was decided before this register kept one.' })
  async history(@Root() award: BenefitAward, @Ctx() context: SubgraphContext): Promise<BenefitAwardEvent[]> {
    const opened = openedAward(award);
    return (await eventsOfAward(context, opened.path).load(opened.row.id)).map((event) => awardEventOf(event, opened));
  }

  @Directive(BENEFITS)
  @PageSize()
  @Query(() => BenefitAwardConnection, {
    nullable: true,
    description: 'Awards on the register, page by page: for the ministry the whole country, for a caseworker the regions they act in, without awards about shielded children. At most 100 a page.',
  })
  async benefitAwards(
    @Arg('filter', () => BenefitAwardFilter, { nullable: true, description: 'Narrows the list; all awards without one.' }) filter: BenefitAwardFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Items on the page, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the item to start after, from an earlier page.' }) after: string | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<Connection<BenefitAward>> {
    const page = pageRequest(first, after);
    const rows = await onRegister(context, (em) => listAwards(em, conditions(filter), context.today, page));
    return pageOf(rows, page.limit, (row) => row.id, (row) => awardOf({ row, path: 'register', restricted: false, child: null }));
  }
}
