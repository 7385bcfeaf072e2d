import { column, type ExportColumn, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { CHILDREN_OF, lastRecordOf, saysOn, suitableOn } from './carers.js';
import { ageOn, AS_OF_DAY, common, OF_PLACEMENT, open, PLACED, SHIELDING_RULE, TOOK_EFFECT } from './children.js';

/** Since Law 236-VIII suitability is confirmed every year. */
const CHECKED_SINCE = `'2026-02-04'::date`;

const FAMILY: ExportColumn = column('uuid', 'Pseudonym of the family.', pseudonym('f.public_id::text'));

/** In a form in which a child lives with the family, the last decision is not in favour. */
const UNSUITABLE = `exists (select 1 from ${CHILDREN_OF('f.id')} and ${suitableOn('p.form', AS_OF_DAY)} is false)`;

const says = (what: string, ...kinds: readonly string[]): ExportColumn => column('boolean', `Whether a paper says on the snapshot's day that the carer ${what}, and no later one says otherwise.`, saysOn(kinds, AS_OF_DAY));

export const CARER: ExportView = {
  description: 'Carers of families, past ones included, with what the databank knows of them on the snapshot\'s day.',
  from: `carer c join foster_family f on f.id = c.family_id ${lastRecordOf('c.iin')} cross join lateral (select count(*) as children, min(p.valid_from) as since from ${CHILDREN_OF('f.id')}) h where ${recorded('c.recorded_at')}`,
  columns: {
    ...common(pseudonym('c.iin'), 'the carer', 'f.region_kato', 'where the family lives', 'c.recorded_at'),
    family: FAMILY,
    since: column('date', 'First day as a carer of the family.', 'c.valid_from'),
    until: column('date', 'First day on which no longer; null while a carer.', 'c.valid_to'),
    died: column('date', 'First day of the month of death; null for the living.', month('c.died_on')),
    on_record: column('boolean', 'Whether the databank has a record of the carer.', 'q.id is not null'),
    born: column('date', 'First day of the month of birth; null without a record.', month('q.birth_date')),
    children: column('integer', 'Children who live with the family, guest stays aside and without shielded ones.', 'h.children'),
    checked_on: column('date', 'Day of the last decision in favour, or yearly check; null before the first.', 'q.checked_on'),
    check_missing: column('boolean', 'Whether children live with the family and suitability was not confirmed within a year, as the law asks since 4 February 2026.',
      `h.children > 0 and c.died_on is null and c.valid_to is null and coalesce((q.checked_on + interval '1 year')::date, greatest(h.since, ${CHECKED_SINCE})) < ${AS_OF_DAY} and ${AS_OF_DAY} >= ${CHECKED_SINCE}`),
    convicted: says('was convicted of an intentional crime, or ever of an offence of the Code\'s list', 'UNEXPUNGED_CONVICTION', 'LISTED_OFFENCE'),
    prosecuted: says('is under prosecution', 'UNDER_PROSECUTION'),
    on_register: says('is on a dispensary\'s register', 'DISPENSARY_REGISTER'),
    unsuitable: column('boolean', 'Whether the last decision is not in favour in a form in which a child lives with the family.', UNSUITABLE),
  },
};

export const PLACEMENT_CARER: ExportView = {
  description: 'Carers with whom children were placed, one row for each placement and each carer of its first day, with what was on record of the carer for that day.',
  from: `${PLACED} join carer c on c.family_id = p.family_id and c.valid_from <= p.valid_from and (c.valid_to is null or c.valid_to > p.valid_from) ${lastRecordOf('c.iin')} where ${TOOK_EFFECT} and ${recorded('p.recorded_at')}`,
  columns: {
    ...common(open(pseudonym('c.iin')), `the carer; ${SHIELDING_RULE}`, open('p.region_kato'), `where the child is placed; ${SHIELDING_RULE}`, `date_trunc('month', p.recorded_at)`),
    ...OF_PLACEMENT,
    child: column('uuid', 'Pseudonym of the child.', pseudonym('p.iin')),
    age: column('integer', 'Whole years of the carer on the first day; null without a record in the databank.', ageOn('p.valid_from', 'q.birth_date')),
    certified: column('boolean', 'Whether a certificate of training was valid on the first day.', saysOn(['TRAINING'], 'p.valid_from')),
    relative: column('boolean', 'Whether a paper says that the carer is a relative or step-parent.', saysOn(['RELATIVE_OF_CHILD'], 'p.valid_from')),
    suitable: column('boolean', 'Whether the carer had been found suitable in the form by the first day; null without a decision.', suitableOn('p.form', 'p.valid_from')),
  },
};

/** As the limit counts children: whoever can be reached by brothers and sisters is one group. */
const GROUPS = `(with recursive reached (first, iin) as (
    select child, child from unnest(h.iins) child
    union select r.first, s.sibling_iin from reached r join care_sibling s on s.iin = r.iin and s.sealed_on is null and ${recorded('s.recorded_at')} where s.sibling_iin = any (h.iins))
  select count(distinct least_of.first) from (select min(first) as first from reached group by iin) least_of)`;

export const FAMILY_FORM: ExportView = {
  description: 'Families with children on the snapshot\'s day, one row for each form in which children live with them. Without shielded children.',
  from: `foster_family f cross join lateral (select p.form, array_agg(p.iin) as iins from ${CHILDREN_OF('f.id')} group by p.form) h
    left join placement_form t on t.code = h.form and t.valid_from <= ${AS_OF_DAY} and (t.valid_to is null or t.valid_to > ${AS_OF_DAY}) where ${recorded('f.recorded_at')}`,
  columns: {
    ...common('null', 'nobody: always null', 'f.region_kato', 'where the family lives', `date_trunc('month', f.recorded_at)`),
    family: FAMILY,
    form: column('text', 'The form.', 'h.form'),
    children: column('integer', 'Children in it.', 'cardinality(h.iins)'),
    counted: column('integer', 'The same as the limit counts them: brothers and sisters are one.', GROUPS),
    fewest: column('integer', 'The fewest that the law asks for; null without a limit.', 't.min_children'),
    most: column('integer', 'The most that the law allows; null without a limit.', 't.max_children'),
  },
};

const OF_CANDIDATE = common(pseudonym('q.iin'), 'the candidate', 'q.region_kato', 'whose body keeps the record', 'q.recorded_at');
const CANDIDATE_ID: ExportColumn = column('uuid', 'Pseudonym of the record, the same in all views of a snapshot.', pseudonym('q.public_id::text'));

export const CANDIDATE: ExportView = {
  description: 'Records of those who want to take a child in.',
  from: `carer_candidate q where ${recorded('q.recorded_at')}`,
  columns: {
    ...OF_CANDIDATE,
    candidate: CANDIDATE_ID,
    born: column('date', 'First day of the month of birth.', month('q.birth_date')),
    forms: column('text', 'Forms applied for, with commas.', `array_to_string(q.forms, ',')`),
    body: column('text', 'BIN of the body that keeps the record.', 'q.body_bin'),
    status: column('text', 'REGISTERED, SUITABLE, UNSUITABLE, CLOSED, as the journal had it.', `select v.to_status from carer_candidate_event v where v.candidate_id = q.id and ${recorded('v.recorded_at')} order by v.version desc limit 1`),
    registered_on: column('date', 'Day of the application.', 'q.registered_on'),
    checked_on: column('date', 'Day of the last decision in favour, or yearly check; null before the first.', 'q.checked_on'),
    closed_on: column('date', 'Day on which it was closed; null while it is open; first day of the month of a death.', `case when q.closing = 'DEATH' then ${month('q.closed_on')} else q.closed_on end`),
    closing: column('text', 'Why; null while it is open.', 'q.closing'),
    relative: column('boolean', 'Whether a paper says that the candidate is a relative or step-parent of a child.', saysOn(['RELATIVE_OF_CHILD'], AS_OF_DAY)),
    with_children: column('boolean', 'Whether children who are not shielded live in the family.', `exists (select 1 from ${CHILDREN_OF('q.family_id')})`),
  },
};

export const EVIDENCE: ExportView = {
  description: 'What papers say of candidates. Incomes are not told.',
  from: `carer_evidence e join carer_candidate q on q.id = e.candidate_id where ${recorded('e.recorded_at')}`,
  columns: {
    ...OF_CANDIDATE,
    recorded_at: column('timestamp with time zone', 'When it was recorded.', 'e.recorded_at'),
    candidate: CANDIDATE_ID,
    kind: column('text', 'What about.', 'e.kind'),
    holds: column('boolean', 'Yes or no.', 'e.holds'),
    valid_from: column('date', 'First day on which it holds.', 'e.valid_from'),
    valid_to: column('date', 'First day on which it no longer holds; null without one.', 'e.valid_to'),
    square_metres: column('numeric', 'HOUSING: the home\'s; null of any other.', `case when e.kind = 'HOUSING' then e.amount end`),
    people: column('integer', 'HOUSING: who lives there, without children placed there; null of any other.', `case when e.kind = 'HOUSING' then e.people end`),
  },
};

export const DECISION: ExportView = {
  description: 'Decisions about candidates, one row for each form.',
  from: `carer_decision d join carer_candidate q on q.id = d.candidate_id where ${recorded('d.recorded_at')}`,
  columns: {
    ...OF_CANDIDATE,
    recorded_at: column('timestamp with time zone', 'When it was recorded.', 'd.recorded_at'),
    candidate: CANDIDATE_ID,
    form: column('text', 'The form.', 'd.form'),
    suitable: column('boolean', 'Whether the candidate was found suitable.', 'd.suitable'),
    grounds: column('text', 'Conditions that were not met, with commas; empty of a decision in favour.', `array_to_string(d.grounds, ',')`),
    decided_on: column('date', 'Day of the decision.', 'd.decided_on'),
    body: column('text', 'BIN of the body that decided; null for what followed of itself from a paper.', 'd.body_bin'),
  },
};
