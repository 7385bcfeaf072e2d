import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { common, DATES, guardedIf, momentGuardedIf, OF_AWARD, open, RECIPIENT, RECIPIENT_WORDS, REGION, SHIELDING_RULE } from './award.js';
import { byRates, holds } from './law.js';
import { BIRTHS, CHILD_DEATHS, RECIPIENT_DEATHS } from './lives.js';

/** A payment is judged on the first day of its month, or on the first of its award when that is later. */
const DAY = 'greatest(y.month, a.since)';

const OWN = 'y.index_change_id is null and y.recalculation is null';

/** Of arrears the month's own payment says what was due. */
const ofItsOwn = (sql: string): string => `case when ${OWN} then ${sql} end`;

const KIND = column('text', 'REGULAR: the month itself; ARREARS: the difference of a month that was paid before an index changed, or the award was recalculated, with effect on it.', `case when ${OWN} then 'REGULAR' else 'ARREARS' end`);
const STATE = column('text', 'DUE: to be paid; PAID: paid out; RETURNED: came back; CANCELLED: was due and is not any more, and was not paid.', 'y.state');
const MONTH = column('date', 'First day of the month it is for.', 'y.month');
const PAYING_REGION = open('y.region_kato');

export const PAYMENT: ExportView = {
  description: 'Payments: one for an award and month, beside those that were cancelled, and one of arrears for each change of an index and each recalculation. What the award, and the law, say of it is that of the first day of the month, or of the award when it began within.',
  from: `benefit_payment y join benefit_award a on a.id = y.award_id
    left join benefit_award_amount x on x.award_id = a.id and ${holds('x', DAY)}
    left join ${RECIPIENT_DEATHS} d on d.iin = a.recipient_iin
    where ${recorded('a.recorded_at')} and ${recorded('y.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, 'y.recorded_at', PAYING_REGION),
    ...OF_AWARD,
    month: MONTH,
    kind: KIND,
    state: STATE,
    amount: column('numeric', 'Paid out, or to be paid out, in tenge.', 'y.amount'),
    withheld: column('numeric', 'Pension contributions withheld and transferred.', 'y.withheld'),
    recovered: column('numeric', 'Kept back from it towards an overpayment; paid out is so much less.', 'y.recovered'),
    paid_on: column('date', 'Day of payment; null while it is due, and when it came back without a day of payment on record.', 'y.paid_on'),
    returned_on: column('date', 'Day on which it came back; null while it has not.', 'y.returned_on'),
    days_after_decision: column('integer', 'Days from the decision to the payment.', 'y.paid_on - a.decided_on'),
    budget_level: column('text', 'Whose money it is: REPUBLICAN, LOCAL, FUND.', 'y.budget_level'),
    deciding_body: column('text', `BIN of the body that decided; ${SHIELDING_RULE}.`, open('coalesce(y.deciding_body, a.deciding_body)')),
    ...DATES,
    rule_version: column('text', 'The rate that was applied.', 'y.rule_version'),
    tier: column('text', 'Case of the amount that the award has for the month; null where it has none.', 'x.tier'),
    gross: column('numeric', 'Amount that the award has for the month.', 'x.gross'),
    due: column('numeric', 'What is to be paid out of it for the month: `amount` and `recovered` of all its payments that neither came back nor were cancelled make it up, arrears too. Null for arrears, so that it is there once.', ofItsOwn('x.gross - x.withheld')),
    by_rates: column('numeric', 'What coefficient × index give for the tier; null for arrears, and where the amount follows from an income or was set otherwise.', ofItsOwn(byRates(DAY))),
    after_end: column('boolean', 'Whether the month lies after the month of the award\'s last day.', 'coalesce(y.month > a.until, false)'),
    while_suspended: column('boolean', 'Whether the award was suspended then, by what is known now.', 'coalesce(y.month >= a.suspended_from, false)'),
    after_death: column('boolean', 'Whether the month lies after that of the recipient\'s death, as far as benefits knows of it.', 'coalesce(y.month > d.died_on, false)'),
  },
};

export const PAYMENT_CHILD: ExportView = {
  description: 'Payments by child: one row for a payment and each child that ever was in its award, but for sealed links.',
  from: `benefit_payment y join benefit_award a on a.id = y.award_id join benefit_award_child c on c.award_id = a.id
    left join ${BIRTHS} b on b.iin = c.iin left join ${CHILD_DEATHS} d on d.iin = c.iin
    where c.sealed_on is null and ${recorded('a.recorded_at')} and ${recorded('y.recorded_at')} and ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the child', 'y.recorded_at', PAYING_REGION),
    ...OF_AWARD,
    month: MONTH,
    kind: KIND,
    state: STATE,
    recovered: column('numeric', 'Kept back from the payment towards an overpayment.', 'y.recovered'),
    returned_on: column('date', 'Day on which the payment came back; null while it has not.', 'y.returned_on'),
    member: column('boolean', 'Whether the child was in the award on the first day of the month, or of the award when it began within.', `c.since <= ${DAY} and (c.until is null or c.until >= ${DAY})`),
    whole_month: column('boolean', 'Whether the child was in the award when the month began.', 'c.since <= y.month and (c.until is null or c.until >= y.month)'),
    never_due: column('boolean', 'Whether the award was found never to have been due.', 'c.never_due'),
    age: column('integer', 'Whole years on that day; null where the birth is not known here.', `extract(year from age(${DAY}, b.born_on))`),
    before_18: column('boolean', 'Whether younger than 18 on that day; null where the birth is not known here.', `${DAY} < (b.born_on + interval '18 years')::date`),
    past_term: column('boolean', 'Childcare benefits: whether the month begins after the term from birth (18 months, 12 until 2022); null for any other.',
      `select y.month > (b.born_on + make_interval(months => t.months))::date from programme_term t where t.programme = a.programme and t.kind = 'FROM_BIRTH' and ${holds('t', 'y.month')}`),
    after_death: column('boolean', 'Whether the month lies after that of the child\'s death, as far as benefits knows of it.', 'coalesce(y.month > d.died_on, false)'),
  },
};

