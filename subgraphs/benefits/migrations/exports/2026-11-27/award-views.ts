import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { AT_ONCE, common, DATES, guardedIf, momentGuardedIf, OF_AWARD, open, RECIPIENT, RECIPIENT_WORDS, REGION, SHIELDING_RULE } from './award.js';
import { byRates, holds, weekdaysBetween } from './law.js';
import { BIRTHS } from './lives.js';

export const AWARD: ExportView = {
  description: 'Awards: what was decided for whom, by whom, and how it stands.',
  from: `benefit_award a join benefit_programme p on p.code = a.programme where ${recorded('a.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, momentGuardedIf(AT_ONCE, 'a.recorded_at'), REGION),
    ...OF_AWARD,
    recipient: column('text', 'PERSON or ORGANISATION.', `case when a.recipient_iin is null then 'ORGANISATION' else 'PERSON' end`),
    budget_level: column('text', 'Whose money: REPUBLICAN, LOCAL, FUND.', 'p.budget_level'),
    deciding_body: column('text', `BIN of the body that decided; ${SHIELDING_RULE}.`, open('a.deciding_body')),
    ...DATES,
    decided_on: column('date', 'Day of the decision; first day of its month where `received_on` is one.', guardedIf(AT_ONCE, 'a.decided_on')),
    working_days: column('integer', 'Weekdays from the day after the notice to the decision; holidays count.', weekdaysBetween('a.received_on', 'a.decided_on')),
    applied_late: column('boolean', 'Whether the notice came after the time that the programme has for applications, counted from the event; null where it has none.',
      `(select a.received_on > (a.occurred_on + make_interval(months => t.months))::date from programme_term t where t.programme = a.programme and t.kind = 'APPLICATION' and ${holds('t', 'a.received_on')})`),
    since: column('date', 'First day of the month in which it begins.', month('a.since')),
    until: column('date', 'First day of the month of its last day; null where no end is known.', month('a.until')),
    leave_days: column('integer', 'MATERNITY: days of leave that it is for; null for any other.', `case when a.programme = 'MATERNITY' then a.until - a.since + 1 end`),
    status: column('text', 'ACTIVE, SUSPENDED, TERMINATED, COMPLETED, as recorded last: ACTIVE also after `until`.', 'a.status'),
    suspended_from: column('date', 'First day of the month from which it is not paid, while suspended.', month('a.suspended_from')),
    end_reason: column('text', 'Why it ended; null while it has not.', 'a.end_reason'),
    end_occurred_on: column('date', 'First day of the month in which what ended it happened.', month('a.end_occurred_on')),
    end_received_on: column('date', 'Day on which the programme learnt of that; first day of the month where the two are one day.', guardedIf('a.end_received_on = a.end_occurred_on', 'a.end_received_on')),
    children: column('integer', 'How many children it is or was for.', `select count(distinct n.iin) from benefit_award_child n where n.award_id = a.id and n.sealed_on is null and ${recorded('n.recorded_at')}`),
  },
};

export const AWARD_CHILD: ExportView = {
  description: 'Children of awards, and when they are in them. A link that an adoption has sealed is not there.',
  from: `benefit_award_child c join benefit_award a on a.id = c.award_id left join ${BIRTHS} b on b.iin = c.iin
    where c.sealed_on is null and ${recorded('a.recorded_at')} and ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the child', momentGuardedIf(AT_ONCE, 'c.recorded_at'), REGION),
    ...OF_AWARD,
    since: column('date', 'First day of the month in which the child joined it.', month('c.since')),
    until: column('date', 'First day of the month of the child\'s last day in it; null while open.', month('c.until')),
    never_due: column('boolean', 'Whether the award was found never to have been due: then it takes nobody\'s place, and another may be for the same child and time.', 'c.never_due'),
    born: column('date', 'First day of the month of birth, as far as benefits knows it: from birth grants, childcare benefits and cases.', month('b.born_on')),
    age: column('integer', 'Whole years on the first day in the award; null where the birth is not known here.', `extract(year from age(c.since, b.born_on))`),
  },
};

