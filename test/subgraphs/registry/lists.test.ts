import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

let registry: TestSubgraph;
beforeAll(async () => {
  registry = await startTestSubgraph('registry', { households: 150 });
});
afterAll(() => registry.close());

interface Page {
  edges: { cursor: string; node: { iin: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const LIST = `query ($filter: ChildFilter, $first: Int, $after: String) {
  children(filter: $filter, first: $first, after: $after) { edges { cursor node { iin } } pageInfo { hasNextPage endCursor } } }`;

const list = (variables: Record<string, unknown>, viewer = viewerAs('caseworker')) => registry.call({ query: LIST, variables, viewer, purpose: 'CHILD_PROFILE' });

async function everything(filter: Record<string, unknown> | null, viewer = viewerAs('caseworker')): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await list({ filter, first: 37, after }, viewer);
    expect(errors).toEqual([]);
    const page = data?.['children'] as Page;
    found.push(...page.edges.map(({ node }) => node.iin));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

const shielded = (iin: string) => registry.households.some(({ cares }) => cares.some((care) => care.shielded && care.to === null && care.child === iin));

const childrenOf = (region: string) =>
  registry.households
    .flatMap(({ persons }) => persons)
    .filter(({ isChild, residences }) => isChild && residences.some(({ to, district }) => to === null && district.startsWith(region)))
    .map(({ iin }) => iin);

describe('children', () => {
  it('walks the whole register page by page, every child once', async () => {
    const all = registry.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild).map(({ iin }) => iin));
    const found = await everything(null);
    expect(found.toSorted()).toEqual(all.toSorted());
  });

  it('shows a caseworker their own regions, whatever the filter says', async () => {
    const viewer = viewerAs('caseworker', { regions: ['750000000'] });
    expect((await everything(null, viewer)).toSorted()).toEqual(childrenOf('75').toSorted());
    expect(await everything({ regionKato: '610000000' }, viewer)).toEqual([]);
    expect(await everything(null, viewerAs('caseworker', { regions: [] }))).toEqual([]);
  });

  it('filters by place and birth date', async () => {
    for (const region of ['61', '75', '10']) {
      const found = await everything({ regionKato: `${region}0000000` });
      expect(found.toSorted()).toEqual(childrenOf(region).filter((iin) => !shielded(iin)).toSorted());
    }
    const young = await everything({ bornFrom: '2020-01-01', bornTo: '2020-12-31' });
    const expected = registry.households.flatMap(({ persons }) => persons).filter(({ isChild, birthDate }) => isChild && birthDate.startsWith('2020'));
    expect(young.toSorted()).toEqual(expected.map(({ iin }) => iin).toSorted());
  });

  it.each([[0], [101], [1_000_000], [-1]])('refuses first: %i', async (first) => {
    const { errors } = await list({ first });
    expect(errors).toMatchObject([{ message: 'first: must be from 1 to 100.', extensions: { code: 'BAD_USER_INPUT', field: 'first' } }]);
  });

  it('refuses a cursor that is none, and SQL in it', async () => {
    for (const after of ['x', Buffer.from("k1'; drop table person --").toString('base64url'), '']) {
      const { errors } = await list({ after });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'after' } }]);
    }
  });

  it('has no cursor made of an IIN', async () => {
    const { data } = await list({ first: 5 });
    for (const { cursor, node } of (data?.['children'] as Page).edges) {
      expect(Buffer.from(cursor, 'base64url').toString()).not.toContain(node.iin.slice(0, 6));
    }
  });

  it('is for the registry and for caseworkers', async () => {
    for (const [role, purpose] of [['citizen', 'OWN_FAMILY'], ['ministry:benefits', 'BENEFIT_ASSESSMENT'], ['ombudsman', 'CHILD_PROFILE']] as const) {
      const { errors } = await registry.call({ query: LIST, viewer: viewerAs(role), purpose });
      expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['ROLE_NOT_ALLOWED']);
    }
    const { errors } = await registry.call({ query: LIST, viewer: viewerAs('caseworker', { scopes: ['benefits'] }), purpose: 'CHILD_PROFILE' });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['SCOPE_MISSING']);
  });
});

