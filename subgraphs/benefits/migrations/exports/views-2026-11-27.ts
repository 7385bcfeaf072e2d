import { column, type ExportColumn, type ExportView } from '../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../shared/export/migration.js';

/*
 * What auditors read of benefits, as migration 20261129300000 makes it: never edit this file; a change is another list with a
 * migration of its own.
 *
 * Days of people's lives are months here, so that no row gives a birth away: not as the start of a childcare benefit, and not as the
 * end of an award at majority. What needs the day is computed here.
 */

const AS_OF_DAY = `(select audit_export.as_of() at time zone 'Asia/Almaty')::date`;

/** Awards about a child whose place is withheld on the day: who receives them and which region pays would tell it. */
const SHIELDED = `(select hidden.award_id from benefit_award_child hidden join shielding h on h.iin = hidden.iin where h.valid_to is null or h.valid_to > ${AS_OF_DAY})`;

/** The event may be a birth; whoever learnt of it the same day would tell its day by that of the notice or of the decision. */
const AT_ONCE = 'a.received_on = a.occurred_on';

const open = (sql: string): string => `case when a.id in ${SHIELDED} then null else ${sql} end`;
const guarded = (day: string): string => `case when ${AT_ONCE} then ${month(day)} else ${day} end`;
const holds = (row: string, day: string): string => `${row}.valid_from <= ${day} and (${row}.valid_to is null or ${row}.valid_to > ${day})`;

/** Weekdays from a Monday long ago to a day. */
const weekdays = (day: string): string => `((${day} - date '1900-01-01') / 7 * 5 + least((${day} - date '1900-01-01') % 7, 4))`;

/** Births as far as benefits knows them: the event of a birth grant and of childcare benefits. */
const BIRTHS = `(select b.iin, min(e.occurred_on) as born_on from benefit_award_child b join benefit_award e on e.id = b.award_id
  where e.programme in ('BIRTH', 'CARE_STATE', 'CARE_GFSS') group by b.iin)`;

/** Deaths likewise: what ended an award for one child, or a recipient's. */
const CHILD_DEATHS = `(select d.iin, min(e.end_occurred_on) as died_on from benefit_award e join benefit_programme q on q.code = e.programme and q.scope = 'CHILD'
  join benefit_award_child d on d.award_id = e.id where e.end_reason = 'CHILD_DIED' group by d.iin)`;
const RECIPIENT_DEATHS = `(select e.recipient_iin as iin, min(e.end_occurred_on) as died_on from benefit_award e where e.end_reason = 'RECIPIENT_DIED' group by e.recipient_iin)`;

/** The law's amount of a tier on a day, for an award: coefficient × index, for all members where it is for each child, at most the tier's limit. */
const byRates = (day: string): string => `(select ceil(least(r.coefficient * case r.per when 'CHILD' then
    (select count(*) from benefit_award_child m where m.award_id = a.id and m.since <= ${day} and (m.until is null or m.until >= ${day})) else 1 end,
    (select l.coefficient from programme_rate l where l.programme = r.programme and l.tier = r.tier || '_CAP' and ${holds('l', day)})) * i.amount)
  from programme_rate r join index_parameter i on i.parameter = r.base and ${holds('i', day)}
  where r.programme = a.programme and r.tier = x.tier and ${holds('r', day)})`;

const SHIELDING_RULE = 'null while a placement of one of its children is shielded';

const OF_AWARD: Readonly<Record<string, ExportColumn>> = {
  award: column('uuid', 'Pseudonym of the award, the same in all views of a snapshot.', pseudonym('a.public_id::text')),
  programme: column('text', 'Code of the programme.', 'a.programme'),
  component: column('text', 'Which part of it: BENEFIT, CHILD_MONEY, CARER_PAY.', 'a.component'),
};

const common = (subject: string, whom: string, recordedAt: string, region: string): Readonly<Record<string, ExportColumn>> => ({
  subject: column('uuid', `Pseudonym of ${whom}.`, subject),
  region: column('text', `KATO of the region that pays; ${SHIELDING_RULE}.`, open(region)),
  recorded_at: column('timestamp with time zone', 'When it was recorded; the beginning of that month where the day could be that of a birth.', recordedAt),
});

const RECIPIENT = open(pseudonym('a.recipient_iin'));
const RECIPIENT_WORDS = `the recipient; null for an organisation, and ${SHIELDING_RULE}`;

const DATES: Readonly<Record<string, ExportColumn>> = {
  occurred_on: column('date', 'First day of the month in which the event happened that gave the right.', month('a.occurred_on')),
  received_on: column('date', 'Day on which the programme learnt of it; first day of the month where that is the day of the event itself.', guarded('a.received_on')),
};

