import type { AuditRule } from '../audit-rule.js';
import { CARE_TIER, ordered, orderTier } from '../pieces/birth-order.js';
import { few, ofPayee, stands } from '../pieces/payments.js';
import { RECALCULATE } from '../pieces/remedies.js';
import { monthOf } from '../pieces/rows.js';

const NEVER = `date '9999-01-01'`;

/** The limits; `least` is the floor of the month. */
const LIMITS = 'x.exact < x.least - 0.00001 or x.exact > greatest(x.least + 0.00001, x.highest)';

const WRONG = `coalesce(${LIMITS} or x.withheld <> x.gross - ceil(x.gross * 0.9), false)`;

/**
 * The same by sums alone, since the wide decimals of the view are slow to divide, and as slow to make binary numbers of: what is paid of a gross amount
 * is its nine tenths rounded up where it is whole and the gross amount is less than ten more than ten times what is withheld. Whatever is wrong by the
 * greatest of several floors is so by one of them, and whoever is wrong by one is looked at with all of them.
 */
const QUICKLY = `${LIMITS} or x.gross - 10 * x.withheld < 0 or x.gross - 10 * x.withheld >= 10 or (x.gross - x.withheld) % 1 <> 0`;

/** CARE_STATE of each place as it is paid for a month, with the contribution. That is rounded up to a tenge, so up to one less is not held against anybody. */
const FLOOR = `select month, tier, (min(by_rates) - 1) / 0.9 as floor from benefits.benefit_payment where programme = 'CARE_STATE' and kind = 'REGULAR' group by month, tier`;

/** Amounts, and the last month that each was paid for as a whole: that in which a term ends is not paid. */
const QUICK = `select x.award, x.valid_from, least(coalesce(x.valid_to - interval 1 month, ${NEVER}), coalesce(case when a.end_reason <> 'TERM_ENDED' then a.until else a.until - interval 1 month end, ${NEVER})) as last, x.exact, x.lowest, x.highest, x.gross, x.withheld
      from (select award, valid_from, valid_to, exact, lowest, highest, gross, withheld from benefits.benefit_award_amount where programme = 'CARE_GFSS') x join (select award, until, end_reason from benefits.benefit_award where programme = 'CARE_GFSS') a on a.award = x.award`;

/** The highest floor of a time: of amounts that are within it in all of their months nothing has to be looked at by month. */
const HIGHEST = 'select s.valid_from, s.last, f.tier, cast(max(f.floor) as decimal(38, 18)) as floor from (select distinct valid_from, last from quick) s join floor f on f.month between s.valid_from and s.last group by s.valid_from, s.last, f.tier';

const DOUBTFUL = `select distinct x.award from (select x.*, greatest(x.lowest, f.floor) as least from quick x left join place on place.award = x.award
      left join highest f on f.valid_from = x.valid_from and f.last = x.last and f.tier = coalesce(place.tier, 'ORDER_1')) x where ${QUICKLY}`;

/** Amounts of doubtful awards with the months that were paid by each; what was paid for none, on record, is judged in the month in which it began. */
const PAID = `select x.award, x.subject, x.region, x.valid_from, x.exact, x.lowest, x.highest, x.gross, x.withheld, p.month as paid, coalesce(p.month, x.valid_from) as month
      from (select x.* from (select award, subject, region, valid_from, valid_to, exact, lowest, highest, gross, withheld from benefits.benefit_award_amount where programme = 'CARE_GFSS') x semi join ${few('select award from doubtful')} d on d.award = x.award) x
      left join (select p.award, p.month, p.gross from (select award, month, gross, kind, state from benefits.benefit_payment) p semi join ${few('select award from doubtful')} d on d.award = p.award where p.kind = 'REGULAR' and ${stands('p')}) p
        on p.award = x.award and p.gross = x.gross and p.month >= x.valid_from and p.month < coalesce(x.valid_to, ${NEVER})`;

/** Children of doubtful awards, by the least place that the law allows them: by the rights and parentage of the time (84(3)). */
const FAMILY = `select c.award || ' ' || c.subject as id, c.award, c.subject, coalesce(o.birth_order, 1) as place, a.subject as recipient, a.since as first, greatest(a.since, coalesce(${monthOf('a.decided_on')}, a.since)) as last
      from child c semi join doubtful d on d.award = c.award join (select award, subject, since, decided_on from benefits.benefit_award where programme = 'CARE_GFSS') a on a.award = c.award
      left join (select subject, birth_order from registry.civil_birth where birth_order > 1) o on o.subject = c.subject`;
const ALLOWED = `select distinct award, case when lowest >= 4 then 'ORDER_4_UP' else 'ORDER_' || lowest end as tier from ${ordered(FAMILY)}`;

/** By the greatest floor of an award's children. */
const JUDGED = `select x.*, ${WRONG} as wrong from (select x.award, x.subject, x.region, x.valid_from, x.paid, x.month, x.exact, x.highest, x.gross, x.withheld, greatest(x.lowest, max(f.floor)) as least from paid x
      left join allowed on allowed.award = x.award left join floor f on f.month = x.month and f.tier = coalesce(allowed.tier, 'ORDER_1')
      group by x.award, x.subject, x.region, x.valid_from, x.paid, x.month, x.exact, x.lowest, x.highest, x.gross, x.withheld) x`;

/** What the limit, or the tenth, is missed by; of a month that is paid. */
const MISSED = `case when p.paid is not null then case when p.exact < p.least - 0.00001 then p.least - p.exact when p.exact > greatest(p.least + 0.00001, p.highest) then p.exact - p.highest else abs(p.withheld - (p.gross - ceil(p.gross * 0.9))) end end`;

/** The floor is CARE_STATE of the child's place, the least that the family of then allows, as it is paid for the month, and rises with it while an amount stands; benefits' own view knows it from the birth grant alone, and of the amount's first day. Of a month in whose course an amount changed either may be meant. Quotients: what differs by less than a hundred-thousandth of a tenge does not. */
export const R9: AuditRule = {
  id: 'R9',
  version: 2,
  title: {
    kk: 'Қордың бала күтімі төлемі шектен тыс немесе зейнетақы жарнасы ұсталмаған',
    ru: 'Выплата Фонда по уходу вне пределов или без удержания пенсионного взноса',
    en: 'CARE_GFSS outside floor or cap, or without the tenth that is withheld',
  },
  remedy: RECALCULATE,
  legalBasis: 'Social Code, 76, 84(3), 85',
  programmes: ['benefits', 'registry'],
  answeredBy: 'benefits',
  severity: 'BREACH',
  about: 'PERSON',
  sql: ofPayee({ month: 'p.month', amount: MISSED, facts: { exact: 'p.exact', lowest: 'p.least', highest: 'p.highest', gross: 'p.gross', withheld: 'p.withheld' } },
    `(with child as materialized (select award, subject from benefits.benefit_award_child where programme = 'CARE_GFSS'),
      place as materialized (select distinct c.award, ${orderTier(CARE_TIER)} as tier from child c left join (select subject, birth_order from registry.civil_birth b semi join child on child.subject = b.subject where birth_order > 1) o on o.subject = c.subject),
      floor as materialized (${FLOOR}), quick as materialized (${QUICK}), highest as materialized (${HIGHEST}), doubtful as materialized (${DOUBTFUL}), allowed as materialized (${ALLOWED}), paid as materialized (${PAID}), judged as materialized (${JUDGED})
      select * from judged qualify bool_and(wrong) over (partition by award, month) and row_number() over (partition by award, month order by valid_from desc, exact, gross, withheld) = 1) p`),
};
