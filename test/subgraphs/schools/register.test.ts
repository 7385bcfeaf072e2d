import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const LIST = `query ($filter: EnrolmentFilter, $first: Int! = 20, $after: String) { enrolments(filter: $filter, first: $first, after: $after) {
  edges { node { id child { iin } school { id district { kato } } classNumber language validFrom } } pageInfo { hasNextPage endCursor } } }`;
const OF = 'query ($iin: IIN!) { schoolingOf(iin: $iin) { iin enrolment { school { id } classNumber validFrom } history { validFrom } } }';

const ministry = viewerAs('ministry:schools');
const caseworker = viewerAs('caseworker');
const unknown = withCheckDigit('99123190001') ?? '';

interface Stored {
  readonly iin: string;
  readonly region_kato: string;
  readonly district_kato: string;
  readonly school: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly class_number: number;
}

let schools: TestSubgraph;
let stored: readonly Stored[];
let restricted: ReadonlySet<string>;
beforeAll(async () => {
  schools = await startTestSubgraph('schools', { households: 160 });
  const cares = schools.households.flatMap((household) => household.cares);
  restricted = new Set(cares.filter(({ shielded, to }) => shielded && to === null).map(({ child }) => child));
  await withClient(schools.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<Stored>(`select e.iin, e.region_kato, s.district_kato, s.public_id as school, e.valid_from::text, e.valid_to::text, e.class_number
      from enrolment e join school s on s.id = e.school_id order by e.id`);
    stored = rows;
  });
});
afterAll(() => schools.close());

const call = (query: string, variables: Record<string, unknown>, viewer: Viewer) => schools.call({ query, variables, viewer, purpose: 'EDUCATION_PLANNING' });
const codes = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]) => errors.map(({ extensions }) => extensions['code']);

interface Row {
  readonly child: { readonly iin: string };
  readonly school: { readonly id: string };
  readonly validFrom: string;
}

