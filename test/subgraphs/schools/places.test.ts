import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Office, OFFICIAL, PAPERS } from './support/office.js';

/* What is counted of places: by a school, by who stays there, by what is being built, and for a child that has none. */

let office: Office;
beforeAll(async () => {
  office = await Office.open('2026-11-10T07:00:00Z');
});
afterAll(() => office.close());

const ask = async (query: string): Promise<Record<string, unknown>> => {
  const { data, errors } = await office.schools.call({ query });
  expect(errors).toEqual([]);
  return data ?? {};
};
const change = (sql: string, ...parameters: readonly unknown[]): Promise<unknown> => office.admin((client) => client.query(sql, [...parameters]));

it('of a register without a school are none, and no share of them is', async () => {
  await change('update school set opened_on = opened_on + 36500');
  try {
    expect(await ask('{ schoolDashboard { nation { schools places deficit bullyingPrevention { schools share } } regions { kato } } nextSchools { without } }')).toEqual({
      schoolDashboard: { nation: { schools: 0, places: 0, deficit: 0, bullyingPrevention: [{ schools: 0, share: '0' }, { schools: 0, share: '0' }] }, regions: [] }, nextSchools: [],
    });
  } finally {
    await change('update school set opened_on = opened_on - 36500');
  }
});

describe('a school', () => {
  it('says how many places it misses, in the shifts that are counted', async () => {
    const [crowded, roomy] = [await office.school(3), await office.school(6)];
    for (const school of [crowded, roomy]) for (let n = 0; n < 8; n += 1) await office.pupil(office.person(), school, 3, '2026-09-01');
    expect(await ask(`{ crowded: school(id: "${crowded}") { pupils places deficit } roomy: school(id: "${roomy}") { pupils places deficit } }`)).toEqual({ crowded: { pupils: 8, places: 6, deficit: 2 }, roomy: { pupils: 8, places: 12, deficit: 0 } });
    expect(await ask(`{ school(id: "${await office.school(3)}") { pupils places deficit } }`)).toEqual({ school: { pupils: null, places: 6, deficit: null } });
  });

  it('has room for who comes when those of its last class go', async () => {
    for (const [type, last] of [['PRIMARY', 4], ['BASIC', 9], ['SECONDARY', 11]] as const) {
      const school = await office.school(5);
      await change('update school set type = $1 where public_id = $2', type, school);
      // Ten places in two shifts: of eight pupils three finish and two are in the pre-school class, from which one applies; a place is set aside.
      for (const classNumber of [last, last, last, 0, 0, 2, 2, 2]) await office.pupil(office.person(), school, classNumber, '2026-09-01');
      const intake = { schoolYear: 2027, occurredOn: office.today() };
      expect(await office.intake(school, 7, intake)).toMatchObject({ code: 'OVER_DESIGN_CAPACITY' });
      expect(await office.intake(school, 6, intake)).toMatchObject({ places: 6 });
      expect((await office.intake(school, 1, { ...intake, classNumber: last + 1 })).errors).toMatchObject([{ extensions: { field: 'input.classNumber' } }]);
    }
  });
});

describe('a child', () => {
  const since = async (child: string) => (await office.section(child, 'withoutPlace { since classNumber }')).section;

  it('is without a place since it left, though it has another to come', async () => {
    const [school, family] = [await office.school(), await office.family('2016-03-03')];
    const enrolment = await office.pupil(family.child, school, 5, '2026-09-01');
    await office.run('endEnrolment', office.event({ enrolment, occurredOn: '2026-10-01', reason: 'OTHER' }), OFFICIAL);
    expect(await since(family.child)).toEqual({ withoutPlace: { since: '2026-10-01', classNumber: 5 } });
    await office.pupil(family.child, school, 5, '2026-12-01');
    expect(await since(family.child)).toEqual({ withoutPlace: { since: '2026-10-01', classNumber: 5 } });
  });

  it('has finished school by the class after which one can, and by no other', async () => {
    const [school, family] = [await office.school(), await office.family('2012-03-03')];
    const enrolment = await office.pupil(family.child, school, 8, '2026-09-01');
    const end = (reason: string) => office.run('endEnrolment', office.event({ enrolment, reason }), OFFICIAL);
    for (const reason of ['GRADUATED', 'COLLEGE']) expect(await end(reason)).toMatchObject({ code: 'CONTRADICTORY', field: 'input.reason' });
    await change('update enrolment set class_number = 9 where public_id = $1', enrolment);
    expect(await end('GRADUATED')).toMatchObject({ code: 'CONTRADICTORY', field: 'input.reason' });
    expect(await end('COLLEGE')).toMatchObject({ leaveReason: 'COLLEGE' });
    expect(await since(family.child)).toEqual({ withoutPlace: null });
  });

  it('that has died is on no roll after its death, whenever that is told', async () => {
    const [from, to, family] = [await office.school(), await office.school(), await office.family('2016-03-03')];
    await office.intake(to, 5, { schoolYear: 2026, classNumber: 5 });
    await office.pupil(family.child, from, 5, '2026-09-01');
    const accepted = await office.decide(await office.apply(family, to, { classNumber: 5, papers: [...PAPERS, 'PERSONAL_FILE'] }), 'ACCEPT');
    await office.enrol(accepted, { startsOn: '2027-01-11' }, 'transferPupil');
    await office.hear('DEATH', { iin: family.child, diedOn: '2026-11-01' }, '2026-11-01');
    expect((await office.section(family.child, 'history { validFrom validTo leaveReason }')).section).toEqual({ history: [
      { validFrom: '2026-09-01', validTo: '2026-11-01', leaveReason: 'DEATH' }, { validFrom: '2027-01-11', validTo: '2027-01-11', leaveReason: 'DEATH' }] });
    expect(await office.miscounted()).toBe(0);
  });
});

