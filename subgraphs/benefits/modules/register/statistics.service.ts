import { monthNumber } from '../../../shared/calendar.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { badInput } from '../../../shared/errors.js';
import { Money } from '../../../shared/money.js';
import { onRegister } from '../access/register.service.js';
import { monthsAsked } from '../payment/payment.service.js';
import { regionOf } from '../place/place.type.js';
import { referencedProgramme } from '../programme/programme.resolver.js';
import { conditionsOf } from './award-conditions.js';
import type { BenefitAwardFilter } from './award-filter.type.js';
import { statisticsOf, type StatisticRow } from './statistics.repository.js';
import { BenefitStatistic, type BenefitGrouping } from './statistics.type.js';

/** Months that may be asked for at once. */
const MOST_MONTHS = 24;

async function statisticOf(row: StatisticRow, context: SubgraphContext): Promise<BenefitStatistic> {
  const { programme, region, paid, withheld, recovered, due, ...counts } = row;
  return Object.assign(new BenefitStatistic(), {
    ...counts,
    programme: programme === null ? null : await referencedProgramme({ code: programme }, context),
    region: region === null ? null : regionOf(region),
    paid: new Money(paid, 'KZT'),
    withheld: new Money(withheld, 'KZT'),
    recovered: new Money(recovered, 'KZT'),
    due: new Money(due, 'KZT'),
  });
}

/** What the register has, counted: of the regions that the viewer sees, and without awards that are not there for them. */
export async function benefitStatistics(by: readonly BenefitGrouping[], filter: BenefitAwardFilter | undefined, from: string | undefined, to: string | undefined, context: SubgraphContext): Promise<BenefitStatistic[]> {
  const months = monthsAsked(from, to, context.today);
  if (monthNumber(months.to) - monthNumber(months.from) >= MOST_MONTHS) throw badInput('from', `must not lie more than ${MOST_MONTHS - 1} months before \`to\`.`);
  const rows = await onRegister(context, (em) => statisticsOf(em, conditionsOf(filter, context.today), by, months));
  return Promise.all(rows.map((row) => statisticOf(row, context)));
}