async function everything(viewer: Viewer, filter: Record<string, unknown> | null = null): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await call(LIST, { filter, first: 100, after }, viewer);
    expect(errors).toEqual([]);
    const page = data?.['enrolments'] as { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    found.push(...page.edges.map(({ node }) => `${node.child.iin} ${node.validFrom} ${node.school.id}`));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

const expected = (test: (row: Stored) => boolean): string[] =>
  stored.filter((row) => !restricted.has(row.iin) && test(row)).map((row) => `${row.iin} ${row.valid_from} ${row.school}`);

const pupil = (): Stored => {
  const row = stored.find(({ valid_to, iin }) => valid_to === null && !restricted.has(iin));
  if (row === undefined) throw new Error('no pupil');
  return row;
};

/** A pupil whom the feed has just named restricted, until the work is done. */
async function whileRestricted(iin: string, work: () => Promise<void>): Promise<void> {
  const run = (sql: string) => withClient(schools.database.adminUrl, (admin) => admin.query(sql, [iin]));
  await run(`insert into restricted_child (iin, valid_from, source) values ($1, '2026-09-30', 'test')`);
  try {
    await work();
  } finally {
    await run(`delete from restricted_child where source = 'test' and iin = $1`);
  }
}

describe('enrolments', () => {
  it('shows the ministry the whole register but restricted children, each row once and in order', async () => {
    expect(stored.some(({ iin }) => restricted.has(iin))).toBe(true);
    expect(await everything(ministry)).toEqual(expected(() => true));
  });

  it('shows officials their regions, whatever the filter says', async () => {
    for (const role of ['caseworker', 'ministry:schools'] as const) {
      const viewer = viewerAs(role, { regions: ['610000000'] });
      const here = expected(({ region_kato }) => region_kato === '610000000');
      expect(here.length).toBeGreaterThan(10);
      expect(await everything(viewer)).toEqual(here);
      expect(await everything(viewer, { regionKato: '750000000' })).toEqual([]);
    }
    expect(await everything(viewerAs('caseworker', { regions: [] }))).toEqual([]);
  });

  it('filters by place, school, class and day', async () => {
    const { district_kato, school } = pupil();
    const on = '2025-10-01';
    expect(await everything(ministry, { districtKato: district_kato, classNumber: 3 })).toEqual(expected((row) => row.district_kato === district_kato && row.class_number === 3));
    expect(await everything(ministry, { schoolId: school })).toEqual(expected((row) => row.school === school));
    expect(await everything(ministry, { on })).toEqual(expected((row) => row.valid_from <= on && (row.valid_to === null || row.valid_to > on)));
  });

  it('drops a child from every list and count as soon as the feed says restricted', async () => {
    const { iin, school, region_kato } = pupil();
    const counts = async () => (await schools.call({ query: `{ school(id: "${school}") { pupils } }`, viewer: null })).data;
    const total = async () => (await schools.call({ query: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Region { schoolInfrastructure { pupils } } } }', variables: { r: [{ __typename: 'Region', kato: region_kato }] } })).data?.['_entities'] as { schoolInfrastructure: { pupils: number } }[];
    const [before, totalBefore] = [await counts(), await total()];
    await whileRestricted(iin, async () => {
      for (const viewer of [ministry, caseworker, viewerAs('caseworker', { regions: [region_kato] })]) {
        expect((await everything(viewer)).filter((row) => row.startsWith(iin))).toEqual([]);
      }
      expect(await everything(ministry, { schoolId: school })).toEqual(expected((row) => row.school === school && row.iin !== iin));
      expect((await total())[0]?.schoolInfrastructure.pupils).toBe((totalBefore[0]?.schoolInfrastructure.pupils ?? 0) - 1);
    });
    expect(await counts()).toEqual(before);
  });

  it('is for the ministry and for caseworkers, page by page', async () => {
    expect(codes((await schools.call({ query: LIST, viewer: viewerAs('citizen'), purpose: 'OWN_FAMILY' })).errors)).toEqual(['ROLE_NOT_ALLOWED']);
    expect(codes((await schools.call({ query: LIST, viewer: viewerAs('ombudsman'), purpose: 'CHILD_PROFILE' })).errors)).toEqual(['ROLE_NOT_ALLOWED']);
    expect(codes((await schools.call({ query: LIST, viewer: viewerAs('ministry:savings'), purpose: 'SAVINGS_ADMINISTRATION' })).errors)).toEqual(['SCOPE_MISSING']);
    for (const variables of [{ first: 101 }, { first: 0 }, { after: 'nonsense' }, { filter: { schoolId: "' or true --" } }]) {
      expect(codes((await call(LIST, variables, ministry)).errors)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('schoolingOf', () => {
  const shape = ({ status, data, errors }: Awaited<ReturnType<typeof call>>) => ({ status, data, errors: errors.map(({ message, path, extensions: { code } }) => ({ message, path, code })) });

  it('opens every child to the ministry, an unknown one as an empty section', async () => {
    const { iin, school } = pupil();
    const known = await call(OF, { iin }, ministry);
    expect([known.data?.['schoolingOf'], known.errors]).toMatchObject([{ iin, enrolment: { school: { id: school } } }, []]);
    const { data, errors } = await call(OF, { iin: unknown }, ministry);
    expect([data?.['schoolingOf'], errors]).toEqual([{ iin: unknown, enrolment: null, history: [] }, []]);
  });

  it('opens to a caseworker of the region; elsewhere, restricted and unknown answer alike', async () => {
    const { iin, school, region_kato } = pupil();
    const own = viewerAs('caseworker', { regions: [region_kato] });
    expect((await call(OF, { iin }, own)).data?.['schoolingOf']).toMatchObject({ enrolment: { school: { id: school } } });
    const answers = [await call(OF, { iin }, viewerAs('caseworker', { regions: ['620000000'] })), await call(OF, { iin: unknown }, own)];
    await whileRestricted(iin, async () => {
      answers.push(await call(OF, { iin }, own), await call(OF, { iin }, caseworker), await call(OF, { iin }, viewerAs('ministry:schools', { regions: [region_kato] })));
    });
    for (const answer of answers) expect(shape(answer)).toEqual(shape(answers[0] ?? answer));
    expect(shape(answers[0] ?? (await call(OF, { iin }, own)))).toMatchObject({ data: { schoolingOf: null }, errors: [{ code: 'WITHHELD' }] });
  });

  it('tells the ministry that a restricted child is enrolled, not where', async () => {
    const { iin } = pupil();
    await whileRestricted(iin, async () => {
      const { data, errors } = await call(OF, { iin }, ministry);
      expect(data?.['schoolingOf']).toMatchObject({ iin, enrolment: { school: null, classNumber: null } });
      expect(new Set(codes(errors))).toEqual(new Set(['WITHHELD']));
    });
  });

  it('answers the ministry at its own door, with no other subgraph up', async () => {
    const { iin, school } = pupil();
    const query = `{ schoolingOf(iin: "${iin}") { enrolment { school { id name } } ofSchoolAge } }`;
    const headers = { 'x-purpose': 'EDUCATION_PLANNING', 'accept-language': 'kk' };
    const { status, data, errors } = await schools.own(query, await schools.issuer.token('ministry:schools'), headers);
    expect(status).toBe(200);
    expect(data?.['schoolingOf']).toMatchObject({ enrolment: { school: { id: school, name: expect.stringMatching(/^№ \d+ / ) as string } } });
    expect(errors).toMatchObject([{ path: ['schoolingOf', 'ofSchoolAge'], extensions: { code: 'UNAVAILABLE' } }]);
    expect((await schools.own(query, await schools.issuer.token('ministry:registry'), headers)).status).toBe(403);
  });
});