export const AMOUNT: ExportView = {
  description: 'What an award is to pay, from when on: what stands now, for each day. Of a time that is not paid, and of an award that was never due, there is none.',
  from: `benefit_award_amount x join benefit_award a on a.id = x.award_id where ${recorded('a.recorded_at')} and ${recorded('x.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, `date_trunc('month', x.recorded_at)`, REGION),
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
          select 1 from benefit_award_child c join benefit_award_child g on g.iin = c.iin and g.programme = 'BIRTH' and not g.never_due join benefit_award_amount y on y.award_id = g.award_id
          where c.award_id = a.id and y.tier = 'ORDER_4_UP') then 'ORDER_4_UP' else 'ORDER_1' end) end`),
    highest: column('numeric', 'CARE_GFSS: the most it may be, exact: its share of seven minimum wages of the first day of the award.',
      `case when a.programme = 'CARE_GFSS' then (select s.coefficient * r.coefficient * i.amount from programme_rate r
          join index_parameter i on i.parameter = r.base and ${holds('i', 'a.since')}
          join programme_rate s on s.programme = r.programme and s.tier = 'REPLACEMENT' and ${holds('s', 'a.since')}
        where r.programme = a.programme and r.tier = 'INCOME_CAP' and ${holds('r', 'a.since')}) end`),
  },
};

/** An entry that was received on the day of what it tells of would tell that day; so would the first one of an award that does. */
const TOLD_AT_ONCE = `(e.received_on = e.occurred_on or ${AT_ONCE})`;

export const AWARD_EVENT: ExportView = {
  description: 'The journal of awards: what happened to them and why, kept since awards are decided on this register; of one that came in from a file, what happened to it since. By `recorded_at` it says what was known by any moment.',
  from: `benefit_award_event e join benefit_award a on a.id = e.award_id left join benefit_award_child c on c.id = e.membership_id and c.sealed_on is null
    where ${recorded('a.recorded_at')} and ${recorded('e.recorded_at')}`,
  columns: {
    ...common(RECIPIENT, RECIPIENT_WORDS, momentGuardedIf(TOLD_AT_ONCE, 'e.recorded_at'), REGION),
    ...OF_AWARD,
    version: column('integer', 'Version that the award got by it: the order of its entries.', 'e.version'),
    kind: column('text', 'What happened to the award: ASSIGNED, SUSPENDED, RESUMED, RECALCULATED, RECALCULATION_DUE, CHILD_LEFT, RECIPIENT_CHANGED, CONTINUES, TERMINATED, NEVER_DUE.', 'e.kind'),
    circumstance: column('text', 'What happened in the world, e.g. RIGHTS_REMOVED, MOVED_ABROAD, IMPRISONED, ACCOUNT_UNUSED, ADOPTION_CANCELLED; null for a decision.', 'e.circumstance'),
    article: column('text', 'Where the effect stands in the Social Code; of a decision on childcare the article and what it rests on, null for any other.', 'e.article'),
    child: column('uuid', 'Pseudonym of the child that it is about; null where it is about the recipient or the whole award, and where an adoption has sealed the link.', `case when c.iin is not null then ${pseudonym('c.iin')} end`),
    occurred_on: column('date', 'First day of the month in which it happened.', month('e.occurred_on')),
    received_on: column('date', 'Day on which the programme learnt of it; first day of the month where that could be the day of the event itself.', guardedIf(TOLD_AT_ONCE, 'e.received_on')),
    effective_from: column('date', 'First day of the month from whose course the award is paid otherwise, or not; null where nothing changes.', month('e.effective_from')),
    no_right_from: column('date', 'Of an end: first day of the month from whose course there was no right. What was paid from then until `effective_from` is to be recovered, and is no breach.', month('e.no_right_from')),
    recorded_by: column('text', `BIN of the body whose official recorded it; null for what a register told of, and ${SHIELDING_RULE}.`, open('e.organisation')),
  },
};