const AWARD: ExportView = {
  description: 'Awards: what was decided for whom, by whom, and how it stands.',
  from: `benefit_award a join benefit_programme p on p.code = a.programme where ${recorded('a.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, `case when ${AT_ONCE} then date_trunc('month', a.recorded_at) else a.recorded_at end`, 'a.region_kato'),
    ...OF_AWARD,
    recipient: column('text', 'PERSON or ORGANISATION.', `case when a.recipient_iin is null then 'ORGANISATION' else 'PERSON' end`),
    budget_level: column('text', 'Whose money: REPUBLICAN, LOCAL, FUND.', 'p.budget_level'),
    deciding_body: column('text', `BIN of the body that decided; ${SHIELDING_RULE}.`, open('a.deciding_body')),
    ...DATES,
    decided_on: column('date', 'Day of the decision; first day of its month where `received_on` is one.', guarded('a.decided_on')),
    working_days: column('integer', 'Weekdays from the day after the notice to the decision; holidays count.', `${weekdays('a.decided_on')} - ${weekdays('a.received_on')}`),
    applied_late: column('boolean', 'Whether the notice came after the time that the programme has for applications, counted from the event; null where it has none.',
      `(select a.received_on > (a.occurred_on + make_interval(months => t.months))::date from programme_term t where t.programme = a.programme and t.kind = 'APPLICATION' and ${holds('t', 'a.received_on')})`),
    since: column('date', 'First day of the month in which it begins.', month('a.since')),
    until: column('date', 'First day of the month of its last day; null where no end is known.', month('a.until')),
    leave_days: column('integer', 'MATERNITY: days of leave that it is for; null for any other.', `case when a.programme = 'MATERNITY' then a.until - a.since + 1 end`),
    status: column('text', 'ACTIVE, SUSPENDED, TERMINATED, COMPLETED, as recorded: ACTIVE also after `until`.', 'a.status'),
    suspended_from: column('date', 'First day of the month from which it is not paid, while suspended.', month('a.suspended_from')),
    end_reason: column('text', 'Why it ended; null while it has not.', 'a.end_reason'),
    end_occurred_on: column('date', 'First day of the month in which what ended it happened.', month('a.end_occurred_on')),
    end_received_on: column('date', 'Day on which the programme learnt of that; first day of the month where the two are one day.',
      `case when a.end_received_on = a.end_occurred_on then ${month('a.end_received_on')} else a.end_received_on end`),
    children: column('integer', 'How many children it is or was for.', 'select count(distinct n.iin) from benefit_award_child n where n.award_id = a.id and n.sealed_on is null'),
  },
};

const AWARD_CHILD: ExportView = {
  description: 'Children of awards, and when they are in them. A link that an adoption has sealed is not there.',
  from: `benefit_award_child c join benefit_award a on a.id = c.award_id left join ${BIRTHS} b on b.iin = c.iin
    where c.sealed_on is null and ${recorded('a.recorded_at')} and ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the child', `case when ${AT_ONCE} then date_trunc('month', c.recorded_at) else c.recorded_at end`, 'a.region_kato'),
    ...OF_AWARD,
    since: column('date', 'First day of the month in which the child joined it.', month('c.since')),
    until: column('date', 'First day of the month of the child\'s last day in it; null while open.', month('c.until')),
    born: column('date', 'First day of the month of birth, as far as benefits knows it: from birth grants and childcare benefits.', month('b.born_on')),
    age: column('integer', 'Whole years on the first day in the award; null where the birth is not known here.', `extract(year from age(c.since, b.born_on))`),
  },
};

