import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { monthStart } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { ListSize } from '../../../shared/list-size.js';
import { Money } from '../../../shared/money.js';
import { DateScalar } from '../../../shared/scalars/scalars.js';
import { Region } from '../place/place.type.js';
import { publishedTotals } from './published-totals.js';
import { RegionBenefit } from './region-benefit.type.js';

/** A month that is over: what is still being paid would tell who came last. */
function monthAsked(on: CivilDate | null | undefined, today: CivilDate): CivilDate {
  const last = monthStart(today, -1);
  const month = on == null ? last : monthStart(on);
  if (month > last) throw badInput('on', 'must be a day of a month that is over.');
  return month;
}

@Resolver(() => Region)
export class RegionBenefitResolver {
  @ListSize(15)
  @FieldResolver(() => [RegionBenefit], {
    nullable: true,
    description: 'What the region paid by programme for a month, rounded, without groups of fewer than five. Public. Monthly payments are kept since July 2025.',
  })
  async benefits(
    @Root() { kato }: Region,
    @Arg('on', () => DateScalar, { nullable: true, description: 'A day of the month, which must be over; last month when left out.' }) on: string | null | undefined,
    @Ctx() context: SubgraphContext,
  ): Promise<RegionBenefit[]> {
    const month = monthAsked(on, context.today);
    const rows = (await publishedTotals(context, month)).filter(({ region }) => region === kato);
    return rows.map(({ programme, awards, paid }) => Object.assign(new RegionBenefit(), { programme, month, awards, paid: new Money(paid, 'KZT') }));
  }
}
