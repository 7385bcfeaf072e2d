import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { aboutShielded, AS_OF_DAY, common, guardedIf, momentGuardedIf, SHIELDING_RULE } from './award.js';
import { weekdaysBetween } from './law.js';

/** Who is offered a benefit, or applies for it, on the day of a birth tells its day by every term that is counted from there. */
const AT_ONCE = '(k.received_on = k.occurred_on or coalesce(k.applied_on = k.occurred_on, false))';

const open = (sql: string): string => `case when k.id in ${aboutShielded('benefit_case_child', 'case_id')} then null else ${sql} end`;
const guarded = (day: string): string => guardedIf(AT_ONCE, day);

/** How a case stood by the moment of the snapshot, from its journal. */
const STOOD = `select (array_agg(v.to_state order by v.version desc))[1] as state, max(v.reason) as reason, bool_or(v.action in ('ASSIGN', 'REFUSE')) as decided, bool_or(v.action in ('ASSIGN', 'OVERTURN')) as assigned
  from benefit_case_event v where v.case_id = k.id and ${recorded('v.recorded_at')}`;

const DECIDED_ON = '(case when s.decided then k.decided_on end)';
const GUARD_WORDS = 'first day of its month where the offer or the application came on the day of the event';

export const CASE: ExportView = {
  description: 'Offers and applications, and what became of them by the moment of the snapshot: whether they were decided in time, and how.',
  from: `benefit_case k cross join lateral (${STOOD}) s left join benefit_award w on w.id = k.award_id where ${recorded('k.recorded_at')}`,
  columns: {
    ...common(open(pseudonym('k.recipient_iin')), `whoever it was offered to, or who applied; ${SHIELDING_RULE}`, momentGuardedIf(AT_ONCE, 'k.recorded_at'), open('k.region_kato')),
    case_id: column('uuid', 'Pseudonym of the case.', pseudonym('k.public_id::text')),
    award: column('uuid', 'Pseudonym of the award that it led to, as in the other views; null where it led to none.', `case when s.assigned and w.id is not null then ${pseudonym('w.public_id::text')} end`),
    programme: column('text', 'Code of the programme.', 'k.programme'),
    proactive: column('boolean', 'Whether it began with an offer.', 'k.proactive'),
    state: column('text', 'OFFERED, CONSENTED, DECLINED, EXPIRED, SUBMITTED, CHECKING, DOCUMENTS_REQUESTED, ASSIGNED, REFUSED, APPEALED, UPHELD, OVERTURNED.', `case when s.state = 'OFFERED' and k.expires_on < ${AS_OF_DAY} then 'EXPIRED' else s.state end`),
    reason: column('text', 'Ground of the refusal in the Social Code, 73; null where it was not refused.', 's.reason'),
    deciding_body: column('text', `BIN of the body that decided; null before, and ${SHIELDING_RULE}.`, open('(case when s.decided then k.deciding_body end)')),
    occurred_on: column('date', 'First day of the month of the event that gives the right.', month('k.occurred_on')),
    received_on: column('date', `Day on which the programme learnt of it, by a register or the application; ${GUARD_WORDS}.`, guarded('k.received_on')),
    applied_on: column('date', `Day of the application, or of the consent that takes its place; ${GUARD_WORDS}.`, guarded('k.applied_on')),
    notice_by: column('date', `Last day for a notice of missing papers; ${GUARD_WORDS}.`, guarded('k.notice_by')),
    documents_by: column('date', `Last day for missing papers; null where none were asked for; ${GUARD_WORDS}.`, guarded('k.documents_by')),
    decide_by: column('date', `Last day for the decision, put off where papers were missing; null for an offer that nobody accepted; ${GUARD_WORDS}.`, guarded('k.decide_by')),
    decided_on: column('date', `Day of the decision; null before; ${GUARD_WORDS}.`, guarded(DECIDED_ON)),
    working_days: column('integer', 'Weekdays from the day after the application to the decision; holidays count. Null before.', weekdaysBetween('k.applied_on', DECIDED_ON)),
    late: column('boolean', 'Whether the decision came after its last day, or has not come while that day has passed; holidays are reckoned with. Null where there is no last day.', `coalesce(${DECIDED_ON}, ${AS_OF_DAY}) > k.decide_by`),
  },
};

export const CONTRIBUTION: ExportView = {
  description: 'Social contributions paid for somebody, a row for months in a row: who takes part in compulsory social insurance. Incomes are not told.',
  from: `insurance_contribution n where ${recorded('n.recorded_at')}`,
  columns: {
    ...common(pseudonym('n.iin'), 'whoever they were paid for', 'n.recorded_at', 'null'),
    region: column('text', 'Always null: contributions belong to no region.', 'null'),
    first_month: column('date', 'First day of the first month that they were paid for.', 'n.first_month'),
    last_month: column('date', 'First day of the last month; null while they go on.', 'n.last_month'),
  },
};
