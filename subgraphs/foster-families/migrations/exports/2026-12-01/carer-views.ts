import { column, type ExportColumn, type ExportView } from '../../../../shared/export/export-view.js';
import { recorded } from '../../../../shared/export/migration.js';
import { CARER as CARER_BEFORE, CANDIDATE as CANDIDATE_BEFORE, FAMILY_FORM as FAMILY_FORM_BEFORE, PLACEMENT_CARER as PLACEMENT_CARER_BEFORE } from '../2026-11-30/carer-views.js';
import { lastRecordOf } from '../2026-11-30/carers.js';
import { AS_OF_DAY } from '../2026-11-30/children.js';
import { asDecided, CHILDREN_OF, decisionsOf, everSaidBy, saysOn, suitableOn } from './people.js';

/** Since Law 236-VIII suitability is confirmed every year, but of adopters and hosts of guests. */
const CHECKED_SINCE = `'2026-02-04'::date`;
const CHECKED_YEARLY = `('GUARDIANSHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER')`;

/** A form in which a child lives there was not confirmed within a year; who is suitable in it no more is not checked. */
const CHECK_MISSING = `exists (select 1 from (select ${asDecided('p.form')} as form, min(p.valid_from) as since from ${CHILDREN_OF('f.id')} group by 1) home
  cross join lateral (select max(d.decided_on) filter (where d.suitable) as checked_on, max(d.id) filter (where d.suitable) as favour, max(d.id) as last
    from ${decisionsOf('c.iin', AS_OF_DAY)} and ${asDecided('d.form')} = home.form) checks
  where home.form in ${CHECKED_YEARLY} and (checks.last is null or checks.favour = checks.last)
    and greatest(coalesce((checks.checked_on + interval '1 year')::date, home.since), ${CHECKED_SINCE}) < ${AS_OF_DAY})`;

const UNSUITABLE = `exists (select 1 from ${CHILDREN_OF('f.id')} and ${suitableOn('c.iin', 'p.form', AS_OF_DAY)} is false)`;

const says = (what: string, sql: string): ExportColumn => column('boolean', `Whether a paper in any record of the carer says on the snapshot's day that the carer ${what}, and none that is heard takes it back.`, sql);

export const CARER: ExportView = {
  ...CARER_BEFORE,
  from: `carer c join foster_family f on f.id = c.family_id ${lastRecordOf('c.iin')} cross join lateral (select count(*) as children from ${CHILDREN_OF('f.id')}) h where ${recorded('c.recorded_at')}`,
  columns: {
    ...CARER_BEFORE.columns,
    children: column('integer', 'Children under 18 who live with the family, guest stays aside and without shielded ones.', 'h.children'),
    checked_on: column('date', 'Day of the last decision in favour, or yearly check, in any record; null before the first.', `(select max(d.decided_on) from ${decisionsOf('c.iin', AS_OF_DAY)} and d.suitable)`),
    check_missing: column('boolean', 'Whether children live with the family in a form in which suitability was not confirmed within a year, as the law asks since 4 February 2026. Of who is suitable in it no more: unsuitable.',
      `c.died_on is null and c.valid_to is null and ${CHECK_MISSING}`),
    convicted: says('was convicted of an intentional crime, or ever of an offence of the Code\'s list', `${saysOn('c.iin', ['UNEXPUNGED_CONVICTION'], AS_OF_DAY)} or ${everSaidBy('c.iin', 'LISTED_OFFENCE', AS_OF_DAY)}`),
    prosecuted: says('is under prosecution', saysOn('c.iin', ['UNDER_PROSECUTION'], AS_OF_DAY)),
    on_register: says('is on a dispensary\'s register', saysOn('c.iin', ['DISPENSARY_REGISTER'], AS_OF_DAY)),
    unsuitable: column('boolean', 'Whether the last decision, in any record, is not in favour in a form in which a child lives with the family.', UNSUITABLE),
  },
};

const OF_CHILD = 'e.child_iin = p.iin';

export const PLACEMENT_CARER: ExportView = {
  ...PLACEMENT_CARER_BEFORE,
  columns: {
    ...PLACEMENT_CARER_BEFORE.columns,
    certified: column('boolean', 'Whether a certificate of training was valid on the first day, by any record of the carer.', saysOn('c.iin', ['TRAINING'], 'p.valid_from')),
    relative: column('boolean', 'Whether a paper says that the carer is a relative or step-parent of the child.', saysOn('c.iin', ['RELATIVE_OF_CHILD', 'CLOSE_RELATIVE'], 'p.valid_from', OF_CHILD)),
    suitable: column('boolean', 'Whether the carer had been found suitable in the form by the first day, in any record; null without a decision.', suitableOn('c.iin', 'p.form', 'p.valid_from')),
    close_relative: column('boolean', 'Whether a paper says that the carer is a close relative of the child, and need not train.', saysOn('c.iin', ['CLOSE_RELATIVE'], 'p.valid_from', OF_CHILD)),
  },
};

export const FAMILY_FORM: ExportView = {
  ...FAMILY_FORM_BEFORE,
  description: 'Families with children under 18 on the snapshot\'s day, one row for each form in which children live with them. Without shielded children.',
  from: `foster_family f cross join lateral (select p.form, array_agg(p.iin) as iins from ${CHILDREN_OF('f.id')} group by p.form) h
    left join placement_form t on t.code = h.form and t.valid_from <= ${AS_OF_DAY} and (t.valid_to is null or t.valid_to > ${AS_OF_DAY}) where ${recorded('f.recorded_at')}`,
};

export const CANDIDATE: ExportView = {
  ...CANDIDATE_BEFORE,
  columns: {
    ...CANDIDATE_BEFORE.columns,
    with_children: column('boolean', 'Whether children under 18 who are not shielded live in the family.', `exists (select 1 from ${CHILDREN_OF('q.family_id')})`),
  },
};
