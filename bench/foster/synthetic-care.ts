import { withClient } from '../../local/bootstrap/connection.js';

/** The day of what is written here; the clock of whoever reads it may stand elsewhere. */
const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

/** Every seventh child lives in the largest region. */
export const LARGEST_REGION = '610000000';

/** The region of the n-th row: the largest by turns with nineteen others. */
const REGION = `case when n % 7 = 0 then '${LARGEST_REGION}' else (array['100000000','110000000','150000000','190000000','230000000','270000000','310000000','330000000','350000000','390000000','430000000','470000000','550000000','590000000','620000000','630000000','710000000','750000000','790000000'])[1 + n % 19] end`;

const CHILDREN = `insert into known_child (iin, birth_date) select 'C' || lpad(n::text, 11, '0'), ${TODAY} - (400 + (n * 37) % 5900) from generate_series(0, $1::int - 1) n`;

/** A family for each two children who live in one. */
const FAMILIES = `insert into foster_family (region_kato, district_kato, source)
  select region, region, 'bench' from (select ${REGION.replaceAll('n %', '(2 * m) %')} as region from generate_series(0, $1::int / 2 - 1) m) places`;

const CARERS = `insert into carer (family_id, iin, valid_from, source) select id, 'A' || lpad(id::text, 11, '0'), ${TODAY} - 1600, 'bench' from foster_family`;

const CANDIDATES = `insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, checked_on, family_id, source, version)
  select 'A' || lpad(id::text, 11, '0'), '1980-01-01', 'FEMALE', region_kato, district_kato, '120190751316', '{GUARDIANSHIP}', 'SUITABLE', ${TODAY} - 1700, ${TODAY} - 1700, ${TODAY} - (id % 400)::int, id, 'bench', 3 from foster_family`;

const PAPERS = `insert into carer_evidence (candidate_id, kind, holds, valid_from, valid_to, source)
  select id, kind, true, registered_on, case when kind = 'TRAINING' then ${TODAY} + (id % 900)::int - 40 end, 'bench' from carer_candidate, unnest(array['TRAINING', 'CITIZEN', 'PERMANENT_HOME', 'INCOME_SUFFICES']) kind`;

/** Found suitable, and checked last on the day that the record says. */
const DECISIONS = `insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source)
  select id, form, id % 151 <> 0, '{}', case step when 2 then registered_on + 30 else checked_on end, step, 'bench'
    from carer_candidate, unnest(array['GUARDIANSHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER']) form, unnest(array[2, 3]) step order by step`;

/** Of a hundred placements eighty-two are in families, mostly with guardians. */
const PLACEMENTS = `insert into placement (iin, form, family_id, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, planned_until, source)
  select 'C' || lpad(n::text, 11, '0'), form, case when form <> 'INSTITUTION' then first_family + n / 2 end, case when form = 'INSTITUTION' then '120191751316' end, '120190751316', 'bench', 'ORPHAN', region, region,
         since, case when form = 'PROFESSIONAL_FOSTER' then ${TODAY} + n % 180 - 10 when form in ('PATRONAGE', 'FOSTER_FAMILY') then ${TODAY} + n % 700 - 10 end, 'bench'
    from (select n, case when n % 100 < 60 then 'GUARDIANSHIP' when n % 100 < 72 then 'PATRONAGE' when n % 100 < 78 then 'FOSTER_FAMILY' when n % 100 < 82 then 'PROFESSIONAL_FOSTER' else 'INSTITUTION' end as form,
                 ${REGION.replaceAll('n %', '(2 * (n / 2)) %')} as region, ${TODAY} - (60 + (n * 13) % 1300) as since, (select min(id) from foster_family) as first_family from generate_series(0, $1::int - 1) n) rows`;

/** One child of six came from an institution. */
const BEFORE = `insert into placement (iin, form, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, source)
  select iin, 'INSTITUTION', '120191751316', body_bin, 'bench', reason, region_kato, district_kato, valid_from - 90, valid_from, 'NEW_PLACEMENT', 'bench' from placement where id % 6 = 0 and form <> 'INSTITUTION'`;

