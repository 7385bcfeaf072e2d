import type { Rule } from '../../../local/population/anomalies/rules.js';

const citizen = (day: string): string => `exists (select 1 from registry.citizenship z where z.iin = p.iin and country = 'KZ' and z.superseded_at is null and z.valid_from <= ${day} and (z.valid_to is null or z.valid_to > ${day}))`;

const alive = (day: string): string => `not exists (select 1 from death where death.iin = p.iin and died_on <= ${day})`;

/** On the list of a year: born, alive, a citizen, not yet 18. */
const listed = (y: string): string => `p.birth_date <= ${y}.list_date and birthday(p.birth_date, 18) > ${y}.list_date and ${alive(`${y}.list_date`)} and ${citizen(`${y}.list_date`)}`;

const accrual = (where: string): string => `select 'transfer' as table, jsonb_build_object('iin', t.iin, 'kind', t.kind, 'reportingYear', t.reporting_year) as key
  from savings.transfer_part t join savings.reporting_year y on y.year = t.reporting_year join registry.person p on p.iin = t.iin where t.kind = 'ACCRUAL' and ${where}`;

const LAST_LIST = '(select max(list_date) from savings.reporting_year)';

/** A year for which a child was due: on its list, and on that of a run that knew of the child. */
const MISSED = `registry.person p cross join savings.reporting_year y where p.is_child and ${listed('y')}
  and exists (select 1 from savings.reporting_year later where later.year >= y.year and later.credited_on >= p.registered_on and ${listed('later')})
  and not exists (select 1 from savings.transfer_part t where t.iin = p.iin and t.kind = 'ACCRUAL' and t.reporting_year = y.year)`;

const placements = (where: string): string => `select 'placement' as table, key from placement pl where ${where}`;

const enrolments = (from: string): string => `select 'enrolment' as table, jsonb_build_object('enrolment', e.public_id, 'iin', e.iin, 'validFrom', e.valid_from) as key from schools.enrolment e ${from}`;

/** The first day of the school year of an enrolment. */
const YEAR_START = `make_date(extract(year from e.valid_from)::int - case when extract(month from e.valid_from) < 9 then 1 else 0 end, 9, 1)`;

export const SAVINGS_RULES: Readonly<Partial<Record<Rule, string>>> = {
  S01: `${accrual(`not ${citizen('y.list_date')} and ${alive('y.list_date')} and p.birth_date <= y.list_date`)}
    union all select 'savings_claim', jsonb_build_object('iin', c.iin, 'openedOn', c.opened_on) from savings.savings_claim c join registry.person p using (iin)
      where c.closed_on is null and not ${citizen(LAST_LIST)} and ${alive(LAST_LIST)} and p.birth_date <= ${LAST_LIST} and exists (select 1 from registry.citizenship z where z.iin = p.iin and country = 'KZ')`,
  S02: `select 'savings_claim' as table, jsonb_build_object('iin', iin, 'openedOn', max(opened_on)) as key from savings.savings_claim where closed_on is null group by iin having count(*) > 1`,
  S03: accrual(`(p.birth_date > y.list_date or birthday(p.birth_date, 18) <= y.list_date)`),
  S04: accrual(`not ${alive('y.list_date')}`),
  S05: `select 'transfer' as table, jsonb_build_object('iin', p.iin, 'kind', 'ACCRUAL', 'reportingYear', y.year) as key from ${MISSED}`,
  S06: `select 'transfer' as table, jsonb_build_object('iin', t.iin, 'kind', t.kind, 'reportingYear', t.reporting_year) as key from savings.transfer_part t join savings.reporting_year y on y.year = t.reporting_year
    where t.kind = 'ACCRUAL' and t.amount <> y.per_child_usd
      or t.kind = 'YIELD' and t.amount <> round(y.yield_rate * (select sum(b.amount) from savings.transfer_part b where b.iin = t.iin and b.credit_account = t.credit_account and b.reporting_year < t.reporting_year), 2)`,
  F20: `select distinct 'savings_claim' as table, jsonb_build_object('iin', p.iin) as key from ${MISSED} and not exists (select 1 from savings.savings_claim c where c.iin = p.iin)
    and exists (select 1 from placement pl where pl.iin = p.iin and pl.form <> 'GUEST' and pl.valid_to is null)`,
};

