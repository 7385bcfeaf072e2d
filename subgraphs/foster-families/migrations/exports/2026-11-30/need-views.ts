import { column, type ExportColumn, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { AS_OF_DAY, common, GUARD_WORDS, guarded, guardedMoment, SHIELDING_RULE, unless } from './children.js';

const open = (sql: string): string => unless('n.iin', sql);

const END = `coalesce(n.closed_on, case when n.majority_on <= ${AS_OF_DAY} then n.majority_on end)`;

/** Whether a term was passed when the step was taken, when the record ended, or by the snapshot's day; null where it does not run. */
const late = (what: string, done: string, by: string): ExportColumn =>
  column('boolean', `Whether ${what} came after its last day, or has not come and that day has passed; null where no such term ran.`, `case when ${by} is not null then coalesce(${done}, ${END}, ${AS_OF_DAY}) > ${by} end`);

const day = (description: string, sql: string, ...from: readonly string[]): ExportColumn => column('date', `${description}; ${GUARD_WORDS}.`, guarded(sql, ...from));

export const NEED: ExportView = {
  description: 'Records of children in need of care in the Republican databank. A record that an adoption has sealed is not there.',
  from: `care_need n left join known_child k on k.iin = n.iin where n.sealed_on is null and ${recorded('n.recorded_at')}`,
  columns: {
    ...common(pseudonym('n.iin'), 'the child', open('n.region_kato'), `whose body keeps the record; ${SHIELDING_RULE}`, guardedMoment('n.recorded_at')),
    need: column('uuid', 'Pseudonym of the record.', pseudonym('n.public_id::text')),
    status: column('text', 'IDENTIFIED, PRIMARY, REGIONAL, CENTRAL, CLOSED; closed from the 18th birthday on.', `case when n.majority_on <= ${AS_OF_DAY} then 'CLOSED' else n.status end`),
    notifier: column('text', 'Who told of the child.', 'n.notifier'),
    reasons: column('text', 'Why the child is without parental care, with commas.', `array_to_string(n.reasons, ',')`),
    body: column('text', `BIN of the body that keeps the record; ${SHIELDING_RULE}.`, open('n.body_bin')),
    born: column('date', 'First day of the month of birth.', month('k.birth_date')),
    identified_on: day('Day on which the child was identified', 'n.identified_on'),
    received_on: day('Day on which the body was told', 'n.received_on'),
    primary_on: day('Day of the primary record; null before', 'n.primary_on'),
    regional_on: day('Day of the registration by the region; null before', 'n.regional_on'),
    central_on: day('Day of the central registration; null before', 'n.central_on'),
    placed_on: day('First day in the institution that looks after the child meanwhile; null without one', 'n.placed_on'),
    closed_on: day('Day on which it was closed; null while it is open', 'n.closed_on'),
    closing: column('text', 'Why it was closed; null while it is open.', 'n.closing'),
    primary_late: late('the primary record, due one working day after the identification,', 'n.primary_on', 'n.primary_by'),
    hospital_days: column('integer', 'Days in hospital for the examination, by the snapshot\'s day; null without one.', `coalesce(n.discharged_on, ${END}, ${AS_OF_DAY}) - n.admitted_on`),
    hospital_late: late('the discharge, due after three days,', 'n.discharged_on', 'n.discharge_by'),
    regional_late: late('registration by the region', 'n.regional_on', 'n.regional_by'),
    central_late: late('central registration', 'n.central_on', 'n.central_by'),
    place_late: late('a family, or an institution meanwhile, due twenty working days after the body was told,', 'n.placed_on', 'n.place_by'),
    in_institution: column('boolean', `Whether the child lives in an institution on the snapshot's day; ${SHIELDING_RULE}.`,
      open(`exists (select 1 from placement h where h.iin = n.iin and h.form = 'INSTITUTION' and h.awaited_event is null and h.sealed_on is null and h.valid_to is null and ${recorded('h.recorded_at')})`)),
  },
};
