import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const REGIONS = ['10', '11', '15', '19', '23', '27', '31', '33', '35', '39', '43', '47', '55', '59', '61', '62', '63', '71', '75', '79'].map((prefix) => `${prefix}0000000`);
const ROLL = `select s.public_id as id, s.region_kato, s.design_capacity as capacity, count(e.id)::int as pupils from school s
  left join enrolment e on e.school_id = s.id and e.valid_from <= '2026-09-01' and (e.valid_to is null or e.valid_to > '2026-09-01')
    and not exists (select 1 from restricted_child r where r.iin = e.iin and r.valid_to is null)
  where s.opened_on <= '2026-09-01' group by s.id`;

interface Roll {
  readonly id: string;
  readonly region_kato: string;
  readonly capacity: number;
  readonly pupils: number;
}

let schools: TestSubgraph;
let roll: readonly Roll[];
beforeAll(async () => {
  schools = await startTestSubgraph('schools', { households: 600 });
  await withClient(schools.database.adminUrl, async (admin) => {
    ({ rows: roll } = await admin.query<Roll>(ROLL));
  });
});
afterAll(() => schools.close());

const ask = async (query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await schools.call({ query, variables });
  expect(errors).toEqual([]);
  return data ?? {};
};

interface Listed {
  readonly id: string;
  readonly pupils: number | null;
  readonly shiftCoefficient: string | null;
}

async function everySchool(filter: Record<string, unknown> = {}): Promise<Listed[]> {
  const found: Listed[] = [];
  let after: string | null = null;
  do {
    const data = await ask(
      `query ($filter: SchoolFilter, $after: String) { schools(filter: $filter, first: 100, after: $after) {
        edges { node { id pupils shiftCoefficient } } pageInfo { hasNextPage endCursor } } }`,
      { filter, after },
    );
    const page = data['schools'] as { edges: { node: Listed }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    found.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

describe('schools', () => {
  it('are public, in three languages, each once', async () => {
    const found = await everySchool();
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(roll.map(({ id }) => id)));
    expect(found).toHaveLength(roll.length);
    const data = await ask(`{ school(id: "${found[0]?.id}") { id bin nobdId kk: name(lang: KK) ru: name(lang: RU) name region { kato } district { kato } type ownership rural designCapacity
      shifts buildingState languages programme openedOn closedOn features { stemLab roboticsLab inclusiveRoom lift ramps cctv alarmButton blocksSeparated } } }`);
    expect(data['school']).toMatchObject({ id: found[0]?.id, kk: '№ 1 жалпы білім беретін мектеп', ru: 'Общеобразовательная школа № 1', name: 'Secondary school No. 1', languages: ['KK', 'RU'] });
  });

  it('filters', async () => {
    const comfortable = await everySchool({ programme: 'COMFORTABLE_SCHOOL' });
    const emergency = await everySchool({ buildingState: 'EMERGENCY' });
    expect([comfortable.length, emergency.length].every((count) => count > 0 && count < 30)).toBe(true);
    const here = await everySchool({ regionKato: '610000000' });
    expect(here).toHaveLength(roll.filter(({ region_kato }) => region_kato === '610000000').length);
  });

  it('answers null for an id that is none', async () => {
    for (const id of ['1', "' or true --", '00000000-0000-4000-8000-000000000000']) {
      expect(await ask('query ($id: ID!) { school(id: $id) { id } }', { id })).toEqual({ school: null });
    }
  });

  it('tell how many pupils they have, from five on', async () => {
    const found = new Map((await everySchool()).map((one) => [one.id, one]));
    expect(roll.some(({ pupils }) => pupils >= 5)).toBe(true);
    for (const { id, pupils, capacity } of roll) {
      const shown = pupils < 5 ? [null, null] : [pupils, String(Math.round((pupils / capacity) * 100) / 100)];
      expect([found.get(id)?.pupils, found.get(id)?.shiftCoefficient]).toEqual(shown);
    }
  });
});

describe('Region.schoolInfrastructure', () => {
  const QUERY = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { kato schoolInfrastructure { asOf schools designCapacity shiftsCounted places pupils shiftCoefficient deficit } } } }`;
  const ofRegions = async (katos: readonly string[]) => {
    const data = await ask(QUERY, { r: katos.map((kato) => ({ __typename: 'Region', kato })) });
    return data['_entities'] as { kato: string; schoolInfrastructure: Record<string, unknown> | null }[];
  };
  const sum = (rows: readonly Roll[], of: (row: Roll) => number) => rows.reduce((total, row) => total + of(row), 0);

  it('adds up all regions in one statement', async () => {
    await ofRegions(['750000000']);
    schools.takeSql();
    const found = await ofRegions(REGIONS);
    expect(schools.takeSql().filter((sql) => sql.includes(' from enrolment'))).toHaveLength(1);
    for (const { kato, schoolInfrastructure } of found) {
      const here = roll.filter(({ region_kato }) => region_kato === kato);
      const hidden = sum(here, ({ pupils }) => (pupils < 5 ? pupils : 0));
      const tells = hidden > 0 && hidden < 5;
      expect(schoolInfrastructure).toMatchObject({
        asOf: '2026-09-01',
        schools: here.length,
        designCapacity: sum(here, ({ capacity }) => capacity),
        shiftsCounted: 2,
        places: 2 * sum(here, ({ capacity }) => capacity),
        pupils: tells ? null : sum(here, ({ pupils }) => pupils),
        deficit: sum(here, ({ pupils, capacity }) => (pupils < 5 ? 0 : Math.max(0, pupils - 2 * capacity))),
      });
    }
    expect(found.filter(({ schoolInfrastructure }) => schoolInfrastructure?.['shiftCoefficient'] !== null).length).toBeGreaterThan(10);
  });

  it('never lets a small count be taken from a total', async () => {
    const [shown, totals] = [new Map((await everySchool()).map((one) => [one.id, one.pupils])), await ofRegions(REGIONS)];
    for (const { kato, schoolInfrastructure } of totals) {
      const pupils = schoolInfrastructure?.['pupils'] as number | null;
      if (pupils === null) continue;
      const rest = pupils - sum(roll.filter(({ region_kato }) => region_kato === kato), ({ id }) => shown.get(id) ?? 0);
      expect(rest === 0 || rest >= 5).toBe(true);
    }
  });

  it('is null for what is no region', async () => {
    expect(await ofRegions(['751110000'])).toEqual([{ kato: '751110000', schoolInfrastructure: null }]);
  });
});

describe('schoolNorms', () => {
  it('are public and dated: the two-shift convention, class 1 from six', async () => {
    const norms = (await ask('{ schoolNorms(on: "2026-01-01") { code value certainty source } }'))['schoolNorms'] as { code: string; value: number }[];
    expect(Object.fromEntries(norms.map(({ code, value }) => [code, value]))).toEqual({
      SHIFTS_COUNTED: 2, CLASS_1_AGE: 6, LAST_CLASS: 11, SCHOOL_AGE_LAST: 17, SCHOOL_YEAR_MONTH: 9, SMALLEST_COUNT: 5,
    });
    const before = (await ask('{ schoolNorms(on: "2020-12-31") { code } }'))['schoolNorms'] as { code: string }[];
    expect(before.map(({ code }) => code)).not.toContain('SHIFTS_COUNTED');
  });
});