/** In each region two professional foster families have six children. */
const CROWDED = `update placement p set family_id = q.home from (
    select id, min(family_id) over (partition by region_kato, turn / 6) as home from (
      select id, family_id, region_kato, row_number() over (partition by region_kato order by id) - 1 as turn from placement where form = 'PROFESSIONAL_FOSTER') r where turn < 12) q
  where q.id = p.id`;

/** Every five months; one placement of twenty has had none for a while. */
const VISITS = `insert into placement_visit (placement_id, announced, visited_on, received_on, child_seen, seen_alone, finding, source)
  select p.id, n % 2 = 0, day, day, true, true, 'WELL', 'bench' from placement p, generate_series(1, 8) n, lateral (select (p.valid_from + n * interval '5 months')::date as day) d
   where p.form <> 'INSTITUTION' and day <= ${TODAY} - case when p.id % 20 = 0 then 200 else 0 end`;

/** One placement of fifteen misses its second report. */
const REPORTS = `insert into placement_report (placement_id, due_on, received_on, health_passport, source)
  select p.id, day, day - 3, true, 'bench' from placement p join placement_form f on f.code = p.form, generate_series(1, 16) n, lateral (select (p.valid_from + make_interval(months => n * f.report_interval_months))::date as day) d
   where f.report_interval_months is not null and day <= ${TODAY} and not (p.id % 15 = 0 and n = 2)`;

/** The two children of every fifth family, and pairs that are apart. */
const SIBLINGS = `insert into care_sibling (iin, sibling_iin, source)
  select 'C' || lpad(a::text, 11, '0'), 'C' || lpad(b::text, 11, '0'), 'bench' from generate_series(0, $1::int - 4, 10) n, lateral (values (n, n + 1), (n + 1, n), (n + 2, case when n % 90 = 0 then n + 4 else n + 3 end), (case when n % 90 = 0 then n + 4 else n + 3 end, n + 2)) pair (a, b)`;

const NEEDS = `insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, placed_on, source)
  select p.iin, 'PRIMARY', 'REGISTER', '{ORPHAN}', p.region_kato, p.district_kato, p.body_bin, p.valid_from, p.valid_from, k.birth_date + 6574, p.valid_from + 1, p.valid_from + 28, case when p.id % 39 <> 0 then p.valid_from end, 'bench'
    from placement p join known_child k using (iin) where p.form = 'INSTITUTION' and p.id % 25 <> 0`;

/** Four in the last year; one placement of twenty has had none. */
const REVIEWS = `insert into placement_review (placement_id, due_on, began_on, received_on, decided_on, decision, decision_source, source)
  select p.id, day, day, day, day, 'CONTINUE', 'bench', 'bench' from placement p, generate_series(0, 3) n, lateral (select ${TODAY} - 40 - n * 90 as day) d where day > p.valid_from and p.id % 20 <> 0`;

/** One placement of fifty, of which one in four is severe. */
const INCIDENTS = `insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source)
  select id, 'INJURY', case when id % 200 < 50 then 'SEVERE' else 'MINOR' end, 'SCHOOL', ${TODAY} - 20, ${TODAY} - 20, ${TODAY} - 5, 'bench' from placement where id % 50 = 7`;

const PLANS = `insert into placement_plan (iin, form, family_id, body_bin, reason, region_kato, district_kato, stage, decided_on, planned_from, lapses_on, source)
  select iin, form, family_id, body_bin, reason, region_kato, district_kato, 'PLANNED', ${TODAY} - 30, ${TODAY} - (id % 20)::int, ${TODAY} + 10, 'bench' from placement where form = 'PATRONAGE' and id % 10 < 3`;

/** Seen to of nineteen children of twenty, each with a word before the last. */
const RIGHTS = `insert into ward_right (placement_id, kind, standing, occurred_on, received_on, source)
  select p.id, kind, case n when 1 then kind || case kind when 'HOUSING' then '_APPLIED' else '_NOT_CLAIMED' end else kind || case kind when 'HOUSING' then '_QUEUED' else '_ORDERED' end end, p.valid_from + n * 20, p.valid_from + n * 20, 'bench'
    from placement p, unnest(array['HOUSING', 'ALIMONY']) kind, generate_series(1, 2) n where p.id % 20 <> 11 and p.valid_to is null`;

