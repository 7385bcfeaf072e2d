import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const REGIONS = ['10', '11', '15', '19', '23', '27', '31', '33', '35', '39', '43', '47', '55', '59', '61', '62', '63', '71', '75', '79'].map((prefix) => `${prefix}0000000`);
const ROLL = `select s.public_id as id, s.region_kato, s.district_kato, s.shifts, s.building_state, s.design_capacity as capacity, count(e.id)::int as pupils from school s
  left join enrolment e on e.school_id = s.id and e.valid_from <= '2026-09-01' and (e.valid_to is null or e.valid_to > '2026-09-01')
    and not exists (select 1 from restricted_child r where r.iin = e.iin and r.valid_to is null)
  where s.opened_on <= '2026-09-01' group by s.id`;

interface Roll {
  readonly id: string;
  readonly region_kato: string;
  readonly district_kato: string;
  readonly shifts: number;
  readonly building_state: string;
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

interface Counted {
  readonly schools: number;
  readonly deficit: number;
}

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

describe('School.rolls', () => {
  it('are those of each school year, by shift where no shift has fewer than five', async () => {
    const found = await everySchool();
    const { rows: counted } = await withClient(schools.database.adminUrl, (admin) => admin.query<{ id: string; day: string; shift: number; pupils: number }>(`
      select s.public_id as id, year || '-09-01' as day, e.shift, count(*)::int as pupils from generate_series(2021, 2026) as year
        join enrolment e on e.valid_from <= make_date(year, 9, 1) and (e.valid_to is null or e.valid_to > make_date(year, 9, 1)) join school s on s.id = e.school_id
       where not exists (select 1 from restricted_child r where r.iin = e.iin and r.valid_to is null) group by 1, 2, 3 order by 1, 2, 3`));
    const expected = (id: string) => [...Map.groupBy(counted.filter((one) => one.id === id), ({ day }) => day)].map(([countedOn, shifts]) => {
      const pupils = shifts.reduce((total, one) => total + one.pupils, 0);
      return { countedOn, pupils: pupils < 5 ? null : pupils, byShift: shifts.some((one) => one.pupils < 5) ? null : shifts.map((one) => ({ shift: one.shift, pupils: one.pupils })) };
    });
    const ids = [...found.slice(0, 20), ...found.filter(({ pupils }) => (pupils ?? 0) > 12)].map(({ id }) => id);
    let split = 0;
    for (const id of ids) {
      const { school } = await ask('query ($id: ID!) { school(id: $id) { rolls { countedOn pupils byShift { shift pupils } } } }', { id });
      expect(school).toEqual({ rolls: expected(id) });
      split += expected(id).filter(({ byShift }) => byShift !== null).length;
    }
    expect(split).toBeGreaterThan(0);
  });
});

describe('Region.schoolInfrastructure', () => {
  const QUERY = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { kato schoolInfrastructure { asOf schools designCapacity shiftsCounted places pupils shiftCoefficient deficit crowdedSchools threeShiftSchools emergencySchools } } } }`;
  const ofDistricts = async (katos: readonly string[]) => {
    const data = await ask(QUERY.replace('on Region', 'on District'), { r: katos.map((kato) => ({ __typename: 'District', kato })) });
    return data['_entities'] as { kato: string; schoolInfrastructure: Record<string, unknown> | null }[];
  };
  const told = ({ kato, schoolInfrastructure }: { kato: string; schoolInfrastructure: Record<string, unknown> | null }) => [kato, schoolInfrastructure?.['pupils'] as number | null | undefined] as const;
  const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const ofRegions = async (katos: readonly string[]) => {
    const data = await ask(QUERY, { r: katos.map((kato) => ({ __typename: 'Region', kato })) });
    return data['_entities'] as { kato: string; schoolInfrastructure: Record<string, unknown> | null }[];
  };
  const sum = (rows: readonly Roll[], of: (row: Roll) => number) => rows.reduce((total, row) => total + of(row), 0);

  it('adds up all regions in one statement', async () => {
    await ofRegions(['750000000']);
    schools.takeSql();
    const found = await ofRegions(REGIONS);
    expect(schools.takeSql().filter((sql) => sql.includes('school_roll'))).toHaveLength(1);
    for (const { kato, schoolInfrastructure } of found) {
      const here = roll.filter(({ region_kato }) => region_kato === kato);
      expect(schoolInfrastructure).toMatchObject({
        asOf: '2026-09-01',
        schools: here.length,
        designCapacity: sum(here, ({ capacity }) => capacity),
        shiftsCounted: 2,
        places: 2 * sum(here, ({ capacity }) => capacity),
        deficit: sum(here, ({ pupils, capacity }) => (pupils < 5 ? 0 : Math.max(0, pupils - 2 * capacity))),
        crowdedSchools: here.filter(({ pupils, capacity }) => pupils >= 5 && pupils > 2 * capacity).length,
        threeShiftSchools: here.filter(({ shifts }) => shifts === 3).length,
        emergencySchools: here.filter(({ building_state }) => building_state === 'EMERGENCY').length,
      });
      expect([null, sum(here, ({ pupils }) => pupils)]).toContain(schoolInfrastructure?.['pupils']);
    }
    expect(found.filter(({ schoolInfrastructure }) => schoolInfrastructure?.['shiftCoefficient'] !== null).length).toBeGreaterThan(10);
  });

  it('never lets a small count be taken from the country, regions, districts and schools together', async () => {
    const shown = new Map((await everySchool()).map((one) => [one.id, one.pupils]));
    const districtKatos = [...new Set(roll.map(({ district_kato }) => district_kato))];
    const [regions, districts] = [new Map((await ofRegions(REGIONS)).map(told)), new Map((await ofDistricts(districtKatos)).map(told))];
    const nation = ((await ask('{ schoolDashboard { nation { pupils } } }'))['schoolDashboard'] as { nation: { pupils: number | null } }).nation.pupils;
    const leftIn = (total: number | null | undefined, parts: readonly (readonly [number | null | undefined, number])[]): number[] => (total == null ? [] : [total - sumOf(parts.map(([part, otherwise]) => part ?? otherwise))]);
    const schoolsOf = (of: (row: Roll) => boolean): number => sum(roll.filter(of), ({ id }) => shown.get(id) ?? 0);
    const ofDistrict = (kato: string) => [districts.get(kato), schoolsOf(({ district_kato }) => district_kato === kato)] as const;
    const inRegion = (kato: string) => districtKatos.filter((district) => roll.some((row) => row.district_kato === district && row.region_kato === kato)).map(ofDistrict);
    const rests = [
      ...districtKatos.flatMap((kato) => leftIn(districts.get(kato), [[null, schoolsOf(({ district_kato }) => district_kato === kato)]])),
      ...REGIONS.flatMap((kato) => leftIn(regions.get(kato), inRegion(kato))),
      ...leftIn(nation, REGIONS.map((kato) => [regions.get(kato), sumOf(inRegion(kato).map(([part, otherwise]) => part ?? otherwise))] as const)),
    ];
    expect(rests.length).toBeGreaterThan(100);
    expect(rests.filter((rest) => rest !== 0 && rest < 5)).toEqual([]);
    expect(rests.some((rest) => rest >= 5)).toBe(true);
  });

  it('adds up districts, each by itself', async () => {
    const [district] = roll;
    const here = roll.filter(({ district_kato }) => district_kato === district?.district_kato);
    expect(await ofDistricts([district?.district_kato ?? ''])).toMatchObject([{ schoolInfrastructure: { schools: here.length, designCapacity: sum(here, ({ capacity }) => capacity) } }]);
  });

  it('shows the country and its regions by one statement', async () => {
    await ask('{ schoolDashboard { nation { schools } } }');
    schools.takeSql();
    const { schoolDashboard } = await ask('{ schoolDashboard { nation { schools deficit } regions { kato schoolInfrastructure { schools deficit } } } }');
    expect(schools.takeSql().filter((sql) => sql.includes('school_roll'))).toHaveLength(1);
    const { nation, regions } = schoolDashboard as { nation: Counted; regions: { kato: string; schoolInfrastructure: Counted }[] };
    expect(regions.map(({ kato }) => kato)).toEqual(REGIONS);
    expect(nation).toEqual({ schools: roll.length, deficit: sumOf(regions.map(({ schoolInfrastructure: { deficit } }) => deficit)) });
  });

  it('is null for what is no region', async () => {
    expect(await ofRegions(['751110000'])).toEqual([{ kato: '751110000', schoolInfrastructure: null }]);
  });
});

describe('planning', () => {
  const forecast = 'forecast(years: 3) { schoolYear class1Children class1Places class1Deficit children places projectPlaces deficit }';
  interface Forecast {
    readonly schoolYear: string;
    readonly class1Children: number;
    readonly places: number;
    readonly projectPlaces: number;
  }
  const inFives = (children: number): number => Math.round(children / 5) * 5;
  const BORN = `select district_kato as district, count(*)::int as children from resident_child a where died_on is null and birth_date > '2020-09-01' and birth_date <= '2021-09-01'
    and not exists (select 1 from restricted_child r where r.iin = a.iin and r.valid_to is null) and district_kato is not null group by 1`;

  it('has children of the age for class 1 by where they live, and no child whose place is withheld', async () => {
    const { rows: born } = await withClient(schools.database.adminUrl, (admin) => admin.query<{ district: string; children: number }>(BORN));
    const { schoolDashboard } = await ask(`{ schoolDashboard { nation { shiftsCounted designCapacity ${forecast} } regions { kato schoolInfrastructure { ${forecast} } } } }`);
    const { nation, regions } = schoolDashboard as { nation: { designCapacity: number; forecast: Forecast[] }; regions: { kato: string; schoolInfrastructure: { forecast: Forecast[] } }[] };
    const all = (rows: typeof born): number => rows.reduce((sum, { children }) => sum + children, 0);
    expect(all(born)).toBeGreaterThan(20);
    expect(nation.forecast.map(({ schoolYear }) => schoolYear)).toEqual(['2027-09-01', '2028-09-01', '2029-09-01']);
    expect(nation.forecast[0]?.class1Children).toBe(inFives(all(born)));
    for (const { kato, schoolInfrastructure } of regions) expect(schoolInfrastructure.forecast[0]?.class1Children).toBe(inFives(all(born.filter(({ district }) => district.startsWith(kato.slice(0, 2))))));
    const last = nation.forecast.at(-1);
    expect(last?.projectPlaces).toBeGreaterThan(0);
    expect((last?.places ?? 0) - (last?.projectPlaces ?? 0)).toBe(nation.designCapacity * 2);
  });

  it('ranks districts by children relieved for the cost, with what that goes by', async () => {
    await withClient(schools.database.adminUrl, (admin) => admin.query(`update school set design_capacity = 1 where district_kato = (select district_kato from resident_child where district_kato is not null group by 1 order by count(*) desc limit 1)`));
    const { nextSchools } = await ask('{ nextSchools { district { kato } deficit without relieved designCapacity cost { amount currency } childrenPerBillion forecast { deficit projectPlaces } } }');
    const found = nextSchools as { without: number; relieved: number; deficit: number; childrenPerBillion: string; cost: { amount: string }; forecast: { deficit: number; projectPlaces: number } }[];
    expect(found.length).toBeGreaterThan(0);
    for (const { without, deficit, relieved, cost, childrenPerBillion, forecast: { deficit: ahead, projectPlaces } } of found) {
      expect(without).toBe(Math.max(ahead, deficit - projectPlaces));
      expect(Number(childrenPerBillion)).toBeCloseTo((relieved * 1e9) / Number(cost.amount), 1);
    }
    expect(found.map((one) => Number(one.childrenPerBillion))).toEqual(found.map((one) => Number(one.childrenPerBillion)).sort((a, b) => b - a));
  });

  it('is for years whose children are born', async () => {
    for (const years of [0, 7]) expect((await schools.call({ query: `{ schoolDashboard { nation { forecast(years: ${years}) { schoolYear } } } }` })).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'years' } }]);
  });
});

describe('schoolNorms', () => {
  it('are public and dated: the two-shift convention, class 1 from six', async () => {
    const norms = (await ask('{ schoolNorms(on: "2026-01-01") { code value certainty source } }'))['schoolNorms'] as { code: string; value: number }[];
    expect(Object.fromEntries(norms.map(({ code, value }) => [code, value]))).toEqual({
      SHIFTS_COUNTED: 2, CLASS_1_AGE: 6, LAST_CLASS: 11, LAST_BASIC_CLASS: 9, LAST_PRIMARY_CLASS: 4, SCHOOL_AGE_LAST: 17, SCHOOL_YEAR_MONTH: 9, SMALLEST_COUNT: 5,
    });
    const before = (await ask('{ schoolNorms(on: "2020-12-31") { code } }'))['schoolNorms'] as { code: string }[];
    expect(before.map(({ code }) => code)).not.toContain('SHIFTS_COUNTED');
  });
});
