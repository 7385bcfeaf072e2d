import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { rowsOf } from '../../support/jobs.js';
import type { Input } from '../../support/outcome.js';
import { iinOf } from '../../feeds/support/events.js';

let schools: TestSubgraph;
beforeAll(async () => {
  schools = await startTestSubgraph('schools', { households: 400 });
});
afterAll(() => schools.close());

interface Shown {
  readonly id: string;
  readonly region: { readonly kato: string };
  readonly district: { readonly kato: string };
  readonly type: string;
  readonly ownership: string;
  readonly rural: boolean;
  readonly shifts: number;
  readonly buildingState: string;
  readonly languages: readonly string[];
  readonly programme: string | null;
  readonly designCapacity: number;
  readonly pupils: number | null;
  readonly relievedBy: readonly { readonly stage: string }[];
}

async function list(filter: Input | null = null): Promise<Shown[]> {
  const all: Shown[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors } = await schools.call({
      query: `query ($filter: SchoolFilter, $after: String) { schools(filter: $filter, first: 100, after: $after) {
        edges { node { id region { kato } district { kato } type ownership rural shifts buildingState languages programme designCapacity pupils relievedBy { stage } } } pageInfo { hasNextPage endCursor } } }`,
      variables: { filter, after },
    });
    expect(errors).toEqual([]);
    const page = data?.['schools'] as { edges: { node: Shown }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    all.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor;
  }
}

type Group = Readonly<Record<'group', string> & Record<'schools' | 'designCapacity' | 'places' | 'threeShiftSchools' | 'emergencySchools' | 'relievedSchools' | 'schoolsTold' | 'pupils' | 'deficit' | 'crowdedSchools' | 'freePlaces', number>>;

async function statistics(by: string, filter: Input | null = null): Promise<Group[]> {
  const { data, errors } = await schools.call({
    query: `query ($by: SchoolGrouping!, $filter: SchoolFilter) { schoolStatistics(by: $by, filter: $filter) { group schools designCapacity places threeShiftSchools emergencySchools relievedSchools schoolsTold pupils deficit crowdedSchools freePlaces } }`,
    variables: { by, filter },
  });
  expect(errors).toEqual([]);
  return data?.['schoolStatistics'] as Group[];
}

const relieved = ({ relievedBy }: Shown): boolean => relievedBy.some(({ stage }) => stage !== 'OPENED' && stage !== 'CANCELLED');
const places = ({ designCapacity }: Shown): number => designCapacity * 2;
const sum = (ones: readonly Shown[], of: (one: Shown) => number): number => ones.reduce((total, one) => total + of(one), 0);

/** The same from what the schools say of themselves. */
function expected(all: readonly Shown[], groupsOf: (one: Shown) => readonly string[]): Group[] {
  const names = [...new Set(all.flatMap(groupsOf))].sort();
  return names.map((group) => {
    const own = all.filter((one) => groupsOf(one).includes(group));
    const told = own.filter(({ pupils }) => pupils !== null);
    return {
      group, schools: own.length, designCapacity: sum(own, (one) => one.designCapacity), places: sum(own, places), threeShiftSchools: own.filter(({ shifts }) => shifts === 3).length,
      emergencySchools: own.filter(({ buildingState }) => buildingState === 'EMERGENCY').length, relievedSchools: own.filter(relieved).length, schoolsTold: told.length, pupils: sum(told, ({ pupils }) => pupils ?? 0),
      deficit: sum(told, (one) => Math.max(0, (one.pupils ?? 0) - places(one))), crowdedSchools: told.filter((one) => (one.pupils ?? 0) > places(one)).length, freePlaces: sum(told, (one) => Math.max(0, places(one) - (one.pupils ?? 0))),
    };
  });
}