it('never finds a shielded child by place', async () => {
  const hidden = registry.households.flatMap(({ cares }) => cares).find((care) => care.shielded && care.to === null);
  const region = `${hidden?.district.slice(0, 2)}0000000`;
  expect(await everything(null)).toContain(hidden?.child);
  expect(await everything(null, viewerAs('caseworker', { regions: [region] }))).not.toContain(hidden?.child);
  expect(await everything({ districtKato: hidden?.district })).not.toContain(hidden?.child);
  expect(await everything({ regionKato: region })).not.toContain(hidden?.child);
});

describe('regions', () => {
  it('are public: 20 of them with 224 districts and cities, in three languages', async () => {
    const { data, errors } = await registry.call({ query: '{ regions { kato iso kind kk: name(lang: KK) ru: name(lang: RU) name districts { kato name } } }' });
    expect(errors).toEqual([]);
    const regions = data?.['regions'] as { kato: string; kk: string; ru: string; name: string; districts: unknown[] }[];
    expect(regions).toHaveLength(20);
    expect(regions.flatMap(({ districts }) => districts)).toHaveLength(224);
    expect(regions.find(({ kato }) => kato === '750000000')).toMatchObject({ iso: 'KZ-75', kind: 'CITY', kk: 'Алматы қаласы', ru: 'город Алматы', name: 'Almaty City' });
  });

  it('answers null for a code that is no region\'s', async () => {
    const { data, errors } = await registry.call({ query: '{ region(kato: "751110000") { name } }' });
    expect([data, errors]).toEqual([{ region: null }, []]);
  });
});

describe('row-level security', () => {
  const TABLES = ['person', 'citizenship', 'residence', 'life_status', 'parentage', 'parental_right', 'guardianship', 'restriction'];
  const counts = (settings: string): Promise<number[]> =>
    withClient(registry.database.appUrl, async (client) => {
      if (settings !== '') await client.query(settings);
      const results: number[] = [];
      for (const table of TABLES) results.push(Number((await client.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n));
      return results;
    });

  it('shows nothing without a path', async () => {
    expect(await counts('')).toEqual(TABLES.map(() => 0));
    expect(await counts("set app.path = ''")).toEqual(TABLES.map(() => 0));
    expect(await counts("set app.path = 'register'")).toEqual(TABLES.map(() => 0));
  });

  it('shows the register path its regions only', async () => {
    const [persons = 0] = await counts("set app.path = 'register'; set app.regions = '750000000'");
    const here = registry.households.flatMap((home) => home.persons).filter(({ residences }) => residences.some(({ to, district }) => to === null && district.startsWith('75')));
    expect(persons).toBe(here.length);
    const all = await counts("set app.path = 'register'; set app.regions = '*'");
    expect(all[0]).toBe(registry.households.flatMap((home) => home.persons).length);
  });

  it('does not show a region its shielded children, nor what hangs on them', async () => {
    const hidden = registry.households.flatMap(({ cares }) => cares).find((care) => care.shielded && care.to === null && care.carers.length > 0);
    const seen = (regions: string): Promise<number[]> =>
      withClient(registry.database.appUrl, async (client) => {
        await client.query(`set app.path = 'register'; set app.regions = '${regions}'`);
        const counted: number[] = [];
        for (const table of ['person', 'residence', 'citizenship', 'parentage', 'guardianship']) counted.push((await client.query(`select 1 from ${table} where iin = '${hidden?.child}'`)).rowCount ?? 0);
        return counted;
      });
    expect(await seen(`${hidden?.district.slice(0, 2)}0000000,710000000`)).toEqual([0, 0, 0, 0, 0]);
    expect((await seen('*')).every((count) => count > 0)).toBe(true);
  });

  it('lets the relation path read and never write', async () => {
    expect((await counts("set app.path = 'relation'"))[0]).toBeGreaterThan(0);
    await withClient(registry.database.appUrl, async (client) => {
      await client.query("set app.path = 'relation'");
      const { rowCount } = await client.query("update person set birth_date = '2000-01-01'");
      expect(rowCount).toBe(0);
      await expect(client.query('delete from person')).rejects.toThrow(/permission denied/);
    });
  });
});
