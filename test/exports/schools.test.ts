import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../support/population.js';
import { seedDatabase } from '../support/seed.js';
import { Snapshot } from './support/snapshot.js';
import { asAdmin as asAdminOf, expectAuditorsOnly, expectKeyed, expectNobodyNamed, exportFile, expectPublished, rowsOfView, type ViewRow } from './support/views.js';

/* What auditors read of schools: what is published, to whom, and that no child can be told from it, nor where a shielded one goes to school. */

const file = exportFile('schools');
const names = Object.keys(file.views);

/** Views with one row for each of a table. */
const ONE_FOR_ONE: Readonly<Record<string, string>> = {
  school: 'school', school_enrolment: 'enrolment', school_intake: 'intake', school_project: 'project', school_project_stage: 'project_stage', school_project_plan: 'project_plan', school_application: 'school_application',
};
/** Those that are about children. */
const ABOUT_CHILDREN = ['school_enrolment', 'school_application'];

/** After everything that is written here, and before the next school year. */
const SOON = '2026-12-31T00:00:00Z';

const APPLICANT = '160601900010';

let database: FreshDatabase;
let population: SomeHouseholds;
let snapshot: Snapshot;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('schools'), firstHouseholds(400)]);
  await seedDatabase('schools', database.appUrl, population.households, population.facts);
  await asAdmin('analyze');
  await apply();
  snapshot = new Snapshot(database.auditUrl, SOON);
});
afterAll(() => database.drop());

const asAdmin = <T>(sql: string): Promise<T[]> => asAdminOf<T>(database, sql);
const countOf = async (of: Snapshot, view: string): Promise<unknown> => (await of.query(`select count(*) as n from audit_export.${view}`))[0];

/** Twelve children of whom each got a place, as the code would write it; the last was answered a day late. */
async function apply(): Promise<void> {
  await asAdmin(`update intake set places = 12, ceiling = 20 where id = (select min(id) from intake where class_number = 1)`);
  await asAdmin(`insert into school_application (iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_iin, applicant_role, in_catchment, papers, state, set_aside, submitted_on, answer_due_on, answered_on, source, recorded_at)
    select c.iin, i.school_id, s.region_kato, i.id, 'ADMISSION', i.school_year, i.class_number, i.language, '${APPLICANT}', 'PARENT', true, '{PHOTO}', 'ACCEPTED', false, '2026-04-06', '2026-04-07', case when c.n = 12 then '2026-04-08' else '2026-04-07' end::date, 't', '2026-04-06T06:00:00Z'
      from (select iin, row_number() over (order by iin) as n from resident_child where died_on is null limit 12) c cross join (select * from intake where class_number = 1 order by id limit 1) i join school s on s.id = i.school_id`);
  await asAdmin(`insert into school_application_event (application_id, version, action, from_state, to_state, occurred_on, received_on, source, recorded_at)
    select id, 1, 'SUBMIT', null, 'SUBMITTED', submitted_on, submitted_on, 't', '2026-04-06T06:00:00Z'::timestamptz from school_application union all select id, 2, 'ACCEPT', 'SUBMITTED', 'ACCEPTED', answered_on, answered_on, 't', answered_on + '06:00'::time from school_application`);
  await asAdmin('update intake i set taken = (select count(*) from school_application a where a.intake_id = i.id)');
}

/** Withholds where some children are. */
const shield = (iins: readonly string[]): Promise<unknown> => asAdmin(`insert into restricted_child (iin, valid_from, source) select iin, current_date, 't' from unnest('{${iins.join(',')}}'::text[]) iin`);

