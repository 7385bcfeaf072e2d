import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { AS_OF_DAY, recorded } from '../../../../shared/export/migration.js';
import { UNEXAMINED } from './expertise.js';
import { aboutNobody, PROJECT, PROJECT_REGION } from './pupils.js';

export const PROJECT_STAGE: ExportView = {
  description: 'The journal of building projects: every stage, in order.',
  from: `project_stage g join project p on p.id = g.project_id where ${recorded('g.recorded_at')}`,
  columns: {
    ...aboutNobody(PROJECT_REGION, 'g.recorded_at'),
    project: PROJECT,
    step: column('integer', 'Place in the order, from 1.', 'g.step'),
    from_stage: column('text', 'The stage before; null for the first.', 'g.from_stage'),
    stage: column('text', 'PLANNED … OPENED, SUSPENDED, CANCELLED.', 'g.stage'),
    occurred_on: column('date', 'First day in it.', 'g.occurred_on'),
    received_on: column('date', 'Day on which the register heard of it.', 'g.received_on'),
    contractor: column('text', 'BIN of the contractor that was named with it; null for none.', 'g.contractor_bin'),
    cost: column('numeric', 'Cost that was named with it, KZT; null for none.', 'g.cost_kzt'),
    act: column('boolean', 'Whether an act was named with it.', 'g.act_number is not null'),
    unexamined: column('boolean', 'Whether it needed a positive conclusion of the State expertise and had none by that day.', UNEXAMINED),
  },
};

export const PROJECT_PLAN: ExportView = {
  description: 'Planned days of building projects, each as it was stated: a later statement does not replace an earlier one.',
  from: `project_plan l join project p on p.id = l.project_id where ${recorded('l.recorded_at')}`,
  columns: {
    ...aboutNobody(PROJECT_REGION, 'l.recorded_at'),
    project: PROJECT,
    stage: column('text', 'Stage that was to be reached.', 'l.stage'),
    planned_on: column('date', 'Day by the plan.', 'l.planned_on'),
    stated_on: column('date', 'Day on which that was stated.', 'l.stated_on'),
  },
};

export const TARGET: ExportView = {
  description: 'What programmes were said to build, each figure as it was said.',
  from: `programme_target t where t.stated_on <= ${AS_OF_DAY}`,
  columns: {
    ...aboutNobody(column('text', 'Always null: it is about the country.', 'null'), `t.stated_on::timestamp at time zone 'Asia/Almaty'`),
    programme: column('text', 'Programme; null for all together.', 't.programme'),
    kind: column('text', 'SCHOOL, EXTRA_EDUCATION_CENTRE, RECREATION_CENTRE.', 't.kind'),
    measure: column('text', 'OBJECTS, PLACES in two shifts, MONEY in KZT.', 't.measure'),
    for_year: column('integer', 'Year that the figure is of; null for the whole programme.', 't.for_year'),
    rural: column('boolean', 'Of rural objects alone, or of urban; null for both.', 't.rural'),
    value: column('numeric', 'The figure.', 't.value'),
    due_year: column('integer', 'Year by whose end it is to be reached; null where none was said.', 't.due_year'),
    stated_on: column('date', 'Day on which it was said.', 't.stated_on'),
    source: column('text', 'Where.', 't.source'),
    certainty: column('text', 'How sure the figure is: A, B, C, D, M.', 't.certainty'),
  },
};
