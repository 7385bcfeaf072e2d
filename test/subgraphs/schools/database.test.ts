import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COHORTS } from '../../../subgraphs/schools/migrations/cohort-count.js';
import { filled } from '../../../subgraphs/schools/migrations/kept-count.js';
import { ROLL } from '../../../subgraphs/schools/migrations/roll-count.js';
import { withClient } from '../../support/kept-connections.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';

const TABLES = ['enrolment', 'restricted_child'];
const NATION = "set app.path = 'register'; set app.regions = '*'";

let database: FreshDatabase;
let population: SomeHouseholds;
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('schools'), firstHouseholds(120)]);
  await seedDatabase('schools', database.appUrl, population.households, population.facts);
});
afterAll(() => database.drop());

const asApp = <T>(settings: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withClient(database.appUrl, async (client) => {
    await client.query('begin');
    if (settings !== '') await client.query(settings);
    return work(client);
  });

const count = async (client: Client, table: string, where = 'true'): Promise<number> =>
  Number((await client.query<{ n: string }>(`select count(*) as n from ${table} where ${where}`)).rows[0]?.n);

const counts = (settings: string): Promise<number[]> =>
  asApp(settings, async (client) => {
    const found: number[] = [];
    for (const table of TABLES) found.push(await count(client, table));
    return found;
  });

describe('row-level security', () => {
  it('shows nothing without a path, or without regions', async () => {
    for (const settings of ['', "set app.path = ''", "set app.path = 'register'", "set app.path = 'register'; set app.regions = ''"]) {
      expect(await counts(settings)).toEqual([0, 0]);
    }
  });

  it('shows the register path its regions, without restricted children', async () => {
    const [all = 0] = await counts("set app.path = 'relation'");
    const [visible = 0] = await counts(NATION);
    expect(visible).toBeGreaterThan(0);
    expect(visible).toBeLessThan(all);
    expect((await counts(`${NATION}; set app.confidential = 'visible'`))[0]).toBe(all);
    await asApp("set app.path = 'register'; set app.regions = '610000000,750000000'", async (client) => {
      expect(await count(client, 'enrolment')).toBeGreaterThan(0);
      expect(await count(client, 'enrolment', "region_kato not in ('610000000', '750000000')")).toBe(0);
      expect(await count(client, 'enrolment', 'iin in (select iin from restricted_child where valid_to is null)')).toBe(0);
    });
  });

  it('lets neither path write where it may not', async () => {
    await asApp("set app.path = 'relation'", async (client) => {
      expect((await client.query("update enrolment set letter = 'Я'")).rowCount).toBe(0);
      await expect(client.query('delete from enrolment')).rejects.toThrow(/permission denied/);
    });
    await asApp("set app.path = 'register'; set app.regions = '750000000'", async (client) => {
      await expect(client.query(INSERT, ['610000000', '2026-09-01', null])).rejects.toThrow(/row-level security/);
    });
  });
});

const INSERT = `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, valid_to, leave_reason, source)
  select '150601900015', id, $1, 1, 'А', 'KK', 1, $2, $3::date, case when $3::date is null then null else 'TRANSFERRED' end, 'test' from school order by id limit 1`;

describe('one school at a time', () => {
  it('refuses a second open enrolment', async () => {
    await asApp(NATION, async (client) => {
      await client.query(INSERT, ['610000000', '2025-09-01', '2026-01-10']);
      await client.query(INSERT, ['610000000', '2026-01-10', null]);
      await expect(client.query(INSERT, ['610000000', '2026-03-01', null])).rejects.toThrow(/enrolment_one_open/);
    });
  });

  it('wants a reason with an end', async () => {
    await asApp(NATION, async (client) => {
      await client.query(INSERT, ['610000000', '2025-09-01', null]);
      await expect(client.query("update enrolment set valid_to = '2026-01-01' where iin = '150601900015'")).rejects.toThrow(/check constraint/);
    });
  });
});

describe('rolls', () => {
  /** What is kept, and the same counted from the enrolments. */
  const KEPT = 'select school_year, school_id::int, shift, pupils from school_roll where pupils > 0 and school_year between 2021 and 2026 order by 1, 2, 3';
  const COUNTED = `select year as school_year, school_id::int, shift, count(*)::int as pupils from generate_series(2021, 2026) as year
    join enrolment e on e.valid_from <= make_date(year, 9, 1) and (e.valid_to is null or e.valid_to > make_date(year, 9, 1)) group by 1, 2, 3 order by 1, 2, 3`;

  it('follow what is written, changed and deleted', async () => {
    await withClient(database.adminUrl, async (admin) => {
      const differ = async (): Promise<number> => {
        const [kept, counted] = [(await admin.query(KEPT)).rows, (await admin.query(COUNTED)).rows];
        expect(kept).toEqual(counted);
        return kept.reduce((sum, { pupils }) => sum + Number(pupils), 0);
      };
      await admin.query('begin');
      const before = await differ();
      expect(before).toBeGreaterThan(100);
      await admin.query(INSERT, ['610000000', '2025-09-01', null]);
      expect(await differ()).toBe(before + 2);
      await admin.query(`update enrolment set valid_to = '2026-09-01', leave_reason = 'PROMOTED' where iin = '150601900015'`);
      expect(await differ()).toBe(before + 1);
      await admin.query(`update enrolment set school_id = school_id + 1, shift = 2 where iin = '150601900015'`);
      expect(await differ()).toBe(before + 1);
      await admin.query(`update enrolment set valid_from = '2025-09-02' where iin = '150601900015'`);
      expect(await differ()).toBe(before);
      await admin.query(`delete from enrolment where valid_from = '2026-09-01'`);
      expect(await differ()).toBeLessThan(before);
      await admin.query('rollback');
    });
  });

  it('were counted for what had been written before', async () => {
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('begin');
      const { rows: kept } = await admin.query(KEPT);
      await admin.query('delete from school_roll');
      await admin.query(filled(ROLL));
      expect((await admin.query(KEPT)).rows).toEqual(kept);
      await admin.query('rollback');
    });
  });

  it('of residents follow births, moves and deaths', async () => {
    const KEPT_COHORTS = 'select first_year, district_kato, children from resident_cohort where children > 0 order by 1, 2';
    const COUNTED_COHORTS = `select extract(year from birth_date)::int + 6 + case when to_char(birth_date, 'MM-DD') > '09-01' then 1 else 0 end as first_year, district_kato, count(*)::int as children
      from resident_child where died_on is null and district_kato is not null group by 1, 2 order by 1, 2`;
    await withClient(database.adminUrl, async (admin) => {
      await admin.query('begin');
      const steps = [
        'select 1', `insert into resident_child (iin, birth_date, region_kato, district_kato, source) values ('150601900015', '2020-09-01', '750000000', '751110000', 'test'), ('150601900600', '2020-09-02', '750000000', '751110000', 'test')`,
        `update resident_child set district_kato = '751210000' where iin = '150601900015'`, `update resident_child set died_on = '2026-01-01' where iin = '150601900600'`,
        `update resident_child set district_kato = null, region_kato = null where iin = '150601900015'`, `delete from resident_child where birth_date > '2015-01-01'`,
      ];
      for (const sql of steps) {
        await admin.query(sql);
        const [kept, counted] = [(await admin.query(KEPT_COHORTS)).rows, (await admin.query(COUNTED_COHORTS)).rows];
        expect(kept.length).toBeGreaterThan(10);
        expect(kept).toEqual(counted);
      }
      await admin.query('rollback');
      await admin.query('begin');
      const { rows: before } = await admin.query(KEPT_COHORTS);
      await admin.query('delete from resident_cohort');
      await admin.query(filled(COHORTS));
      expect((await admin.query(KEPT_COHORTS)).rows).toEqual(before);
      await admin.query('rollback');
    });
  });

  it('are nobody\'s to write but the enrolments\'', async () => {
    await asApp(NATION, (client) => expect(client.query('update school_roll set pupils = 0')).rejects.toThrow(/permission denied/));
  });
});

