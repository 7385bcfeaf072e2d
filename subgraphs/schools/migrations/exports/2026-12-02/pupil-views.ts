import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { open, SHIELDED, SHIELDING_RULE } from './pupils.js';

const LIFE = `('DEATH', 'MOVED_ABROAD', 'OTHER')`;

const DEAD = '(select c.iin from resident_child c where c.died_on is not null)';

export const ENROLMENT: ExportView = {
  description: 'Enrolments: a place in one class of one school, for at most a school year, as they stand now. Of a child whose whereabouts are withheld it is told that it goes to school, and not where.',
  from: `enrolment e join school s on s.id = e.school_id where ${recorded('e.recorded_at')}`,
  columns: {
    subject: column('uuid', 'Pseudonym of the child.', pseudonym('e.iin')),
    region: column('text', `KATO of the school's region; ${SHIELDING_RULE}.`, open('e.iin', 'e.region_kato')),
    recorded_at: column('timestamp with time zone', 'When its beginning was recorded.', 'e.recorded_at'),
    school: column('uuid', `Public id of the school; ${SHIELDING_RULE}.`, open('e.iin', 's.public_id')),
    class_number: column('integer', `Class, 0 to 11; ${SHIELDING_RULE}.`, open('e.iin', 'e.class_number')),
    shift: column('integer', `Shift, 1 to 3; ${SHIELDING_RULE}.`, open('e.iin', 'e.shift')),
    language: column('text', `KK, RU, OTHER; ${SHIELDING_RULE}.`, open('e.iin', 'e.language')),
    since: column('date', 'First day on the roll.', 'e.valid_from'),
    until: column('date', `First day on which the child was not on it any more; first day of its month where the reason is one of the child's life (DEATH, MOVED_ABROAD, OTHER); null while it is.`,
      `case when e.leave_reason in ${LIFE} then ${month('e.valid_to')} else e.valid_to end`),
    leave_reason: column('text', 'PROMOTED, TRANSFERRED, GRADUATED, COLLEGE, MOVED_ABROAD, DEATH, OTHER; null while it lasts.', 'e.leave_reason'),
    shift_missing: column('boolean', 'Whether the school does not work in this shift.', 'e.shift > s.shifts'),
    language_missing: column('boolean', 'Whether the school does not teach in this language.', 'not e.language = any (s.languages)'),
    after_death: column('boolean', 'Whether it went on, or goes on, after the child\'s death, as far as schools have heard of it.',
      `e.iin in ${DEAD} and exists (select 1 from resident_child c where c.iin = e.iin and (e.valid_to is null or e.valid_to > c.died_on))`),
  },
};

/** What an application had become by the snapshot's moment: `asked` was its journal until then. */
const JOURNAL = `cross join lateral (select (array_agg(v.to_state order by v.version desc))[1] as state, (array_agg(v.reason order by v.version desc))[1] as reason,
    min(v.received_on) filter (where v.action in ('ACCEPT', 'WAIT', 'REFUSE')) as answered_on
  from school_application_event v where v.application_id = a.id and ${recorded('v.recorded_at')}) j`;

export const APPLICATION: ExportView = {
  description: 'Applications for a place in a school, as they stood then. None for children whose whereabouts are withheld.',
  from: `school_application a join school s on s.id = a.school_id join intake i on i.id = a.intake_id ${JOURNAL} where ${recorded('a.recorded_at')} and a.iin not in ${SHIELDED}`,
  columns: {
    subject: column('uuid', 'Pseudonym of the child.', pseudonym('a.iin')),
    region: column('text', 'KATO of the school\'s region.', 'a.region_kato'),
    recorded_at: column('timestamp with time zone', 'When it was recorded.', 'a.recorded_at'),
    application: column('uuid', 'Pseudonym of the application.', pseudonym('a.public_id::text')),
    school: column('uuid', 'Public id of the school.', 's.public_id'),
    intake: column('uuid', 'Public id of the intake.', 'i.public_id'),
    kind: column('text', 'ADMISSION, TRANSFER.', 'a.kind'),
    school_year: column('integer', 'The year in which the school year begins.', 'extract(year from a.school_year)'),
    class_number: column('integer', 'Class, 0 to 11.', 'a.class_number'),
    applicant: column('uuid', 'Pseudonym of who applied.', pseudonym('a.applicant_iin')),
    applicant_role: column('text', 'PARENT, REPRESENTATIVE.', 'a.applicant_role'),
    in_catchment: column('boolean', 'Whether the child lives in the school\'s catchment.', 'a.in_catchment'),
    state: column('text', 'SUBMITTED, WAITING, ACCEPTED, ENROLLED, LEFT, REFUSED, WITHDRAWN.', 'j.state'),
    reason: column('text', 'Ground of a refusal: INCOMPLETE_PAPERS, NO_PLACE, AGE, OUTSIDE_WINDOW; null for any other state.', 'j.reason'),
    submitted_on: column('date', 'Day on which it was submitted.', 'a.submitted_on'),
    answer_due_on: column('date', 'Last day for the answer: one working day.', 'a.answer_due_on'),
    answered_on: column('date', 'Day of the first answer: accepted, put on the waiting list or refused; null before.', 'j.answered_on'),
    late: column('boolean', 'Whether the answer came after that day, or has not come by the snapshot\'s day.', `case when j.answered_on is not null then j.answered_on > a.answer_due_on else j.state = 'SUBMITTED' and a.answer_due_on < ${AS_OF_DAY} end`),
  },
};
