import type { EntityManager } from '@mikro-orm/postgresql';
import type { Certainty } from '../../../shared/certainty.type.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SavingsFigureCode } from './figure-code.type.js';

/** A figure as it was published. */
export interface FigureRow {
  readonly figure: SavingsFigureCode;
  /** KATO; null for the country. */
  readonly region: string | null;
  readonly value: string;
  /** One unit of the last place that was published. */
  readonly precision: string;
  readonly asOf: CivilDate;
  readonly source: string;
  readonly certainty: Certainty;
}

/** Figures of the year's own row are exact, unless the same one stands among the published figures with the place that it was published to. */
const FIGURES = `
  select figure, region_kato as region, value::text, value_precision::text as precision, to_char(as_of, 'YYYY-MM-DD') as "asOf", source, certainty from published_figure where reporting_year = ?
  union all
  select f.figure, null, f.value::text, f.precision, to_char(y.credited_on, 'YYYY-MM-DD'), y.source, y.certainty
    from reporting_year y cross join lateral (values ('PER_CHILD', y.per_child_usd, '0.01'), ('PARTICIPANTS', y.participants, '1'), ('ACCRUED', y.total_usd, '0.01')) as f (figure, value, precision)
   where y.year = ? and f.value is not null
     and not exists (select 1 from published_figure p where p.reporting_year = y.year and p.figure = f.figure and p.region_kato is null and p.value = f.value)
  order by region nulls first, figure, "asOf", source`;

/** Everything that was published of a year. */
export const figuresOf = (em: EntityManager, year: number): Promise<FigureRow[]> => em.execute<FigureRow[]>(FIGURES, [year, year]);

/** What was paid to operators by a day and had not come back by then: of what was used in part that part. */
export interface PaidOut {
  readonly isHousing: boolean;
  readonly payouts: number;
  readonly amount: string;
}

const PAID_OUT = `
  with day as (select ?::date as before)
  select p.use not in ('TUITION', 'EDUCATION_DEPOSIT') as "isHousing", count(*)::float8 as payouts, sum(t.amount - back.amount)::text as amount
    from day cross join payout p join transfer t on t.id = p.transfer_id
    cross join lateral (select coalesce(sum(r.amount), 0) as amount from transfer r where r.refers_to = t.id and r.kind = 'RETURN' and r.occurred_on < day.before
      and not exists (select 1 from transfer again where again.refers_to = r.id and again.kind = 'REVERSAL' and again.occurred_on < day.before)) as back
   where t.occurred_on < day.before and back.amount < t.amount group by 1`;

export const paidOutBefore = (em: EntityManager, day: CivilDate): Promise<PaidOut[]> => em.execute<PaidOut[]>(PAID_OUT, [day]);
