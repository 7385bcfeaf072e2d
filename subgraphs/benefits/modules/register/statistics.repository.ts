import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { MonthRange } from '../payment/payment.repository.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import type { Conditions } from './award-conditions.js';
import type { BenefitGrouping } from './statistics.type.js';

export interface StatisticRow {
  readonly programme: BenefitProgrammeCode | null;
  readonly region: string | null;
  readonly month: CivilDate | null;
  readonly awards: number;
  readonly recipients: number;
  readonly children: number;
  readonly payments: number;
  readonly paid: string;
  readonly withheld: string;
  readonly recovered: string;
  readonly due: string;
}

/** Sums of payments: what is due and has not gone yet beside what has; what came back is in neither. */
const SUMS = `count(*) filter (where state = 'PAID') as payments, coalesce(sum(amount) filter (where state = 'PAID'), 0) as paid, coalesce(sum(withheld) filter (where state = 'PAID'), 0) as withheld,
  coalesce(sum(recovered) filter (where state = 'PAID'), 0) as recovered, coalesce(sum(amount) filter (where state = 'DUE'), 0) as due`;
const NOTHING = 'coalesce(p.payments, 0) as payments, coalesce(p.paid, 0) as paid, coalesce(p.withheld, 0) as withheld, coalesce(p.recovered, 0) as recovered, coalesce(p.due, 0) as due';
const RECKONED = `from benefit_payment where month between ? and ? and state in ('PAID', 'DUE')`;

/** An award and what became of it: once, or once for each month for which something was due or paid. */
const WHOLE = `select c.*, null::date as month, ${NOTHING} from chosen c left join (select award_id, ${SUMS} ${RECKONED} group by award_id) p on p.award_id = c.id`;
const MONTHLY = `select c.*, p.month, p.payments, p.paid, p.withheld, p.recovered, p.due from chosen c join (select award_id, month, ${SUMS} ${RECKONED} group by award_id, month) p on p.award_id = c.id`;

/** A group as text, because groups with a null in them are not equal. */
const KEY = `concat(c.programme, '/', c.region, '/', c.month)`;

/** By month, whoever is in an award on a day of it is a child of it. */
const IN_MONTH = `and k.since < c.month + interval '1 month' and (k.until is null or k.until >= c.month)`;

/**
 * Counts awards in one statement, whatever they are counted by: what they are not counted by is null in every row. Children are read
 * through awards only, because the policy that hides awards about shielded children is on awards.
 */
export function statisticsOf(em: EntityManager, where: Conditions, by: readonly BenefitGrouping[], { from, to }: MonthRange): Promise<StatisticRow[]> {
  const monthly = by.includes('MONTH');
  return em.execute<StatisticRow[]>(
    `with chosen as materialized (
       select a.id, ${by.includes('PROGRAMME') ? 'a.programme' : 'null::text as programme'}, ${by.includes('REGION') ? 'a.region_kato' : 'null::text'} as region,
              coalesce(a.recipient_iin, a.recipient_bin) as recipient from benefit_award a where ${where.sql}),
     counted as materialized (${monthly ? MONTHLY : WHOLE}),
     totals as (
       select ${KEY} as key, c.programme, c.region, c.month, count(distinct id)::int as awards, count(distinct recipient)::int as recipients,
              sum(payments)::int as payments, sum(paid)::text as paid, sum(withheld)::text as withheld,
              sum(recovered)::text as recovered, sum(due)::text as due
         from counted c group by c.programme, c.region, c.month),
     kids as (
       select ${KEY} as key, count(distinct k.iin)::int as children
         from counted c join benefit_award_child k on k.award_id = c.id ${monthly ? IN_MONTH : ''} group by c.programme, c.region, c.month)
     select t.programme, t.region, t.month, t.awards, t.recipients, coalesce(k.children, 0) as children, t.payments, t.paid, t.withheld, t.recovered, t.due
       from totals t left join kids k using (key)
      order by t.programme, t.region, t.month`,
    [...where.values, from, to],
  );
}
