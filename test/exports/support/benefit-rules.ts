import type { Rule } from '../../../local/population/anomalies/rules.js';

/** Rules that the views of benefits suffice for, with the kinds of errors that they find. Each names an award, and a month where it is about one. */
export interface ViewRule {
  readonly rules: readonly Rule[];
  readonly kinds: readonly string[];
  readonly sql: string;
}

/** What came back was not paid, and what was cancelled. */
const payments = (where: string): string => `select award, month from audit_export.benefit_payment p where state in ('DUE', 'PAID') and (${where})`;

/** A month of an award that all its payments together do not make up: arrears, and what was kept back, are part of it. */
const NOT_IN_FULL = `select award, month from audit_export.benefit_payment where state <> 'CANCELLED' group by award, month
  having coalesce(sum(amount + recovered) filter (where state <> 'RETURNED'), 0) <> max(due)`;
/** Paid after its month and not soon after the decision, or not yet. */
const PAID_LATE = payments(`kind = 'REGULAR' and (paid_on > month + interval '1 month' and days_after_decision > 10 or state = 'DUE' and month + interval '1 month' < date_trunc('month', $1::date))`);
const PLACEMENT_MONEY = `('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER')`;

export const VIEW_RULES: readonly ViewRule[] = [
  { rules: ['R2'], kinds: ['CARE_PAST_TERM'], sql: 'select award, month from audit_export.benefit_payment_child where past_term' },
  {
    rules: ['R3'],
    kinds: ['CARE_PAID_TWICE'],
    sql: `select subject as award, month from audit_export.benefit_payment_child where programme in ('CARE_STATE', 'CARE_GFSS') group by subject, month having count(distinct award) > 1`,
  },
  {
    rules: ['R5'],
    kinds: ['BIRTH_PAID_TWICE', 'BIRTH_LATE'],
    sql: `select award, month from (select award, month, row_number() over (partition by award order by month) as n from audit_export.benefit_payment where programme = 'BIRTH' and state in ('DUE', 'PAID')) x where n > 1
      union all select award, null from audit_export.benefit_award where programme = 'BIRTH' and applied_late`,
  },
  { rules: ['R8'], kinds: ['STALE_INDEX', 'AMOUNT_NOT_BY_FORMULA'], sql: payments(`gross <> by_rates and programme not in ${PLACEMENT_MONEY}`) },
  {
    rules: ['R9'],
    kinds: ['CARE_GFSS_ABOVE_CAP', 'CARE_GFSS_BELOW_FLOOR', 'CONTRIBUTION_NOT_WITHHELD'],
    sql: `select award, valid_from as month from audit_export.benefit_award_amount
      where programme = 'CARE_GFSS' and (exact < lowest - 0.00001 or exact > greatest(lowest + 0.00001, highest) or withheld <> gross - ceil(gross * 0.9))`,
  },
  {
    rules: ['R11'],
    kinds: ['ASP_CHILD_WITHOUT_ASP'],
    sql: payments(`programme = 'ASP_CHILD' and not exists (select 1 from audit_export.benefit_payment asp where asp.programme = 'ASP' and asp.subject = p.subject and asp.month = p.month)`),
  },
  {
    rules: ['R12'],
    kinds: ['SURVIVOR_AND_DISABILITY'],
    sql: `select s.award, s.month from audit_export.benefit_payment_child s join audit_export.benefit_award sa on sa.award = s.award
      join audit_export.benefit_payment_child d on d.subject = s.subject and d.month = s.month and d.programme = 'DIS_CHILD' and d.whole_month
      where s.programme = 'SURVIVOR' and s.whole_month
        and sa.occurred_on < (select min(x.occurred_on) from audit_export.benefit_award_child c join audit_export.benefit_award x on x.award = c.award where c.subject = s.subject and c.programme = 'DIS_CHILD')`,
  },
  {
    rules: ['R13', 'F10'],
    kinds: ['GUARDIAN_AND_PATRONAGE'],
    sql: `select g.award, g.month from audit_export.benefit_payment_child g join audit_export.benefit_payment_child o on o.subject = g.subject and o.month = g.month
      where g.programme = 'GUARDIAN' and g.member and o.programme = 'PATRONAGE' and o.member`,
  },
  {
    rules: ['R16'],
    kinds: ['DECIDED_LATE', 'PAID_LATE', 'PAID_NOT_IN_FULL', 'MONTH_NOT_PAID'],
    sql: `select award, null::date as month from audit_export.benefit_award where working_days > 8
      union all select award, null::date from audit_export.benefit_case where late and award is not null
      union all ${PAID_LATE} union all ${NOT_IN_FULL}
      union all select a.award, m::date from audit_export.benefit_award a cross join generate_series('2025-07-01'::date, date_trunc('month', $1::date) - interval '1 month', interval '1 month') m
        where programme <> 'BIRTH' and since < m and decided_on < m and (until is null or until > m) and (suspended_from is null or suspended_from > m)
          and not exists (select 1 from audit_export.benefit_payment p where p.award = a.award and p.month = m and p.state <> 'CANCELLED')`,
  },
  { rules: ['F11'], kinds: ['PRO_FOSTER_PAY_BY_BILL'], sql: payments(`gross <> by_rates and programme in ${PLACEMENT_MONEY}`) },
];

/** Effects by which a recipient is no longer paid, and that nothing has made good. */
const STOPPED = `select 1 from audit_export.benefit_award_event e where e.award = p.award and e.kind in ('SUSPENDED', 'TERMINATED') and e.effective_from <= p.month
  and e.circumstance in ('RIGHTS_REMOVED', 'MOVED_ABROAD', 'IMPRISONED', 'ACCOUNT_UNUSED')
  and not exists (select 1 from audit_export.benefit_award_event r where r.award = e.award and r.kind = 'RESUMED' and r.version > e.version and r.effective_from <= p.month)`;

const CANCELLED = `select 1 from audit_export.benefit_award_child c join audit_export.benefit_award_event e on e.child = c.subject and e.circumstance = 'ADOPTION_CANCELLED' where c.award = p.award`;
const OWED = `audit_export.benefit_overpayment o where o.award = p.award and o.cause = 'ADOPTION_CANCELLED'`;

/** Rules over what officials, feeds and jobs have recorded, by what they find; each names an award or a case, and a month where it is about one. */
export const RECORD_RULES = {
  'R1: paid after the recipient\'s death': payments('after_death'),
  'R1: paid after the child\'s death': `select award, month from audit_export.benefit_payment_child where after_death and member and state in ('DUE', 'PAID')`,
  'R4: CARE_STATE of an insured carer': `select award, null::date as month from audit_export.benefit_award a join audit_export.insurance_contribution i using (subject)
    where programme = 'CARE_STATE' and since >= first_month and (last_month is null or since <= last_month)`,
  'R14: paid to a recipient who is deprived, abroad, in prison, or takes nothing': payments(`exists (${STOPPED})`),
  'R15: paid for an adoption that was cancelled, and not returned': payments(`programme = 'ADOPTION_ONCE' and
    (exists (select 1 from ${OWED} and o.recovered < o.amount) or not exists (select 1 from ${OWED}) and exists (${CANCELLED}))`),
  'R15: an instalment that did not come': `select award, null::date as month from audit_export.benefit_overpayment where planned_by_now > recovered`,
  'R16: a case decided late, or not at all': `select case_id as award, null::date as month from audit_export.benefit_case where late`,
  'R16: paid late': PAID_LATE,
  'R16: not paid in full': NOT_IN_FULL,
} as const;