describe('schools', () => {
  it.each<[Input, (one: Shown) => boolean]>([
    [{ type: 'LYCEUM' }, ({ type }) => type === 'LYCEUM'],
    [{ language: 'OTHER' }, ({ languages }) => languages.includes('OTHER')],
    [{ rural: false, ownership: 'PRIVATE' }, ({ rural, ownership }) => !rural && ownership === 'PRIVATE'],
    [{ rural: false, regionKato: '610000000' }, ({ rural, region }) => !rural && region.kato === '610000000'],
    [{ shifts: 3 }, ({ shifts }) => shifts === 3],
    [{ buildingState: 'EMERGENCY', relieved: true }, (one) => one.buildingState === 'EMERGENCY' && relieved(one)],
    [{ relieved: false }, (one) => !relieved(one)],
    [{ deficit: true }, (one) => one.pupils !== null && one.pupils > places(one)],
    [{ deficit: false }, (one) => one.pupils !== null && one.pupils <= places(one)],
    [{ freePlaces: 3 }, (one) => one.pupils !== null && places(one) - one.pupils >= 3],
  ])('by %j are those that say so of themselves', async (filter, holds) => {
    const wanted = (await list()).filter(holds).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    expect((await list(filter)).map(({ id }) => id)).toEqual(wanted);
  });

  it('has no filter for fewer than one place', async () => {
    const { errors } = await schools.call({ query: '{ schools(filter: { freePlaces: 0 }) { edges { node { id } } } }' });
    expect(errors[0]?.message).toContain('must be 1 or more');
  });
});

describe('statistics of schools', () => {
  it.each<[string, (one: Shown) => readonly string[]]>([
    ['NATION', () => ['KZ']], ['REGION', ({ region }) => [region.kato]], ['TYPE', ({ type }) => [type]], ['OWNERSHIP', ({ ownership }) => [ownership]], ['LANGUAGE', ({ languages }) => languages],
    ['RURAL', ({ rural }) => [rural ? 'RURAL' : 'URBAN']], ['BUILDING_STATE', ({ buildingState }) => [buildingState]], ['SHIFTS', ({ shifts }) => [String(shifts)]], ['PROGRAMME', ({ programme }) => [programme ?? 'NONE']],
  ])('by %s are what the schools say of themselves, added up', async (by, groupsOf) => {
    const all = await list();
    expect(all.some(({ pupils }) => pupils === null)).toBe(true);
    expect(await statistics(by)).toEqual(expected(all, groupsOf));
  });

  it('by district are of one region', async () => {
    const filter = { regionKato: '610000000' };
    expect(await statistics('DISTRICT', filter)).toEqual(expected(await list(filter), ({ district }) => [district.kato]));
    const { errors } = await schools.call({ query: '{ schoolStatistics(by: DISTRICT) { group } }' });
    expect(errors[0]?.message).toContain('filter.regionKato: must be given');
  });

  it('are of the schools that a filter leaves, in one statement', async () => {
    const filter = { rural: true, language: 'KK', shifts: 2 };
    schools.takeSql();
    const found = await statistics('REGION', filter);
    expect(schools.takeSql().filter((sql) => /\bfrom school\b/.test(sql))).toHaveLength(1);
    expect(found).toEqual(expected(await list(filter), ({ region }) => [region.kato]));
  });

  it('do not move with a child whose whereabouts are withheld, nor with a pupil of a school that tells no number', async () => {
    const [told] = await rowsOf<{ iin: string }>(schools, `select e.iin from enrolment e join (select school_id from school_roll where school_year = 2026 group by 1 having sum(pupils) >= 7) r using (school_id)
      where e.valid_from <= '2026-09-01' and e.valid_to is null and not exists (select from restricted_child x where x.iin = e.iin) order by 1 limit 1`);
    const before = await statistics('NATION');
    await rowsOf(schools, `insert into restricted_child (iin, valid_from, source) values ($1, '2026-09-10', 'test')`, [told?.iin]);
    const after = await statistics('NATION');
    expect(after[0]?.pupils).toBe((before[0]?.pupils ?? 0) - 1);
    await rowsOf(schools, `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source)
      select $1, s.id, s.region_kato, 1, 'А', 'KK', 1, '2026-09-01', 'test' from school s where closed_on is null and not exists (select from school_roll r where r.school_id = s.id and r.school_year = 2026 and r.pupils > 2) order by s.id limit 1`, [iinOf(4_000)]);
    expect(await statistics('NATION')).toEqual(after);
  });
});
