import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { SyntheticCare } from '../../../subgraphs/shared/synthetic/household.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { firstHouseholds, type SomeHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';

const TABLES = ['foster_family', 'carer', 'placement', 'shielding'];

let database: FreshDatabase;
let population: SomeHouseholds;
let cares: readonly SyntheticCare[];
beforeAll(async () => {
  [database, population] = await Promise.all([freshDatabase('foster-families'), firstHouseholds(300)]);
  cares = population.households.flatMap((household) => household.cares);
  await seedDatabase('foster-families', database.appUrl, population.households, population.facts);
});
afterAll(() => database.drop());

/** As the process's role, with these settings, all undone afterwards. */
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
      expect(await counts(settings)).toEqual(TABLES.map(() => 0));
    }
  });

  it('shows the register path its regions', async () => {
    const visible = cares.filter(({ child, district }) => district.startsWith('61') && !cares.some((one) => one.child === child && one.shielded && one.to === null));
    const other = cares.filter(({ district }) => !district.startsWith('61')).length;
    expect([other > 0, visible.length > 0]).toEqual([true, true]);
    await asApp("set app.path = 'register'; set app.regions = '610000000'", async (client) => {
      expect(await count(client, 'placement')).toBe(visible.length);
      expect(await count(client, 'placement', "region_kato <> '610000000'")).toBe(0);
      const unseen = "region_kato <> '610000000' and not exists (select 1 from placement where placement.family_id = foster_family.id)";
      expect(await count(client, 'foster_family', unseen)).toBe(0);
      expect(await count(client, 'carer', "not exists (select 1 from foster_family where foster_family.id = carer.family_id)")).toBe(0);
    });
  });

  it('hides shielded children even from the whole country, until the authority says so', async () => {
    const shielded = new Set(cares.filter((one) => one.shielded && one.to === null).map(({ child }) => child));
    const nation = "set app.path = 'register'; set app.regions = '*'";
    expect((await counts(nation))[2]).toBe(cares.filter(({ child }) => !shielded.has(child)).length);
    expect((await counts(`${nation}; set app.confidential = 'visible'`))[2]).toBe(cares.length);
  });

  it('lets the relation path read, and neither path write where it may not', async () => {
    expect((await counts("set app.path = 'relation'"))[2]).toBe(cares.length);
    await asApp("set app.path = 'relation'", async (client) => {
      expect((await client.query("update placement set act = 'x'")).rowCount).toBe(0);
      await expect(client.query('delete from placement')).rejects.toThrow(/permission denied/);
    });
    await asApp("set app.path = 'register'; set app.regions = '750000000'", async (client) => {
      await expect(client.query(`insert into foster_family (region_kato, district_kato, source) values ('610000000', '611000000', 'test')`)).rejects.toThrow(/row-level security/);
    });
  });
});

describe('one placement at a time', () => {
  const INSERT = `insert into placement (iin, form, family_id, institution_bin, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, source)
    values ($1, $2, $3, $4, '000000000000', 'x', 'ORPHAN', '750000000', '751110000', $5, $6, $7, 'test')`;
  const add = async (client: Client, form: string, from: string, to: string | null = null): Promise<void> => {
    const { rows } = await client.query<{ id: string }>('select id from foster_family limit 1');
    const family = form === 'INSTITUTION' ? null : rows[0]?.id;
    const institution = form === 'INSTITUTION' || form === 'GUEST' ? '000000000000' : null;
    await client.query(INSERT, ['150601900015', form, family, institution, from, to, to === null ? null : 'NEW_PLACEMENT']);
  };
  const nation = "set app.path = 'register'; set app.regions = '*'";

  it.each([
    ['two families', 'GUARDIANSHIP', 'PATRONAGE'],
    ['a family and an institution', 'GUARDIANSHIP', 'INSTITUTION'],
    ['two institutions', 'INSTITUTION', 'INSTITUTION'],
    ['a family and a guest stay', 'FOSTER_FAMILY', 'GUEST'],
    ['two guest stays', 'GUEST', 'GUEST'],
  ])('refuses %s', async (_what, first, second) => {
    await asApp(nation, async (client) => {
      await add(client, first, '2024-01-01');
      await expect(add(client, second, '2025-01-01')).rejects.toThrow(/placement_one/);
    });
  });

  it('takes a guest stay from an institution, and a placement that follows another', async () => {
    await asApp(nation, async (client) => {
      await add(client, 'INSTITUTION', '2024-01-01', '2025-01-01');
      await add(client, 'GUEST', '2024-07-01', '2024-07-20');
      await add(client, 'GUARDIANSHIP', '2025-01-01');
      expect(await count(client, 'placement', "iin = '150601900015'")).toBe(3);
    });
  });

  it('wants an end reason with an end, and a family unless it is an institution', async () => {
    for (const change of ['end_reason = null', "valid_to = null", 'family_id = null']) {
      await asApp(nation, async (client) => {
        await add(client, 'GUARDIANSHIP', '2024-01-01', '2024-02-01');
        await expect(client.query(`update placement set ${change} where iin = '150601900015'`)).rejects.toThrow(/check constraint/);
      });
    }
  });
});

describe('the seed', () => {
  const PLACEMENTS = 'select p.*, f.public_id as family from placement p left join foster_family f on f.id = p.family_id order by p.public_id';
  const CARERS = 'select f.public_id, c.iin, c.valid_from, f.district_kato from carer c join foster_family f on f.id = c.family_id order by 1, 2';
  const SHIELDINGS = 'select iin, valid_from, valid_to from shielding order by iin, valid_from';
  const dump = (url: string) =>
    withClient(url, async (client) => {
      await client.query("set app.path = 'register'; set app.regions = '*'; set app.confidential = 'visible'");
      const tables: Record<string, unknown>[][] = [];
      for (const query of [PLACEMENTS, CARERS, SHIELDINGS]) {
        const { rows } = await client.query<Record<string, unknown>>(query);
        tables.push(rows.map(({ id: _id, family_id: _family, ...row }) => row));
      }
      return tables;
    });

  it('is the same on every run', async () => {
    const again = await freshDatabase('foster-families');
    try {
      await seedDatabase('foster-families', again.appUrl, population.households, population.facts);
      expect(await dump(again.appUrl)).toEqual(await dump(database.appUrl));
    } finally {
      await again.drop();
    }
  });

  it('has every placement once, children of one family together, and no id made of an IIN', async () => {
    const [placements = [], carers = [], shieldings = []] = await dump(database.appUrl);
    expect(placements).toHaveLength(cares.length);
    expect(shieldings).toHaveLength(cares.filter(({ shielded }) => shielded).length);
    expect(new Set(placements.map((row) => row['family'])).size - 1).toBe(new Set(carers.map((row) => row['public_id'])).size);
    for (const { public_id: id, iin } of placements) expect(String(id).replaceAll('-', '')).not.toContain(String(iin).slice(0, 6));
  });
});