describe('the seed', () => {
  const SCHOOLS = 'select * from school order by id';
  const ENROLMENTS = 'select e.*, s.bin from enrolment e join school s on s.id = e.school_id order by e.public_id';
  const RESTRICTED = 'select iin, valid_from, valid_to from restricted_child order by iin, valid_from';
  const PROJECTS = `select p.public_id, to_jsonb(p) - 'id' as project, array_agg(to_jsonb(s) - 'id' order by s.step) as stages,
    (select array_agg(to_jsonb(l) - 'id' order by l.version) from project_plan l where l.project_id = p.id) as plans from project p join project_stage s on s.project_id = p.id group by p.id order by p.id`;
  const dump = (url: string) =>
    withClient(url, async (client) => {
      await client.query(`${NATION}; set app.confidential = 'visible'`);
      const tables: Record<string, unknown>[][] = [];
      for (const query of [SCHOOLS, ENROLMENTS, RESTRICTED, PROJECTS]) {
        const { rows } = await client.query<Record<string, unknown>>(query);
        tables.push(rows.map(({ id: _id, school_id: _school, ...row }) => row));
      }
      return tables;
    });

  it('is the same on every run', async () => {
    const again = await freshDatabase('schools');
    try {
      await seedDatabase('schools', again.appUrl, population.households, population.facts);
      expect(await dump(again.appUrl)).toEqual(await dump(database.appUrl));
    } finally {
      await again.drop();
    }
  });

  it('gives every district its schools, and nobody two at once', async () => {
    const [schools = [], , restricted = []] = await dump(database.appUrl);
    const perDistrict = Map.groupBy(schools, (school) => school['district_kato']);
    expect(perDistrict.size).toBe(224);
    expect([...perDistrict.values()].every(({ length }) => length >= 1 && length <= 3)).toBe(true);
    expect(restricted).toHaveLength(population.households.flatMap(({ cares }) => cares.filter(({ shielded }) => shielded)).length);
    await withClient(database.adminUrl, async (admin) => {
      const overlapping = 'exists (select 1 from enrolment o where o.iin = enrolment.iin and o.id <> enrolment.id and daterange(o.valid_from, o.valid_to) && daterange(enrolment.valid_from, enrolment.valid_to))';
      expect(await count(admin, 'enrolment', overlapping)).toBe(0);
      const closed = 'exists (select 1 from school s where s.id = enrolment.school_id and s.opened_on > enrolment.valid_from)';
      expect(await count(admin, 'enrolment', closed)).toBe(0);
    });
  });
});