describe('the views', () => {
  it('are those that are published, column for column', () => expectPublished(database, file));

  it('have a row for each school, enrolment, intake, application, project, stage and plan', async () => {
    for (const [view, table] of Object.entries(ONE_FOR_ONE)) {
      const withheld = view === 'school_application' ? ' where iin not in (select iin from restricted_child)' : '';
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${table}${withheld}`);
      expect([view, await countOf(snapshot, view)]).toEqual([view, stored]);
      expect(Number(stored?.n)).toBeGreaterThan(9);
    }
    for (const view of names) expect([view, await countOf(snapshot, view)]).not.toEqual([view, { n: '0' }]);
  });

  it('show what was recorded by a moment', async () => {
    for (const [view, table] of Object.entries(ONE_FOR_ONE).filter(([one]) => one !== 'school_application')) {
      const [middle] = await asAdmin<{ at: string }>(`select percentile_disc(0.5) within group (order by recorded_at)::text as at from ${table}`);
      const [stored] = await asAdmin<{ n: string }>(`select count(*) as n from ${table} where recorded_at <= '${middle?.at}'`);
      expect([view, await countOf(new Snapshot(database.auditUrl, middle?.at), view)]).toEqual([view, stored]);
    }
  });

  it('tell an application as it stood then, and what was answered late', async () => {
    const states = (day: string): Promise<object[]> => new Snapshot(database.auditUrl, `${day}T12:00:00Z`).query('select state, late, count(*)::int as n from audit_export.school_application group by 1, 2 order by 1, 2');
    expect(await states('2026-04-06')).toEqual([{ state: 'SUBMITTED', late: false, n: 12 }]);
    expect(await states('2026-04-07')).toEqual([{ state: 'ACCEPTED', late: false, n: 11 }, { state: 'SUBMITTED', late: false, n: 1 }]);
    expect(await states('2026-04-09')).toEqual([{ state: 'ACCEPTED', late: false, n: 11 }, { state: 'ACCEPTED', late: true, n: 1 }]);
  });

  it('count a school\'s pupils as its enrolments do, and the deficit by the ministry\'s convention', async () => {
    const counted = await snapshot.query(`select school, extract(year from day)::int as year, count(*)::int as pupils, bool_or(shift = 3) as third from audit_export.school_enrolment e, generate_series(2021, 2026) y, make_date(y, 9, 1) as day
      where since <= day and (until is null or until > day) and extract(year from since) >= y - 1 and school is not null group by 1, 2 order by 1, 2`);
    expect(await snapshot.query('select school, school_year as year, pupils, three_shift as third from audit_export.school_roll order by 1, 2')).toEqual(counted);
    expect(counted.length).toBeGreaterThan(100);
    expect(await snapshot.query(`select 1 from audit_export.school_roll r join audit_export.school s using (school) where places <> design_capacity * 2 or deficit <> greatest(0, pupils - places) or shift_coefficient <> round(pupils::numeric / design_capacity, 2)`)).toEqual([]);
  });

  it('say of a project what it costs by the norm, when it was delivered, and how late', async () => {
    const [chosen] = await asAdmin<{ id: string }>(`select p.id from project p where kind = 'SCHOOL' and exists (select 1 from project_stage s where s.project_id = p.id and stage = 'COMMISSIONED') order by id limit 1`);
    await asAdmin(`update project set design_capacity = 750 where id = ${chosen?.id}`);
    await asAdmin(`alter table project_stage disable trigger project_stage_checked; update project_stage set cost_kzt = null where project_id = ${chosen?.id}; update project_stage set cost_kzt = 4537500000 where project_id = ${chosen?.id} and stage = 'PLANNED'; alter table project_stage enable trigger project_stage_checked`);
    const [stored] = await asAdmin<{ id: string; days: number }>(`select public_id as id, c.occurred_on - (select planned_on from project_plan l where l.project_id = p.id and l.stage = 'COMMISSIONED' order by version limit 1) as days
      from project p join project_stage c on c.project_id = p.id and c.stage = 'COMMISSIONED' where p.id = ${chosen?.id}`);
    const [shown] = await snapshot.query(`select cost_per_place::text as "perPlace", norm_per_place::text as norm, of_norm::text as "ofNorm", delivered_places as places, slippage_days as days, unexamined, expertise from audit_export.school_project where project = '${stored?.id}'`);
    // 6.8 million at 600 places, 5.3 million at 900: half way between.
    expect(shown).toEqual({ perPlace: '6050000', norm: '6050000', ofNorm: '1.000', places: 1_500, days: stored?.days, unexamined: false, expertise: 'POSITIVE' });
  });

  it('say of a project what it was corrected to, since then', async () => {
    const [project] = await asAdmin<{ id: string; key: string; places: number }>('select public_id as id, id as key, design_capacity as places from project order by id desc limit 1');
    await asAdmin(`insert into project_correction (project_id, version, fact, was, corrected, reason, occurred_on, received_on, source, recorded_at)
      values (${project?.key}, 99, 'DESIGN_CAPACITY', '${project?.places}', '77', 'TYPING_ERROR', '2026-11-01', '2026-11-01', 't', '2026-11-01T06:00:00Z')`);
    const capacity = `select design_capacity as places from audit_export.school_project where project = '${project?.id}'`;
    expect([await new Snapshot(database.auditUrl, '2026-10-31T00:00:00Z').query(capacity), await snapshot.query(capacity)]).toEqual([[{ places: project?.places }], [{ places: 77 }]]);
  });

  it('tell no survey\'s group of one to four, nor a rest of so few', async () => {
    await asAdmin(`insert into prevention_survey (school_id, programme, school_year, surveyed_on, respondents, victims, aggressors, with_trusted_adult, source) select id, 'KIVA', 2099, '2026-05-01', 40, 4, 0, 36, 't' from school order by id limit 1`);
    await asAdmin(`insert into prevention_survey (school_id, programme, school_year, surveyed_on, respondents, victims, aggressors, with_trusted_adult, source) select id, 'DOSBOL_LIKE', 2099, '2026-05-01', 40, 5, 35, 40, 't' from school order by id limit 1`);
    await asAdmin(`insert into prevention_survey (school_id, programme, school_year, surveyed_on, respondents, victims, aggressors, with_trusted_adult, source) select id, 'KIVA', 2098, '2026-05-01', 4, 0, 4, 0, 't' from school order by id limit 1`);
    await asAdmin(`insert into prevention_cases (school_id, programme, quarter, opened, closed, median_days, source) select id, 'KIVA', '2099-01-01', 4, 4, 12, 't' from school order by id limit 1`);
    expect(await snapshot.query('select programme, respondents, victims, aggressors, with_trusted_adult as adult from audit_export.school_survey where school_year > 2090 order by programme, school_year')).toEqual([
      { programme: 'DOSBOL_LIKE', respondents: 40, victims: 5, aggressors: 35, adult: 40 },
      { programme: 'KIVA', respondents: null, victims: null, aggressors: null, adult: null },
      { programme: 'KIVA', respondents: 40, victims: null, aggressors: 0, adult: null },
    ]);
    expect(await snapshot.query(`select opened, closed, median_days as days from audit_export.school_cases where quarter = '2099-01-01'`)).toEqual([{ opened: null, closed: null, days: null }]);
  });
});

describe('who reads them', () => {
  it('is nobody without a key and a moment', () => expectKeyed(database, names));

  it('is the auditors\' role, which has nothing else of the database, and no other', () =>
    expectAuditorsOnly(database, names, ['enrolment', 'resident_child', 'child_parent', 'school_application', 'restricted_child', 'project', 'public.school_roll', 'public.school'], 'schools_export'));
});

describe('nobody can be told from them', () => {
  let rows: Readonly<Record<string, readonly ViewRow[]>>;
  beforeAll(async () => (rows = Object.fromEntries(await Promise.all(names.map(async (view) => [view, await rowsOfView(snapshot, view)] as const)))));

  it('no IIN, name or address stands in them, nor the number of an official\'s account', () => {
    expectNobodyNamed(Object.values(rows).flat(), population);
    expect(Object.values(rows).flat().flatMap((row) => Object.values(row))).not.toContain(APPLICANT);
    expect(Object.values(file.views).flatMap(({ columns }) => Object.keys(columns)).filter((name) => ['official', 'source_text', 'microdistrict', 'special_conditions', 'set_aside'].includes(name))).toEqual([]);
  });

  it('no day of birth or death is given away', () => {
    const told = new Map(population.households.flatMap(({ persons }) => persons.map(({ iin, birthDate, death }) => [snapshot.pseudonym(iin), [birthDate, death?.on].filter((day) => day !== undefined && !day.endsWith('-01'))] as const)));
    const found = ABOUT_CHILDREN.flatMap((view) => (rows[view] ?? []).flatMap((row) => Object.entries(row).filter(([, cell]) => cell !== null && told.get(row['subject'] ?? '')?.includes(cell.slice(0, 10))).map(([name]) => `${view}.${name}`)));
    expect(found).toEqual([]);
    const ended = (rows['school_enrolment'] ?? []).filter(({ leave_reason: reason }) => reason === 'DEATH' || reason === 'MOVED_ABROAD');
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.filter(({ until }) => !until?.endsWith('-01'))).toEqual([]);
  });

  it('views about nobody name nobody, and children are the same in the others', async () => {
    for (const view of names.filter((one) => !ABOUT_CHILDREN.includes(one))) expect([view, (rows[view] ?? []).filter(({ subject }) => subject != null).length]).toEqual([view, 0]);
    const subjects = (all: readonly ViewRow[] | undefined): Set<string | null | undefined> => new Set(all?.map(({ subject }) => subject));
    expect([...subjects(rows['school_application'])].every((one) => one != null)).toBe(true);
    expect(subjects(await rowsOfView(new Snapshot(database.auditUrl, SOON), 'school_enrolment')).intersection(subjects(rows['school_enrolment'])).size).toBe(0);
  });

  it('of a shielded child it is told that it goes to school, and by nothing where', async () => {
    const [pupil, applicant] = [
      (await asAdmin<{ iin: string; school: string }>(`select e.iin, s.public_id as school from enrolment e join school s on s.id = e.school_id where valid_to is null and iin not in (select iin from restricted_child) and iin not in (select iin from school_application) order by e.id limit 1`))[0],
      (await asAdmin<{ iin: string }>('select iin from school_application order by id limit 1'))[0],
    ];
    const looks = async (): Promise<unknown[]> => [
      (await snapshot.query(`select count(*)::int as rows, count(school) + count(region) + count(class_number) + count(shift) + count(language) as places from audit_export.school_enrolment where subject = '${snapshot.pseudonym(pupil?.iin ?? '')}'`))[0],
      (await snapshot.query(`select pupils from audit_export.school_roll where school = '${pupil?.school}' and school_year = 2026`))[0],
      await snapshot.query(`select taken, (select count(*)::int from audit_export.school_application a where a.intake = i.intake and a.state in ('ACCEPTED', 'ENROLLED')) as applications from audit_export.school_intake i where taken > 0`),
    ];
    const before = await looks() as [{ rows: number; places: string }, { pupils: number }, object[]];
    expect(Number(before[0].places)).toBe(before[0].rows * 5);
    const taken = (before[2] as { taken: number; applications: number }[])[0];
    expect(taken).toEqual({ taken: taken?.applications, applications: taken?.taken });
    await shield([pupil?.iin ?? '', applicant?.iin ?? '']);
    expect(await looks()).toEqual([{ rows: before[0].rows, places: '0' }, { pupils: before[1].pupils - 1 }, [{ taken: (taken?.taken ?? 0) - 1, applications: (taken?.applications ?? 0) - 1 }]]);
    expect(await snapshot.query(`select 1 from audit_export.school_application where subject = '${snapshot.pseudonym(applicant?.iin ?? '')}'`)).toEqual([]);
  });
});