const AMOUNT: ExportView = {
  description: 'Every amount that an award had.',
  from: `benefit_award_amount x join benefit_award a on a.id = x.award_id where ${recorded('a.recorded_at')} and ${recorded('x.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, `date_trunc('month', x.recorded_at)`, 'a.region_kato'),
    ...OF_AWARD,
    valid_from: column('date', 'First day of the month from whose course it holds.', month('x.valid_from')),
    valid_to: column('date', 'First day of the month in which it ceased to hold; null while it does.', month('x.valid_to')),
    tier: column('text', 'Which case of the programme was applied.', 'x.tier'),
    exact: column('numeric', 'Exact value in tenge before rounding.', 'x.exact'),
    gross: column('numeric', 'Amount in tenge.', 'x.gross'),
    withheld: column('numeric', 'Pension contributions withheld from it.', 'x.withheld'),
    rule_version: column('text', 'The rate that was applied.', 'x.rule_version'),
    by_rates: column('numeric', 'What coefficient × index give for the tier on the first day; null where the amount follows from an income or was set otherwise.', byRates('x.valid_from')),
    lowest: column('numeric', 'CARE_GFSS: the least it may be, exact: CARE_STATE of a first child, or of a fourth where the birth grant was one\'s, with the contribution added.',
      `case when a.programme = 'CARE_GFSS' then (select r.coefficient * i.amount / (1 - w.coefficient) from programme_rate r
          join index_parameter i on i.parameter = r.base and ${holds('i', 'x.valid_from')}
          join programme_rate w on w.programme = a.programme and w.tier = 'PENSION_CONTRIBUTION' and ${holds('w', 'x.valid_from')}
        where r.programme = 'CARE_STATE' and ${holds('r', 'x.valid_from')} and r.tier = case when exists (
          select 1 from benefit_award_child c join benefit_award_child g on g.iin = c.iin and g.programme = 'BIRTH' join benefit_award_amount y on y.award_id = g.award_id
          where c.award_id = a.id and y.tier = 'ORDER_4_UP') then 'ORDER_4_UP' else 'ORDER_1' end) end`),
    highest: column('numeric', 'CARE_GFSS: the most it may be, exact: its share of seven minimum wages of the first day of the award.',
      `case when a.programme = 'CARE_GFSS' then (select s.coefficient * r.coefficient * i.amount from programme_rate r
          join index_parameter i on i.parameter = r.base and ${holds('i', 'a.since')}
          join programme_rate s on s.programme = r.programme and s.tier = 'REPLACEMENT' and ${holds('s', 'a.since')}
        where r.programme = a.programme and r.tier = 'INCOME_CAP' and ${holds('r', 'a.since')}) end`),
  },
};

/** A payment is judged on the first day of its month, or on the first of its award when that is later. */
const DAY = 'greatest(y.month, a.since)';

const PAYMENT: ExportView = {
  description: 'Payments, one for an award and month. What the award, and the law, say of it is that of the first day of the month, or of the award when it began within.',
  from: `benefit_payment y join benefit_award a on a.id = y.award_id
    left join benefit_award_amount x on x.award_id = a.id and ${holds('x', DAY)}
    left join ${RECIPIENT_DEATHS} d on d.iin = a.recipient_iin
    where ${recorded('a.recorded_at')} and ${recorded('y.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, 'y.recorded_at', 'y.region_kato'),
    ...OF_AWARD,
    month: column('date', 'First day of the month it was paid for.', 'y.month'),
    amount: column('numeric', 'Paid out, in tenge.', 'y.amount'),
    withheld: column('numeric', 'Pension contributions withheld and transferred.', 'y.withheld'),
    paid_on: column('date', 'Day of payment.', 'y.paid_on'),
    days_after_decision: column('integer', 'Days from the decision to the payment.', 'y.paid_on - a.decided_on'),
    budget_level: column('text', 'Whose money it was: REPUBLICAN, LOCAL, FUND.', 'y.budget_level'),
    deciding_body: column('text', `BIN of the body that decided; ${SHIELDING_RULE}.`, open('a.deciding_body')),
    ...DATES,
    rule_version: column('text', 'The rate that was applied.', 'y.rule_version'),
    tier: column('text', 'Case of the amount that the award had; null where it had none.', 'x.tier'),
    gross: column('numeric', 'Amount that the award had.', 'x.gross'),
    due: column('numeric', 'What was to be paid out of it.', 'x.gross - x.withheld'),
    by_rates: column('numeric', 'What coefficient × index give for the tier; null where the amount follows from an income or was set otherwise.', byRates(DAY)),
    after_end: column('boolean', 'Whether the month lies after the month of the award\'s last day.', 'coalesce(y.month > a.until, false)'),
    while_suspended: column('boolean', 'Whether the award was suspended then, by what is known now.', 'coalesce(y.month >= a.suspended_from, false)'),
    after_death: column('boolean', 'Whether the month lies after that of the recipient\'s death, as far as benefits knows of it.', 'coalesce(y.month > d.died_on, false)'),
  },
};

const PAYMENT_CHILD: ExportView = {
  description: 'Payments by child: one row for a payment and each child that ever was in its award, but for sealed links.',
  from: `benefit_payment y join benefit_award a on a.id = y.award_id join benefit_award_child c on c.award_id = a.id
    left join ${BIRTHS} b on b.iin = c.iin left join ${CHILD_DEATHS} d on d.iin = c.iin
    where c.sealed_on is null and ${recorded('a.recorded_at')} and ${recorded('y.recorded_at')} and ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the child', 'y.recorded_at', 'y.region_kato'),
    ...OF_AWARD,
    month: column('date', 'First day of the month it was paid for.', 'y.month'),
    member: column('boolean', 'Whether the child was in the award on the first day of the month, or of the award when it began within.', `c.since <= ${DAY} and (c.until is null or c.until >= ${DAY})`),
    whole_month: column('boolean', 'Whether the child was in the award when the month began.', 'c.since <= y.month and (c.until is null or c.until >= y.month)'),
    age: column('integer', 'Whole years on that day; null where the birth is not known here.', `extract(year from age(${DAY}, b.born_on))`),
    before_18: column('boolean', 'Whether younger than 18 on that day; null where the birth is not known here.', `${DAY} < (b.born_on + interval '18 years')::date`),
    past_term: column('boolean', 'Childcare benefits: whether the month begins after the term from birth (18 months, 12 until 2022); null for any other.',
      `select y.month > (b.born_on + make_interval(months => t.months))::date from programme_term t where t.programme = a.programme and t.kind = 'FROM_BIRTH' and ${holds('t', 'y.month')}`),
    after_death: column('boolean', 'Whether the month lies after that of the child\'s death, as far as benefits knows of it.', 'coalesce(y.month > d.died_on, false)'),
  },
};

export const EXPORT_VIEWS_2026_11_27 = {
  benefit_award: AWARD,
  benefit_award_child: AWARD_CHILD,
  benefit_award_amount: AMOUNT,
  benefit_payment: PAYMENT,
  benefit_payment_child: PAYMENT_CHILD,
} as const;
