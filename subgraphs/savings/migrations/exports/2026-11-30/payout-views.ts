import { column, type ExportColumn, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { MAJORITY } from '../../ledger/majority.js';
import { AS_OF_DAY, common, guardedIf, holding, momentGuardedIf, momentOnBirthday, onBirthday } from './people.js';

/** An application of the birthday itself would tell it, and so would the term that is counted from it. */
const TELLS = `(${onBirthday('p.submitted_on')} or ${momentOnBirthday('p.recorded_at')})`;

const dayOf = (action: string): string => `max(e.occurred_on) filter (where e.action = '${action}')`;

/** Of a step that was taken back, and is waited for again, nothing counts. */
const standingDayOf = (action: string): string => `max(e.occurred_on) filter (where e.action = '${action}' and e.version > reopened.version)`;

/** What the journal said by the snapshot's moment. */
const JOURNAL = `(select (array_agg(e.to_state order by e.version desc))[1] as state, (array_agg(e.reason order by e.version desc))[1] as reason,
    ${dayOf('CHECK')} as checked_on, ${dayOf('REFUSE')} as refused_on, ${dayOf('PAY')} as paid_on, ${standingDayOf('USE')} as used_on, ${standingDayOf('RETURN')} as returned_on
  from payout_event e cross join (select coalesce(max(o.version), 0) as version from payout_event o where o.payout_id = p.id and o.action = 'REOPEN' and ${recorded('o.recorded_at')}) reopened where e.payout_id = p.id and ${recorded('e.recorded_at')})`;

/** What settled a payout, and was not taken back itself. */
const settled = (kind: string): string => `select coalesce(sum(s.amount), 0) from transfer s where s.refers_to = p.transfer_id and s.kind = '${kind}' and ${recorded('s.recorded_at')}
  and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL' and ${recorded('r.recorded_at')})`;

/** An 18th birthday among the days of an application is told by its month. */
const day = (description: string, of: string): ExportColumn => column('date', `${description}; first day of its month where that is the 18th birthday.`, guardedIf(onBirthday(of), of));

/** Whether the last day of a term had passed when a step was taken, or by the snapshot's day while it was not. */
const late = (term: string, ...steps: readonly string[]): string => `coalesce(coalesce(${steps.join(', ')}, ${AS_OF_DAY}) > ${term}, false)`;

export const PAYOUT: ExportView = {
  description: 'Applications for savings, as they stood at the snapshot\'s moment.',
  from: `payout p join savings_account s on s.id = p.savings_account_id left join listed_child l on l.iin = p.iin cross join lateral ${JOURNAL} j where ${recorded('p.recorded_at')}`,
  columns: {
    ...common(pseudonym('p.iin'), 'whose savings they are', momentGuardedIf(TELLS, 'p.recorded_at'), 'When it was recorded; the beginning of that month where the day is the 18th birthday.'),
    payout: column('uuid', 'Pseudonym of the application.', pseudonym('p.public_id::text')),
    holding: column('uuid', 'Pseudonym of the account.', holding('s.account_id')),
    use: column('text', 'What it is for.', 'p.use'),
    country: column('text', 'Where, ISO 3166-1 alpha-2.', 'p.country'),
    amount: column('numeric', 'What is asked for, USD.', 'p.amount'),
    operator: column('text', 'BIN of the operator.', 'p.operator_bin'),
    represented: column('boolean', 'Whether a guardian applied.', 'p.representative_iin is not null'),
    state: column('text', 'SUBMITTED, CHECKED, REFUSED, PAID, USED, RETURNED.', 'j.state'),
    reason: column('text', 'Why it was refused; null for any other.', 'j.reason'),
    submitted_on: column('date', 'Day of the application; first day of its month where that is the 18th birthday.', guardedIf(TELLS, 'p.submitted_on')),
    check_by: column('date', 'Last day of the check; first day of its month where the application is of the 18th birthday.', guardedIf(TELLS, 'p.check_by')),
    checked_on: day('Day of the check; null before', 'j.checked_on'),
    paid_on: day('Day of the payment to the operator; null before', 'j.paid_on'),
    used_on: day('Day on which it, or a part of it, was used, and the rest came back; null before', 'j.used_on'),
    returned_on: day('Day on which it came back unused; null unless it did', 'j.returned_on'),
    use_by: column('date', 'Last day on which it may be used; null before it is paid.', `case when j.paid_on is not null then ${guardedIf(onBirthday('p.use_by'), 'p.use_by')} end`),
    sent: column('numeric', 'What the ledger has as sent to the operator, USD.', `select coalesce(sum(t.amount), 0) from transfer t where t.id = p.transfer_id and ${recorded('t.recorded_at')}`),
    used: column('numeric', 'What the ledger has as used, USD.', settled('PAID')),
    returned: column('numeric', 'What the ledger has on the account again, USD.', settled('RETURN')),
    of_age: column('date', 'First day of the month of the 18th birthday.', month(MAJORITY)),
    before_18: column('boolean', 'Whether it was submitted, or paid, before the 18th birthday.', `coalesce(least(p.submitted_on, j.paid_on) < ${MAJORITY}, false)`),
    after_death: column('boolean', 'Whether it was submitted after the person\'s death.', 'coalesce(p.submitted_on > l.died_on, false)'),
    checked_late: column('boolean', 'Whether the check took, or is taking, longer than its term.', late('p.check_by', 'j.checked_on', 'j.refused_on')),
    held_past_term: column('boolean', 'Whether the operator held, or is holding, the money longer than it may: neither used nor returned by `use_by`.', `j.paid_on is not null and ${late('p.use_by', 'j.used_on', 'j.returned_on')}`),
    not_recredited: column('boolean', 'Whether it was returned, or used in part, and what was not used is not in full on the account again.', `j.state in ('USED', 'RETURNED') and (${settled('PAID')}) + (${settled('RETURN')}) < p.amount`),
  },
};