/** What was overpaid may be known from the day on which it came to be. */
const TOLD_AT_ONCE = 'o.received_on = o.occurred_on';

const instalments = (condition = 'true'): string => `select sum(i.amount) from recovery_instalment i where i.plan_id = r.id and ${condition}`;

export const OVERPAYMENT: ExportView = {
  description: 'What was paid on awards and not due, what of it came back, and how the rest is to.',
  from: `overpayment o join benefit_award a on a.id = o.award_id left join recovery_plan r on r.overpayment_id = o.id and ${recorded('r.recorded_at')}
    where ${recorded('a.recorded_at')} and ${recorded('o.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, momentGuardedIf(TOLD_AT_ONCE, 'o.recorded_at'), REGION),
    overpayment: column('uuid', 'Pseudonym of the overpayment.', pseudonym('o.public_id::text')),
    ...OF_AWARD,
    cause: column('text', 'PAID_AFTER_RIGHT_ENDED, CHANGE_NOT_REPORTED, FALSE_DATA, WRONG_AMOUNT, ADOPTION_CANCELLED.', 'o.cause'),
    article: column('text', 'By which article it is to be returned.', 'o.article'),
    amount: column('numeric', 'What was overpaid, in tenge.', 'o.amount'),
    recovered: column('numeric', 'What of it had come back or been kept back by the moment of the snapshot.', `select coalesce(sum(k.amount), 0) from recovery k where k.overpayment_id = o.id and ${recorded('k.recorded_at')}`),
    first_month: column('date', 'First day of the first month that was overpaid.', 'select min(n.month) from overpayment_month n where n.overpayment_id = o.id'),
    last_month: column('date', 'First day of the last month that was overpaid.', 'select max(n.month) from overpayment_month n where n.overpayment_id = o.id'),
    occurred_on: column('date', 'First day of the month in which its cause came to be.', month('o.occurred_on')),
    received_on: column('date', 'Day on which the programme learnt of it; first day of the month where that is the day of the event itself.', guardedIf(TOLD_AT_ONCE, 'o.received_on')),
    plan: column('text', 'How the rest comes back: VOLUNTARY or WITHHOLDING; null where nothing was agreed.', 'r.method'),
    plan_article: column('text', 'The article on keeping it back, or on returning it.', 'r.article'),
    share: column('numeric', 'The most of a payment that may be kept back, as a share of one; null where nothing is.', 'r.share'),
    agreed_on: column('date', 'Day on which the plan was agreed.', 'r.agreed_on'),
    planned: column('numeric', 'Sum of all instalments; null without a plan.', instalments()),
    planned_by_now: column('numeric', 'Sum of the instalments of months that were over by the moment of the snapshot; more than `recovered` where they did not come.',
      instalments(`i.month < date_trunc('month', (select audit_export.as_of() at time zone 'Asia/Almaty'))`)),
    planned_until: column('date', 'First day of the month of the last instalment.', 'select max(i.month) from recovery_instalment i where i.plan_id = r.id'),
  },
};
