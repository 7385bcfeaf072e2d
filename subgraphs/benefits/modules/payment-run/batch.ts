import type { EntityManager } from '@mikro-orm/postgresql';
import { monthEnd } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { FEEDS_OPEN, withSettings } from '../../../shared/feeds/settings.js';
import { dueIn } from '../payment/month-due.js';
import { ELSEWHERE, PAID_BEFORE } from './paid-before.js';
import type { RunRow } from './payment-run.repository.js';

/** Awards of a run by their keys, and the day that what is kept back counts as received. */
export interface Stretch {
  readonly after: string;
  readonly upTo: string;
  readonly today: CivilDate;
}

interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/*
 * A month that is being paid is in no statistics yet: by the index on months the planner would read all that the run has made, for each
 * award again. `month + 0` is no column of an index, so that what an award has is looked up by the award.
 */

/**
 * What is due for the month of a run, and not made yet. The first month of an award is paid whole and that of the last day is not,
 * unless it is due to its end; so one and a half years are eighteen payments (the Code is silent: the ministry's own example). A
 * one-off benefit is due in the month of its first day. What was paid elsewhere, before the award was taken over, is not due here. A
 * gap between amounts is not due; of an award without any the sum is unknown, and it is counted. Kept back is what a recovery plan
 * says of the month, at most the share that the law allows of the sum due, and no more than is still owed.
 */
const due = ({ month, region }: RunRow, { after, upTo }: Stretch): Statement => ({
  sql: `
    select ?::date as month, a.id as award_id, a.programme, a.component, a.recipient_iin, a.region_kato, a.deciding_body, b.budget_level, x.gross - x.withheld as net, x.withheld, x.rule_version,
           coalesce(least(i.amount, o.amount - o.recovered, trunc((x.gross - x.withheld) * i.share, 2)), 0) as recovered
      from benefit_award a
      join benefit_programme b on b.code = a.programme
      left join benefit_award_amount x on x.award_id = a.id and x.valid_from <= greatest(a.since, ?::date) and (x.valid_to is null or x.valid_to > greatest(a.since, ?::date))
      left join recovery_instalment i on i.award_id = a.id and i.month = ?::date and i.method = 'WITHHOLDING'
      left join overpayment o on o.id = i.overpayment_id
     where a.id > ? and a.id <= ? and (?::text is null or a.region_kato = ?)
       and (a.suspended_from is null or a.suspended_from > ?::date)
       and (a.paid_through is null or a.paid_through < ?::date)
       and (x.id is not null or not exists (select 1 from benefit_award_amount any_amount where any_amount.award_id = a.id))
       and ${dueIn('?::date', '?::date')}
       and not exists (select 1 from benefit_payment p where p.award_id = a.id and p.month + 0 = ?::date and p.index_change_id is null and p.recalculation is null and p.state <> 'CANCELLED')`,
  parameters: [month, month, month, month, after, upTo, region, region, month, month, month, monthEnd(month), monthEnd(month), monthEnd(month), month],
});

/** Of what is due what nobody else was paid for the same child: a month of a right is paid once, however many awards it had. Of care it is the rest of it. */
const dueOnce = (run: RunRow, stretch: Stretch): Statement => {
  const { sql, parameters } = due(run, stretch);
  return {
    sql: `
      select d.award_id, d.programme, d.region_kato, d.deciding_body, d.budget_level, d.net - e.elsewhere as net, d.withheld, d.rule_version, d.recovered
        from (${sql}) as d cross join lateral (select ${ELSEWHERE} as elsewhere offset 0) as e
       where coalesce(d.net > e.elsewhere, e.elsewhere = 0) and not ${PAID_BEFORE}`,
    parameters,
  };
};

/** A run that is told again what it has told already adds nothing: the key of payments is what decides. */
const MADE = `
  made as (
    insert into benefit_payment (award_id, month, amount, withheld, recovered, state, budget_level, region_kato, deciding_body, rule_version, run_id)
    select award_id, ?::date, net - recovered, withheld, recovered, 'DUE', budget_level, region_kato, deciding_body, rule_version, ?
      from due where net is not null order by award_id
    on conflict (award_id, month, index_change_id, recalculation, cancelled_at) do nothing
    returning id, award_id, amount, withheld, recovered),
  taken as (
    insert into recovery (overpayment_id, instalment_id, payment_id, amount, received_on)
    select i.overpayment_id, i.id, made.id, made.recovered, ?::date
      from made join recovery_instalment i on i.award_id = made.award_id and i.month = ?::date and i.method = 'WITHHOLDING' where made.recovered > 0
    returning overpayment_id, amount),
  settled as (update overpayment o set recovered = o.recovered + taken.amount, version = version + 1 from taken where o.id = taken.overpayment_id)`;

const COUNTED = `made as (select award_id as id, award_id, net - recovered as amount, withheld, recovered from due where net is not null)`;

const TOTALS = `
  insert into payment_run_total (run_id, programme, region_kato, payments, amount, withheld, recovered, unpriced)
  select ?, due.programme, due.region_kato, count(made.id), coalesce(sum(made.amount), 0), coalesce(sum(made.withheld), 0), coalesce(sum(made.recovered), 0), count(*) filter (where due.net is null)
    from due left join made using (award_id) group by 2, 3 having count(made.id) > 0 or bool_or(due.net is null)
  on conflict (run_id, programme, region_kato) do update set
    payments = payment_run_total.payments + excluded.payments, amount = payment_run_total.amount + excluded.amount,
    withheld = payment_run_total.withheld + excluded.withheld, recovered = payment_run_total.recovered + excluded.recovered,
    unpriced = payment_run_total.unpriced + excluded.unpriced
  returning payments`;

/** Whoever books a return meanwhile would be counted twice: what is owed is held until the batch is through. */
const holdOverpayments = (em: EntityManager, { month }: RunRow, { after, upTo }: Stretch): Promise<unknown> =>
  em.execute(
    `select o.id from overpayment o join recovery_instalment i on i.overpayment_id = o.id
      where i.month = ?::date and i.method = 'WITHHOLDING' and i.award_id > ? and i.award_id <= ? order by o.id for update of o`, [month, after, upTo]);

/** Makes the payments of some awards, or only counts them in a dry run; whether there were any. */
export async function payAwards(em: EntityManager, run: RunRow, stretch: Stretch): Promise<boolean> {
  const { id, dry, month } = run;
  const found = dueOnce(run, stretch);
  if (!dry) await holdOverpayments(em, run, stretch);
  const made: Statement = dry ? { sql: COUNTED, parameters: [] } : { sql: MADE, parameters: [month, id, stretch.today, month] };
  // Which children an award is for that an adoption has sealed counts too, and comes out nowhere.
  const rows = await withSettings(em, FEEDS_OPEN, () => em.execute<object[]>(`with due as materialized (${found.sql}), ${made.sql} ${TOTALS}`, [...found.parameters, ...made.parameters, id]));
  return rows.length > 0;
}