/** One statement of fifty was wrong. */
const CORRECTED = `insert into ward_right (placement_id, kind, standing, occurred_on, received_on, source, corrects_id)
  select placement_id, kind, case kind when 'HOUSING' then 'HOUSING_OWNED' else 'ALIMONY_NOBODY_OWES' end, occurred_on, received_on, 'bench', id from ward_right where id % 50 = 0`;

/** One body of ten has half of what it needs. */
const STAFF = `insert into guardianship_staff (region_kato, district_kato, body_bin, posts, filled, valid_from, received_on, source)
  select region_kato, district_kato, body_bin, posts, case when id % 10 = 0 then floor(filled / 2) else filled end, ${TODAY}, ${TODAY}, 'bench' from guardianship_staff`;

/** Who came of age in an institution within five years, one for every five who live in care; most were followed up. */
const GROWN = `insert into known_child (iin, birth_date) select 'G' || lpad(n::text, 11, '0'), ${TODAY} - 6580 - (n * 37) % 1800 from generate_series(0, $1::int / 5 - 1) n`;
const LEFT = `insert into placement (iin, form, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, source)
  select iin, 'INSTITUTION', '120191751316', '120190751316', 'bench', 'ORPHAN', region, region, born + 3000, (born + interval '18 years')::date, 'MAJORITY', 'bench'
    from (select iin, birth_date as born, ${REGION} as region from known_child, lateral (select right(iin, 11)::int as n) number where iin like 'G%') grown`;
const CONTACTS = `insert into after_care_contact (placement_id, contacted_on, received_on, reached, source)
  select id, ${TODAY} - 30, ${TODAY} - 30, true, 'bench' from placement where end_reason = 'MAJORITY' and valid_to < ${TODAY} - 30 and id % 5 <> 0`;

/** One for every three who live in care, adopted at a year old; one of fifteen families has missed its second report. */
const ADOPTED = `insert into known_child (iin, birth_date) select 'A' || lpad(n::text, 11, '0'), ${TODAY} - 1200 - (n * 37) % 3000 from generate_series(0, $1::int / 3 - 1) n`;
const ADOPTIONS = `insert into adoption (iin, adopter_iin, home, decided_on, received_on, body_bin, region_kato, district_kato, source)
  select iin, 'P' || right(iin, 11), 'KAZAKHSTAN', born + 365, born + 365, '120190751316', region, region, 'bench'
    from (select iin, birth_date as born, ${REGION} as region from known_child, lateral (select right(iin, 11)::int as n) number where iin like 'A%') adopted`;
const ADOPTERS_REPORTS = `insert into adoption_report (adoption_id, due_on, received_on, living, education, health, source)
  select a.id, day, day - 3, 'WELL', 'SCHOOL', 'HEALTHY', 'bench' from adoption a, generate_series(1, 12) n, lateral (select (a.decided_on + make_interval(years => n))::date as day) d
   where day <= ${TODAY} and not (a.id % 15 = 0 and n = 2)`;

/** Fills an empty register with children in care, one placement each; `adminUrl` sees past row-level security. */
export const fillCare = (adminUrl: string, placements: number): Promise<unknown> =>
  withClient(adminUrl, async (admin) => {
    for (const sql of [CHILDREN, FAMILIES]) await admin.query(sql, [placements]);
    for (const sql of [CARERS, CANDIDATES, PAPERS, DECISIONS]) await admin.query(sql);
    await admin.query(PLACEMENTS, [placements]);
    for (const sql of [CROWDED, VISITS, REPORTS, NEEDS, REVIEWS, INCIDENTS, PLANS, RIGHTS, CORRECTED, BEFORE, STAFF]) await admin.query(sql);
    for (const sql of [GROWN, ADOPTED]) await admin.query(sql, [placements]);
    for (const sql of [LEFT, CONTACTS, ADOPTIONS, ADOPTERS_REPORTS]) await admin.query(sql);
    await admin.query(SIBLINGS, [placements]);
    await admin.query('vacuum analyze');
  });
