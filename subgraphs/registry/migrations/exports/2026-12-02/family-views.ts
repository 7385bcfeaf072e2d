import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { month, pseudonym, recorded } from '../../../../shared/export/migration.js';
import { adoptedAfter, common, endOf, firstWhole, holds, HOME, known, NO_REGION, open, recordedIn, sealed, SHIELDING_RULE } from './people.js';

/** Sixteen years between adopter and child, step-parents excepted (Code on Marriage and Family, 91(1), 92(2)). */
const TOO_NEAR = `q.basis = 'ADOPTION' and exists (select 1 from person c, person a where c.iin = q.iin and a.iin = q.parent_iin and a.birth_date + interval '16 years' > c.birth_date)
  and not exists (select 1 from parentage o where o.iin = q.iin and o.role <> q.role and o.basis = 'BIRTH' and ${known('parentage', 'o')} and ${holds('o')})`;

export const PARENTAGE: ExportView = {
  description: 'Who is or was whose parent, of grown-up children too. What an adoption ended is not there: neither who the parents were before nor that there were any.',
  from: `parentage q where ${known('parentage', 'q')} and not ${sealed('q')}`,
  columns: {
    ...common(pseudonym('q.iin'), 'the child', NO_REGION, recordedIn('coalesce(q.told_at, q.recorded_at)')),
    parent: column('uuid', 'Pseudonym of the parent.', pseudonym('q.parent_iin')),
    role: column('text', 'MOTHER, FATHER.', 'q.role'),
    basis: column('text', 'BIRTH, ADOPTION.', 'q.basis'),
    since: column('date', 'First day of the month in which it began.', month('q.valid_from')),
    until: column('date', 'First day of the month of the first day on which it no longer held; null while it does. A death ends none.', month(endOf('q'))),
    age_gap_short: column('boolean', 'Of an adoption: whether the adopter is less than sixteen years older than the child; not where the other parent is one by birth.', TOO_NEAR),
  },
};

const OF_MOTHERS = `(select m.iin, m.parent_iin, coalesce(m.told_at, m.recorded_at) as recorded_at, p.birth_date from parentage m join person p on p.iin = m.iin
  where m.role = 'MOTHER' and ${known('parentage', 'm')} and ${holds('m')} and not ${sealed('m')})`;

export const BIRTH: ExportView = {
  description: 'Children of mothers on the snapshot\'s day: which one of hers each is. Grown-up children are among them; who has no mother on record is not.',
  from: `(select w.*, row_number() over children as place, count(*) over (partition by w.parent_iin, w.birth_date) as at_once from ${OF_MOTHERS} w window children as (partition by w.parent_iin order by w.birth_date, w.iin)) w where true`,
  columns: {
    ...common(pseudonym('w.iin'), 'the child', NO_REGION, recordedIn('w.recorded_at')),
    birth_order: column('integer', 'Place among the mother\'s children on record, the dead among them, by birth: 1 is the first.', 'w.place'),
    born_together: column('integer', 'Children of hers born on that day: 2 for twins.', 'w.at_once'),
  },
};

export const PARENTAL_RIGHT: ExportView = {
  description: 'Parents whose rights a court has limited or taken, and when. Of a parentage that an adoption ended nothing is there.',
  from: `parental_right t where ${known('parental_right', 't')} and not exists (select 1 from parentage q where q.iin = t.iin and q.parent_iin = t.parent_iin and ${sealed('q')})`,
  columns: {
    ...common(pseudonym('t.iin'), 'the child', NO_REGION, recordedIn('coalesce(t.told_at, t.recorded_at)')),
    parent: column('uuid', 'Pseudonym of the parent.', pseudonym('t.parent_iin')),
    status: column('text', 'DEPRIVED, LIMITED.', 't.status'),
    since: column('date', 'First day of the month in which it began.', month('t.valid_from')),
    until: column('date', 'First day of the month of the first day on which it no longer held; null while it does.', month(endOf('t'))),
    months_from: column('date', 'First month on whose first day it held.', firstWhole('t.valid_from')),
    months_until: column('date', 'First month on whose first day it held no longer; null while it does.', firstWhole(endOf('t'))),
  },
};

const REGION = column('text', `KATO of the region where the child lives; ${SHIELDING_RULE}.`, open('g.iin', 'r.region_kato'));

export const GUARDIANSHIP: ExportView = {
  description: 'Who represents a child without parental care, as guardianship bodies have told it. What came before an adoption is not there.',
  from: `guardianship g left join ${HOME} r on r.iin = g.iin where ${recorded('g.recorded_at')} and (g.superseded_at is null or g.superseded_at > (select audit_export.as_of())) and not ${adoptedAfter('g.iin', 'g.valid_from')}`,
  columns: {
    ...common(pseudonym('g.iin'), 'the child', REGION, recordedIn('g.recorded_at')),
    form: column('text', 'GUARDIANSHIP, TRUSTEESHIP, PATRONAGE, FOSTER_FAMILY, PROFESSIONAL_FOSTER, INSTITUTION.', 'g.form'),
    representative: column('uuid', `Pseudonym of the person who represents the child; null for an institution, and ${SHIELDING_RULE}.`, open('g.iin', pseudonym('g.representative_iin'))),
    institution: column('text', `BIN of the institution; null for a person, and ${SHIELDING_RULE}.`, open('g.iin', 'g.representative_bin')),
    body: column('text', `BIN of the guardianship body that decided; ${SHIELDING_RULE}.`, open('g.iin', 'g.body_bin')),
    since: column('date', 'First day of the month in which it began.', month('g.valid_from')),
    until: column('date', 'First day of the month of the first day on which it no longer holds; told ahead where the law ends it at an age; null where no end is known.', month('g.valid_to')),
    months_from: column('date', 'First month on whose first day it held.', firstWhole('g.valid_from')),
    months_until: column('date', 'First month on whose first day it held no longer; null where no end is known.', firstWhole('g.valid_to')),
  },
};