export const CARE_RULES = (asOf: string): Readonly<Partial<Record<Rule, string>>> => ({
  F02: `select 'foster_family' as table, jsonb_build_object('family', f.public_id) as key from placement pl join foster.foster_family f on f.id = pl.family_id left join parent on parent.iin = pl.iin and role = 'MOTHER'
    where form = 'PROFESSIONAL_FOSTER' and pl.valid_to is null group by f.public_id having count(distinct coalesce(parent_iin, pl.iin)) > 4`,
  F03: `select 'placement' as table, pl.key || jsonb_build_object('carer', c.iin) as key from placement pl join foster.carer c using (family_id) join registry.person p on p.iin = c.iin
    where form = 'PROFESSIONAL_FOSTER' and (pl.valid_from < birthday(p.birth_date, 30) or pl.valid_from >= birthday(p.birth_date, 64))`,
  F05: `select distinct 'placement' as table, jsonb_build_object('child', a.iin, 'sibling', b.iin) as key from placement a join parent x on x.iin = a.iin join parent y on y.parent_iin = x.parent_iin and y.iin > x.iin join placement b on b.iin = y.iin
    where a.form <> 'GUEST' and b.form <> 'GUEST' and a.valid_to is null and b.valid_to is null and (a.family_id, a.institution_bin) is distinct from (b.family_id, b.institution_bin)`,
  F06: placements(`form = 'PROFESSIONAL_FOSTER' and coalesce(valid_to, '${asOf}') > planned_until`),
  F07: placements(`(recorded_at at time zone 'UTC')::date > valid_from + 4`),
  F12: `select 'placement' as table, key from placement pl join death using (iin) where pl.valid_to is null or pl.valid_to > died_on`,
  F15: `select 'parentage' as table, jsonb_build_object('iin', a.iin, 'parent', a.parent_iin, 'role', a.role) as key from parent a join registry.person c on c.iin = a.iin join registry.person p on p.iin = a.parent_iin
    where a.basis = 'ADOPTION' and birthday(p.birth_date, 16) > c.birth_date and not exists (select 1 from parent other where other.iin = a.iin and other.role <> a.role and other.basis = 'BIRTH')`,
});

export const SCHOOL_RULES = (asOf: string): Readonly<Partial<Record<Rule, string>>> => ({
  E01: `select distinct 'enrolment' as table, jsonb_build_object('iin', a.iin, 'validFrom', greatest(a.valid_from, b.valid_from)) as key from schools.enrolment a join schools.enrolment b on b.iin = a.iin and b.id > a.id
    where daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`,
  E02: enrolments('join death d on d.iin = e.iin where e.valid_to is null or e.valid_to > died_on'),
  E03: `select 'enrolment' as table, jsonb_build_object('iin', p.iin, 'schoolYear', y.start) as key from registry.person p, (select make_date(extract(year from '${asOf}'::date)::int, 9, 1) as start) y
    where birthday(p.birth_date, 7) <= y.start and birthday(p.birth_date, 15) > y.start and ${alive(`'${asOf}'`)}
      and exists (select 1 from registry.residence r where r.iin = p.iin and r.valid_to is null) and not exists (select 1 from schools.enrolment e where e.iin = p.iin and e.valid_to is null)`,
  E04: enrolments('join schools.school s on s.id = e.school_id where e.shift > s.shifts or not e.language = any (s.languages)'),
  E05: enrolments(`join registry.person p on p.iin = e.iin where e.class_number > 0 and birthday(p.birth_date, 5 + e.class_number) > ${YEAR_START}`),
  E06: enrolments('join departure d on d.iin = e.iin where e.valid_to is null or e.valid_to > left_on'),
});
