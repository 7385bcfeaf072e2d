import type { Rule } from '../../../local/population/anomalies/rules.js';

const payment = (from: string): string => `select distinct 'benefit_payment' as table, key from ${from}`;

/** Index of a day, by name. */
const index = (name: string, day: string): string =>
  `(select amount from benefits.index_parameter i where i.parameter = ${name} and i.valid_from <= ${day} and (i.valid_to is null or i.valid_to > ${day}))`;

const MEMBERS = `(select count(*) from benefits.benefit_award_child c where c.award_id = paid.award_id and c.since <= day and (c.until is null or c.until >= day))`;

/** The rate of the day; for full orphans with the limit for all of them together (Social Code, 236(4)). */
const BY_FORMULA = `paid join benefits.programme_rate r on r.programme = paid.programme and r.tier = paid.tier and r.valid_from <= day and (r.valid_to is null or r.valid_to > day) and r.base in ('MCI', 'SM', 'MW')
  where gross <> ceil(least(r.coefficient * case r.per when 'CHILD' then ${MEMBERS} else 1 end, case r.tier when 'FULL_ORPHAN' then 2.92 end) * ${index('r.base', 'day')})`;

const PLACEMENT_MONEY = `('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER')`;

/** Placement money for a day on which none of the award's children is in such a placement. */
const WITHOUT_PLACEMENT = payment(`paid where programme in ${PLACEMENT_MONEY} and not exists (select 1 from placement pl join benefits.benefit_award_child c on c.iin = pl.iin and c.award_id = paid.award_id
    where pl.valid_from <= day and (pl.valid_to is null or pl.valid_to >= day)
      and pl.form = any (case programme when 'GUARDIAN' then array['GUARDIANSHIP', 'TRUSTEESHIP'] when 'PATRONAGE' then array['PATRONAGE'] when 'FOSTER_FAM' then array['FOSTER_FAMILY'] else array['PROFESSIONAL_FOSTER'] end))`);

/** Children who count for a recipient on a day: months are whole for death, majority and departure (92(1), (5)). */
const ELIGIBLE = `(select count(*) from parent link join registry.person c on c.iin = link.iin
  where link.parent_iin = paid.recipient and c.is_child and link.valid_from <= day and c.registered_on <= day
    and not exists (select 1 from death where death.iin = c.iin and date_trunc('month', died_on) < date_trunc('month', day))
    and date_trunc('month', birthday(c.birth_date, 18)) >= date_trunc('month', day)
    and not exists (select 1 from departure where departure.iin = c.iin and date_trunc('month', left_on) < date_trunc('month', day))
    and exists (select 1 from registry.citizenship z where z.iin = c.iin and country = 'KZ' and z.valid_from <= day and (z.valid_to is null or z.valid_to > day or exists (select 1 from death where death.iin = c.iin and died_on = z.valid_to)))
    and not exists (select 1 from placement pl where pl.iin = c.iin and form <> 'GUEST' and pl.valid_from <= day and (pl.valid_to is null or pl.valid_to > day))
    and not exists (select 1 from registry.parental_right q where q.iin = c.iin and q.parent_iin = paid.recipient and q.valid_from <= day and (q.valid_to is null or q.valid_to > day)))`;

const COUNTED = `case tier when 'CHILDREN_8_UP' then round(gross / (4 * ${index(`'MCI'`, 'day')})) else substr(tier, 10)::int end`;

/** Weekdays after one day, up to another. */
const weekdays = (from: string, to: string): string => `(select count(*) from generate_series(${from} + 1, ${to}, interval '1 day') d where extract(isodow from d) < 6)`;

const GFSS = `benefits.benefit_award_amount x join benefits.benefit_award a on a.id = x.award_id and a.programme = 'CARE_GFSS'`;

const FLOOR = `(select r.coefficient * ${index(`'MCI'`, 'x.valid_from')} / 0.9 from benefits.programme_rate r, benefits.benefit_award_child c left join birth_order o on o.iin = c.iin
  where c.award_id = a.id and r.programme = 'CARE_STATE' and r.tier = case when coalesce(o.place, 1) >= 4 then 'ORDER_4_UP' else 'ORDER_' || coalesce(o.place, 1) end)`;

const amountOf = (from: string): string => `select 'benefit_award_amount' as table, k.key || jsonb_build_object('validFrom', x.valid_from) as key from ${from}`;

