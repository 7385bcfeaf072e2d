import type { Rule } from '../../../local/population/anomalies/rules.js';

/** Rules that the views of benefits suffice for, with the kinds of errors that they find. Each names an award, and a month where it is about one. */
export interface ViewRule {
  readonly rules: readonly Rule[];
  readonly kinds: readonly string[];
  readonly sql: string;
}

const payments = (where: string): string => `select award, month from audit_export.benefit_payment p where ${where}`;
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
    sql: `select award, month from (select award, month, row_number() over (partition by award order by month) as n from audit_export.benefit_payment where programme = 'BIRTH') x where n > 1
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
    sql: `select award, null as month from audit_export.benefit_award where working_days > 8
      union all ${payments(`paid_on > month + interval '1 month' and days_after_decision > 10 or amount <> due`)}
      union all select a.award, m::date from audit_export.benefit_award a cross join generate_series('2025-07-01'::date, date_trunc('month', $1::date) - interval '1 month', interval '1 month') m
        where programme <> 'BIRTH' and since < m and decided_on < m and (until is null or until > m) and (suspended_from is null or suspended_from > m)
          and not exists (select 1 from audit_export.benefit_payment p where p.award = a.award and p.month = m)`,
  },
  { rules: ['F11'], kinds: ['PRO_FOSTER_PAY_BY_BILL'], sql: payments(`gross <> by_rates and programme in ${PLACEMENT_MONEY}`) },
];