describe('places nearby', () => {
  it('are told where so few of them are taken that their number is not', async () => {
    const where = { region: '310000000', district: '311010000' };
    const [few, none, many, full] = [await office.school(50, where), await office.school(50, where), await office.school(50, where), await office.school(50, where)];
    for (const [school, places, taken] of [[few, 30, 2], [none, 3, 0], [many, 20, 6], [full, 6, 6]] as const) {
      await change(`insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source) select id, '2026-09-01', 4, 'KK', $2, $3, 1, 100, 'test' from school where public_id = $1`, school, places, taken);
    }
    const family = await office.family('2016-03-03', where.district);
    await change(`update enrolment set valid_to = '2026-10-01', leave_reason = 'OTHER' where public_id = $1`, await office.pupil(family.child, few, 4, '2026-09-01'));
    expect((await office.section(family.child, 'withoutPlace { nearby { school { id } intake { places taken free } } }')).section).toEqual({ withoutPlace: { nearby: [
      { school: { id: many }, intake: { places: 20, taken: 6, free: 14 } }, { school: { id: none }, intake: { places: 3, taken: 0, free: 3 } }, { school: { id: few }, intake: { places: 30, taken: null, free: null } }] } });
  });
});

describe('what is built', () => {
  const [BUILT, PLANS] = [['PLANNED', 'STATE_EXPERTISE', 'TENDER', 'EQUIPPING', 'COMMISSIONED'], 'insert into project_plan (project_id, version, stage, planned_on, stated_on, source) values ($1, 1, $2, $3, $4, $5)'];

  /** A purchased school of a district that has come so far, with its first plans. */
  async function project(district: string, capacity: number, stages: number, on: string, plans: Readonly<Record<string, string>> = {}, receivedOn = on): Promise<void> {
    await office.admin(async (client) => {
      const { rows: [row] } = await client.query<{ id: string }>(
        `insert into project (programme, kind, region_kato, district_kato, name_kk, name_ru, name_en, rural, design_capacity, customer_bin, source)
         values ('PURCHASE', 'SCHOOL', left($1, 2) || '0000000', $1, 'ж', 'п', 'p', false, $2, '120340000019', 'test') returning id::text`, [district, capacity]);
      await client.query(`insert into expertise_conclusion (project_id, version, number, verdict, concluded_on, source) values ($1, 1, '1', 'POSITIVE', '2020-01-01', 'test')`, [row?.id]);
      for (const [n, stage] of BUILT.slice(0, stages).entries()) {
        await client.query(`insert into project_stage (project_id, path, version, step, from_stage, stage, occurred_on, received_on, contractor_bin, act_number, source) values ($1, 'PURCHASE', 1, $2, $3, $4, $5, $6, '120340000019', $7, 'test')`,
          [row?.id, n + 1, BUILT[n - 1] ?? null, stage, on, receivedOn, stage === 'COMMISSIONED' ? '1' : null]);
      }
      for (const [stage, plannedOn] of Object.entries(plans)) await client.query(PLANS, [row?.id, stage, plannedOn, on, 'test']);
    });
  }
  const projectPlaces = async (district: string): Promise<unknown> => {
    const { _entities: [found] } = (await office.schools.call({ query: '{ _entities(representations: [{ __typename: "District", kato: "' + district + '" }]) { ... on District { schoolInfrastructure { forecast(years: 1) { projectPlaces } } } } }' })).data as { _entities: [{ schoolInfrastructure: { forecast: unknown[] } }] };
    return found.schoolInfrastructure.forecast[0];
  };

  it('is in the forecast when it opens as the project says: by its plan, or because it is there', async () => {
    const [commissioned, planned, stuck] = ['151010000', '151010000', '151010000'];
    await office.school(10, { region: '150000000', district: '151010000' });
    await project(commissioned, 100, 5, '2026-10-01');
    expect(await projectPlaces(commissioned)).toEqual({ projectPlaces: 200 });
    await project(planned, 1000, 3, '2026-10-01', { COMMISSIONED: '2027-08-01' });
    expect(await projectPlaces(planned)).toEqual({ projectPlaces: 2200 });
    await project(stuck, 10_000, 3, '2023-01-01', { COMMISSIONED: '2024-08-01', OPENED: '2024-09-01' });
    expect(await projectPlaces(stuck)).toEqual({ projectPlaces: 2200 });
  });

  it('is taken off the children without a place where a school opened since they were counted', async () => {
    const where = { region: '110000000', district: '111010000' };
    const crowded = await office.school(3, where);
    for (let n = 0; n < 30; n += 1) await office.pupil(office.person(), crowded, 3, '2026-09-01');
    const here = async () => ((await ask('{ nextSchools { district { kato } deficit without } }'))['nextSchools'] as { district: { kato: string }; deficit: number; without: number }[]).find(({ district: { kato } }) => kato === where.district);
    expect(await here()).toMatchObject({ deficit: 24, without: 24 });
    const opened = await office.school(10, where);
    await change(`update school set opened_on = '2026-10-01' where public_id = $1`, opened);
    expect(await here()).toMatchObject({ deficit: 24, without: 4 });
  });

  it('is known to be delivered from the day on which that was received', async () => {
    await project('271010000', 100, 5, '2025-12-20', {}, '2026-01-15');
    const delivered = async (on: string) => ((await ask(`{ buildingProgress(programme: PURCHASE, on: "${on}") { projects years { year deliveredObjects } } }`))['buildingProgress'] as { projects: number; years: unknown[] });
    expect((await delivered('2025-12-31')).years[0]).toEqual({ year: null, deliveredObjects: 0 });
    expect((await delivered('2026-01-15')).years).toContainEqual({ year: 2025, deliveredObjects: 1 });
  });
});