export const BENEFIT_RULES = (asOf: string): Readonly<Partial<Record<Rule, string>>> => ({
  R1a: payment(`paid_for join death using (iin) where programme in ('CARE_STATE', 'CARE_GFSS', 'LARGE_FAM', 'DIS_CARER') and member and month > died_on`),

  R1b: payment(`paid where programme in ('DIS_CHILD', 'SURVIVOR') and (select bool_and(d.died_on < month and paid_on <= d.noticed_on) from benefits.benefit_award_child c left join death d using (iin) where c.award_id = paid.award_id)`),

  R1c: payment(`paid join death on death.iin = recipient where month > died_on`),

  R2: payment(`paid_for join registry.person p using (iin) where programme in ('CARE_STATE', 'CARE_GFSS') and month > p.birth_date + interval '18 months'`),

  R3: `select 'benefit_payment' as table, jsonb_build_object('child', iin, 'month', month) as key from paid_for where programme in ('CARE_STATE', 'CARE_GFSS') group by iin, month having count(distinct award_id) > 1`,

  R5: `select 'benefit_payment' as table, key from (select key, row_number() over (partition by award_id order by month) as n from paid where programme = 'BIRTH') x where n > 1
    union all select 'benefit_award', k.key from benefits.benefit_award a join award_key k using (id) join benefits.benefit_award_child c on c.award_id = a.id join registry.person p using (iin)
    where a.programme = 'BIRTH' and a.received_on > p.birth_date + interval '18 months'`,

  R6: amountOf(`benefits.benefit_award_amount x join benefits.benefit_award a on a.id = x.award_id join award_key k on k.id = a.id join benefits.benefit_award_child c on c.award_id = a.id left join birth_order o using (iin)
    where a.programme = 'BIRTH' and x.tier <> case when o.place >= 4 then 'ORDER_4_UP' else 'ORDER_1_TO_3' end
      or a.programme = 'CARE_STATE' and x.tier <> case when o.place >= 4 then 'ORDER_4_UP' else 'ORDER_' || coalesce(o.place, 1) end`),

  R7: payment(`paid where programme = 'LARGE_FAM' and ${COUNTED} <> ${ELIGIBLE}`),

  R8: payment(`${BY_FORMULA} and paid.programme not in ${PLACEMENT_MONEY}`),

  R9: amountOf(`${GFSS} join award_key k on k.id = a.id
    where x.exact < ${FLOOR} - 0.00001 or x.exact > greatest(${FLOOR} + 0.00001, 0.4 * 7 * ${index(`'MW'`, 'a.since')}) or x.withheld <> x.gross - ceil(x.gross * 0.9)`),

  R11: payment(`paid_for join registry.person p using (iin) where programme = 'ASP_CHILD'
    and (month < birthday(p.birth_date, 1) or month >= birthday(p.birth_date, 7) or not exists (select 1 from paid asp where asp.programme = 'ASP' and asp.recipient = paid_for.recipient and asp.month = paid_for.month))`),

  R12: `with both_paid as materialized (
      select s.key, s.iin, s.month from paid_for s join paid_for dis on dis.iin = s.iin and dis.month = s.month and dis.programme = 'DIS_CHILD' and dis.member_since <= dis.month
      where s.programme = 'SURVIVOR' and s.member and s.member_since <= s.month)
    select 'benefit_payment' as table, key from both_paid b
    where (select max(died_on) from parent join death on death.iin = parent_iin where parent.iin = b.iin and died_on <= month and died_on >= '2021-01-01')
      < (select min(occurred_on) from benefits.benefit_award a join benefits.benefit_award_child c on c.award_id = a.id where a.programme = 'DIS_CHILD' and c.iin = b.iin)
    union ${payment(`paid_for where programme = 'SURVIVOR' and tier = 'FULL_ORPHAN' and exists (select 1 from parent where parent.iin = paid_for.iin and not exists (select 1 from death where death.iin = parent_iin and died_on <= day))`)}`,

  R13: WITHOUT_PLACEMENT,

  R14: `${payment(`paid_for join registry.parental_right q on q.iin = paid_for.iin and q.parent_iin = recipient where q.valid_from <= day and (q.valid_to is null or q.valid_to > day)`)}
    union ${payment(`paid join departure on departure.iin = recipient where month > left_on`)}`,

  R16: `select 'benefit_award' as table, key from benefits.benefit_award a join award_key using (id) where decided_on - received_on > 8 and ${weekdays('received_on', 'decided_on')} > 8
    union all ${payment(`paid where paid_on > greatest((month + interval '1 month')::date, decided_on + 10) or amount <> net`)}
    union all select 'benefit_payment', key || jsonb_build_object('month', m::date) from benefits.benefit_award a join award_key using (id) cross join generate_series('2025-07-01'::date, date_trunc('month', '${asOf}'::date) - interval '1 month', interval '1 month') m
      where a.programme <> 'BIRTH' and a.since < m and a.decided_on < m and (a.until is null or a.until >= m + interval '1 month') and (a.suspended_from is null or a.suspended_from > m)
        and not exists (select 1 from benefits.benefit_payment p where p.award_id = a.id and p.month = m)
    union all select 'benefit_award', jsonb_build_object('programme', 'SURVIVOR', 'child', pl.iin) from placement pl join registry.person c using (iin)
      where form = 'INSTITUTION' and pl.valid_to is null and pl.valid_from < '${asOf}'::date - 120 and birthday(c.birth_date, 18) > '${asOf}'
        and (select count(*) > 1 and bool_and(exists (select 1 from death where death.iin = parent_iin and died_on < '${asOf}'::date - 120)) from parent where parent.iin = pl.iin)
        and not exists (select 1 from paid_for where paid_for.iin = pl.iin and programme in ('SURVIVOR', 'DIS_CHILD') and month >= '${asOf}'::date - 70)`,

  F10: WITHOUT_PLACEMENT,

  F11: payment(`${BY_FORMULA} and paid.programme in ${PLACEMENT_MONEY}`),
});
