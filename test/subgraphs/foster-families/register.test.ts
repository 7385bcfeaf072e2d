import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SyntheticCare } from '../../../subgraphs/shared/synthetic/household.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const LIST = `query ($filter: PlacementFilter, $first: Int! = 20, $after: String) { placements(filter: $filter, first: $first, after: $after) {
  edges { node { id child { iin } form { code } region { kato } district { kato } family { carers { person { iin } } } validTo } } pageInfo { hasNextPage endCursor } } }`;
const CARE_OF = 'query ($iin: IIN!) { careOf(iin: $iin) { iin inCare current { form { code } act district { kato } } history { id } } }';

const authority = viewerAs('ministry:foster-families');
const caseworker = viewerAs('caseworker');

let care: TestSubgraph;
let cares: readonly SyntheticCare[];
beforeAll(async () => {
  care = await startTestSubgraph('foster-families', { households: 300 });
  cares = care.households.flatMap((household) => household.cares);
});
afterAll(() => care.close());

const call = (query: string, variables: Record<string, unknown>, viewer: Viewer) => care.call({ query, variables, viewer, purpose: 'CARE_SUPERVISION' });

interface Row {
  readonly child: { readonly iin: string };
  readonly region: { readonly kato: string };
  readonly family: unknown;
  readonly form: { readonly code: string };
}

async function everything(viewer: Viewer, filter: Record<string, unknown> | null = null): Promise<Row[]> {
  const found: Row[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await call(LIST, { filter, first: 7, after }, viewer);
    expect(errors).toEqual([]);
    const page = data?.['placements'] as { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    found.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

const shieldedNow = (iin: string): boolean => cares.some((one) => one.child === iin && one.shielded && (one.to === null || one.to > care.facts.asOf));
const region = (one: SyntheticCare): string => `${one.district.slice(0, 2)}0000000`;
const open = (one: SyntheticCare): boolean => one.to === null && one.form !== 'GUEST';
const keyOf = (rows: readonly Row[]) => rows.map((row) => `${row.child.iin} ${row.form.code}`).toSorted();
const expected = (ones: readonly SyntheticCare[]) => ones.map((one) => `${one.child} ${one.form}`).toSorted();
const codes = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]) => errors.map(({ extensions }) => extensions['code']);

describe('placements', () => {
  it('shows the authority the whole register, each row once', async () => {
    const rows = await everything(authority);
    expect(keyOf(rows)).toEqual(expected(cares));
    expect(rows.filter(({ form, family }) => (form.code === 'INSTITUTION') !== (family === null))).toEqual([]);
    expect(keyOf(await everything(viewerAs('ministry:foster-families', { regions: [] })))).toEqual(expected(cares));
  });

  it('shows a guardianship body its regions, shielded children included', async () => {
    const shielded = cares.find((one) => open(one) && one.shielded);
    const kato = shielded && region(shielded);
    const rows = await everything(viewerAs('ministry:foster-families', { regions: [kato ?? ''] }));
    expect(keyOf(rows)).toEqual(expected(cares.filter((one) => region(one) === kato)));
  });

  it('shows a caseworker their own regions without any placement of a shielded child, whatever the filter says', async () => {
    const visible = cares.filter(({ child }) => !shieldedNow(child));
    expect(visible.length).toBeLessThan(cares.length);
    expect(keyOf(await everything(caseworker))).toEqual(expected(visible));
    for (const kato of new Set(cares.filter(({ shielded }) => shielded).map(region))) {
      const viewer = viewerAs('caseworker', { regions: [kato] });
      expect(keyOf(await everything(viewer))).toEqual(expected(visible.filter((one) => region(one) === kato)));
      expect(keyOf(await everything(viewer, { regionKato: kato, on: care.facts.asOf }))).toEqual(expected(visible.filter((one) => region(one) === kato && one.to === null)));
    }
    expect(await everything(viewerAs('caseworker', { regions: [] }))).toEqual([]);
  });

  it('shows the family of a visible placement, wherever it lives by now', async () => {
    const one = cares.find(({ carers, child }) => carers.length > 0 && !shieldedNow(child));
    const viewer = viewerAs('caseworker', { regions: [one ? region(one) : ''] });
    const families = async () => (await everything(viewer)).filter(({ child }) => child.iin === one?.child).map(({ family }) => family);
    const before = await families();
    const move = (kato: string) => withClient(care.database.adminUrl, (admin) =>
      admin.query(`update foster_family set region_kato = $1, district_kato = $1 where id in (select family_id from placement where iin = $2)`, [kato, one?.child]));
    await move('620000000');
    expect(await families()).toEqual(before);
    expect(before).toContainEqual({ carers: expect.arrayContaining([]) as unknown });
    await move(one ? region(one) : '');
  });

  it('filters by place, form and day', async () => {
    const [some] = cares.filter(open);
    expect(keyOf(await everything(authority, { districtKato: some?.district }))).toEqual(expected(cares.filter(({ district }) => district === some?.district)));
    expect(keyOf(await everything(authority, { form: 'TRUSTEESHIP' }))).toEqual(expected(cares.filter(({ form }) => form === 'TRUSTEESHIP')));
    const on = '2024-06-01';
    expect(keyOf(await everything(authority, { on }))).toEqual(expected(cares.filter(({ from, to }) => from <= on && (to === null || to > on))));
  });

  it('is for the authority and for caseworkers, page by page', async () => {
    for (const [role, purpose] of [['ombudsman', 'CARE_SUPERVISION'], ['citizen', 'OWN_FAMILY']] as const) {
      const { errors } = await care.call({ query: LIST, viewer: viewerAs(role), purpose });
      expect(codes(errors)).toEqual(['ROLE_NOT_ALLOWED']);
    }
    expect(codes((await care.call({ query: LIST, viewer: viewerAs('ministry:benefits'), purpose: 'BENEFIT_ASSESSMENT' })).errors)).toEqual(['SCOPE_MISSING']);
    expect(codes((await call(LIST, { first: 101 }, authority)).errors)).toEqual(['BAD_USER_INPUT']);
    expect(codes((await call(LIST, { after: "k1' or true --" }, authority)).errors)).toEqual(['BAD_USER_INPUT']);
  });
});

describe('careOf', () => {
  const unknown = withCheckDigit('99123190001') ?? '';

  it('opens every child to the authority, an unknown one as an empty section', async () => {
    for (const one of cares.filter(open)) {
      const { data, errors } = await call(CARE_OF, { iin: one.child }, authority);
      expect(errors).toEqual([]);
      expect(data?.['careOf']).toMatchObject({ inCare: true, current: { form: { code: one.form }, act: one.act, district: { kato: one.district } } });
    }
    const { data, errors } = await call(CARE_OF, { iin: unknown }, authority);
    expect([data?.['careOf'], errors]).toEqual([{ iin: unknown, inCare: false, current: null, history: [] }, []]);
  });

  it('opens to a caseworker of the region; elsewhere, shielded and unknown answer alike', async () => {
    const plain = cares.find((one) => open(one) && !one.shielded);
    const shielded = cares.find((one) => open(one) && one.shielded);
    const own = await call(CARE_OF, { iin: plain?.child }, viewerAs('caseworker', { regions: [plain ? region(plain) : ''] }));
    expect([own.data?.['careOf'], own.errors]).toMatchObject([{ inCare: true, current: { act: plain?.act } }, []]);
    const answers = await Promise.all([
      call(CARE_OF, { iin: plain?.child }, viewerAs('caseworker', { regions: ['620000000'] })),
      call(CARE_OF, { iin: shielded?.child }, viewerAs('caseworker', { regions: [shielded ? region(shielded) : ''] })),
      call(CARE_OF, { iin: shielded?.child }, caseworker),
      call(CARE_OF, { iin: unknown }, caseworker),
    ]);
    const shapes = answers.map(({ status, data, errors }) => ({ status, data, errors: errors.map(({ message, path, extensions: { code } }) => ({ message, path, code })) }));
    for (const shape of shapes) expect(shape).toEqual(shapes[0]);
    expect(shapes[0]).toMatchObject({ data: { careOf: null }, errors: [{ code: 'WITHHELD' }] });
  });

  it('says nothing of a day on which a region has no row', async () => {
    const plain = cares.find((one) => open(one) && !one.shielded);
    const query = 'query ($iin: IIN!) { careOf(iin: $iin) { inCare(on: "2004-01-01") } }';
    const { errors } = await call(query, { iin: plain?.child }, viewerAs('caseworker', { regions: [plain ? region(plain) : ''] }));
    expect(codes(errors)).toEqual(['WITHHELD']);
  });

  it('answers the authority at its own door, with no other subgraph up', async () => {
    const one = cares.find(open);
    const query = `{ careOf(iin: "${one?.child}") { inCare current { act family { carers { person { iin } } } } endsAtMajority } }`;
    const headers = { 'x-purpose': 'CARE_SUPERVISION', 'accept-language': 'ru' };
    const { status, data, errors } = await care.own(query, await care.issuer.token('ministry:foster-families'), headers);
    expect(status).toBe(200);
    expect(data?.['careOf']).toMatchObject({ inCare: true, current: { act: one?.act } });
    expect(errors).toMatchObject([{ path: ['careOf', 'endsAtMajority'], extensions: { code: 'UNAVAILABLE' } }]);
    expect((await care.own(query, await care.issuer.token('caseworker'), headers)).status).toBe(403);
    expect(codes((await care.own(query, await care.issuer.token('ministry:foster-families'))).errors)).toEqual(['PURPOSE_MISSING']);
  });
});

describe('adoption', () => {
  it('seals a placement and those before it for everybody but the authority', async () => {
    const shielded = cares.find((one) => one.shielded && open(one));
    const once = cares.find((one) => open(one) && !one.shielded && one.form === 'GUARDIANSHIP' && one.child !== shielded?.child);
    await withClient(care.database.adminUrl, (admin) => admin.query(`update placement set sealed_on = valid_from where iin = $1`, [once?.child]));
    try {
      expect((await everything(caseworker)).filter(({ child }) => child.iin === once?.child)).toEqual([]);
      expect(codes((await call(CARE_OF, { iin: once?.child }, caseworker)).errors)).toEqual(['WITHHELD']);
      const grant = { relation: 'PARENT', classes: ['care'], restricted: false };
      const section = await call('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { care { inCare history { id } } } } }', { r: [{ __typename: 'Child', iin: once?.child, grant }] }, caseworker);
      expect(section.data?.['_entities']).toEqual([{ care: { inCare: false, history: [] } }]);
      expect((await everything(authority)).some(({ child }) => child.iin === once?.child)).toBe(true);
    } finally {
      await withClient(care.database.adminUrl, (admin) => admin.query('update placement set sealed_on = null'));
    }
  });
});
