import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { ROLES, type Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { purposesOf } from '../../../subgraphs/shared/access/purposes.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const LIST = `query ($filter: BenefitAwardFilter, $first: Int! = 100, $after: String) { benefitAwards(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id programme { code } status region { kato } recipient { iin } children { iin } decidedOn payments { month amount { amount } } } } pageInfo { hasNextPage endCursor } } }`;
const OF = 'query ($iin: IIN!) { benefitsOf(iin: $iin) { iin awards { id programme { code } recipient { iin } region { kato } } payments { month } monthlyTotal { amount } } }';

const ministry = viewerAs('ministry:benefits', { regions: [] });

interface Row {
  readonly id: string;
  readonly programme: { readonly code: string };
  readonly region: { readonly kato: string };
  readonly recipient: { readonly iin: string } | null;
  readonly children: readonly { readonly iin: string }[];
  readonly status: string;
  readonly decidedOn: string;
}

let benefits: TestSubgraph;
let stored: { id: string; region: string; programme: string; children: string[]; recipient: string | null }[];
let shielded: Set<string>;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { households: 150 });
  stored = await withClient(benefits.database.adminUrl, async (client) => (await client.query(
    `select public_id as id, region_kato as region, programme, recipient_iin as recipient, array(select iin from benefit_award_child c where c.award_id = a.id) as children from benefit_award a`)).rows as never);
  shielded = new Set(benefits.households.flatMap(({ cares }) => cares).filter((one) => one.shielded && (one.to === null || one.to > benefits.facts.asOf)).map(({ child }) => child));
});
afterAll(() => benefits.close());

const call = (query: string, variables: Record<string, unknown>, viewer: Viewer) => benefits.call({ query, variables, viewer, purpose: 'BENEFIT_ASSESSMENT' });
const codes = ({ errors }: Awaited<ReturnType<typeof call>>): unknown[] => [...new Set(errors.map(({ extensions }) => extensions['code']))];

async function everything(viewer: Viewer, filter: Record<string, unknown> | null = null): Promise<Row[]> {
  const found: Row[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await call(LIST, { filter, after }, viewer);
    expect(errors).toEqual([]);
    const page = data?.['benefitAwards'] as { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    found.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

const ids = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id).toSorted();
const open = () => stored.filter(({ children }) => !children.some((iin) => shielded.has(iin)));

describe('the list of awards', () => {
  it('shows the ministry all of them, each once, those about shielded children included', async () => {
    expect(ids(await everything(ministry))).toEqual(ids(stored));
    expect(open().length).toBeLessThan(stored.length);
  });

  it('shows a caseworker what their regions pay, without a trace of shielded children', async () => {
    expect(ids(await everything(viewerAs('caseworker')))).toEqual(ids(open()));
    const regions = [...new Set(stored.map(({ region }) => region))].slice(0, 6);
    for (const kato of regions) {
      const rows = await everything(viewerAs('caseworker', { regions: [kato] }));
      expect(ids(rows)).toEqual(ids(open().filter(({ region }) => region === kato)));
      expect(await everything(viewerAs('caseworker', { regions: [kato] }), { regionKato: regions.find((one) => one !== kato) })).toEqual([]);
    }
    expect(await everything(viewerAs('caseworker', { regions: [] }))).toEqual([]);
    const [iin] = shielded;
    const carers = stored.filter(({ children }) => children.includes(iin ?? '')).map(({ recipient }) => recipient).filter((one) => one !== null);
    for (const filter of [{ childIin: iin }, ...carers.map((recipientIin) => ({ recipientIin, programme: 'PRO_FOSTER' }))]) {
      expect(await everything(viewerAs('caseworker'), filter)).toEqual([]);
    }
  });

  it('narrows by programme, status, region, child, recipient and day of decision', async () => {
    const [large] = await everything(ministry, { programme: 'LARGE_FAM', status: 'ACTIVE' });
    const filter = { programme: 'LARGE_FAM', status: 'ACTIVE', regionKato: large?.region.kato, childIin: large?.children[0]?.iin, recipientIin: large?.recipient?.iin, decidedFrom: large?.decidedOn, decidedTo: large?.decidedOn };
    expect(ids(await everything(ministry, filter))).toEqual([large?.id]);
    for (const [key, value] of Object.entries({ programme: 'SURVIVOR', status: 'SUSPENDED', decidedFrom: '2026-10-01', decidedTo: '2009-01-01', childIin: large?.recipient?.iin })) {
      expect(await everything(ministry, { ...filter, [key]: value })).toEqual([]);
    }
  });

  it('gives a page of fifty with child, programme and payments in four statements, that of the list among them', async () => {
    benefits.takeSql();
    const { errors, data } = await call(LIST, { first: 50 }, ministry);
    expect(errors).toEqual([]);
    expect((data?.['benefitAwards'] as { edges: unknown[] }).edges).toHaveLength(50);
    const reads = benefits.takeSql().filter((sql) => /\bselect\b/.test(sql) && !sql.includes('set_config'));
    expect(reads).toHaveLength(4);
  });

  it('refuses pages out of bounds, cursors of its own making, and injected text', async () => {
    for (const variables of [{ first: 101 }, { first: 0 }, { after: 'x' }, { after: Buffer.from("k1' or true").toString('base64url') }, { filter: { childIin: "1' or '1'='1" } }]) {
      expect(codes(await call(LIST, variables, ministry))).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('the section on the register', () => {
  it('shows the ministry a child\'s whole record, a caseworker what their region pays', async () => {
    const award = open().find(({ programme }) => programme === 'DIS_CHILD');
    const [iin = ''] = award?.children ?? [];
    const shown = async (viewer: Viewer) => {
      const { data, errors } = await call(OF, { iin }, viewer);
      expect(errors).toEqual([]);
      return data?.['benefitsOf'] as { awards: Row[]; payments: unknown[] };
    };
    const own = stored.filter(({ children }) => children.includes(iin));
    expect(ids((await shown(ministry)).awards)).toEqual(ids(own));
    expect(ids((await shown(viewerAs('caseworker', { regions: [award?.region ?? ''] }))).awards)).toEqual(ids(own.filter(({ region }) => region === award?.region)));
    const elsewhere = stored.find(({ region }) => !own.some((one) => one.region === region))?.region;
    expect(await shown(viewerAs('caseworker', { regions: [elsewhere ?? ''] }))).toMatchObject({ awards: [], payments: [] });
  });

  it('is empty for a caseworker while a placement of the child is shielded, and not for the ministry', async () => {
    const [iin] = shielded;
    expect((await call(OF, { iin }, viewerAs('caseworker'))).data?.['benefitsOf']).toMatchObject({ awards: [], payments: [], monthlyTotal: { amount: '0' } });
    const { data } = await call(OF, { iin }, ministry);
    expect((data?.['benefitsOf'] as { awards: Row[] }).awards.map(({ programme }) => programme.code)).toContain('PRO_FOSTER');
  });

  it('serves no other role', async () => {
    for (const role of ROLES.filter((one) => one !== 'ministry:benefits' && one !== 'caseworker')) {
      const [purpose = null] = purposesOf(role);
      for (const query of ['{ benefitAwards { edges { node { id } } } }', `{ benefitsOf(iin: "${stored.find(({ children }) => children.length > 0)?.children[0]}") { iin } }`]) {
        const answer = await benefits.call({ query, viewer: viewerAs(role), purpose });
        expect(codes(answer)).toEqual([role === 'citizen' ? 'ROLE_NOT_ALLOWED' : 'SCOPE_MISSING']);
        expect(Object.values(answer.data ?? {})).toEqual([null]);
      }
    }
  });
});

describe('the ministry\'s own door', () => {
  const headers = { 'x-purpose': 'BENEFIT_ASSESSMENT', 'accept-language': 'ru' };

  it('answers with a ministry token and no other subgraph', async () => {
    const token = await benefits.issuer.token('ministry:benefits');
    const iin = stored.find(({ programme }) => programme === 'LARGE_FAM')?.children[0];
    const { data, errors } = await benefits.own(`{ benefitsOf(iin: "${iin}") { awards { programme { code name } amount { amount } } monthlyTotal { amount } } }`, token, headers);
    expect(errors).toEqual([]);
    expect((data?.['benefitsOf'] as { awards: { programme: { name: string } }[] }).awards.map(({ programme }) => programme.name)).toContain('Пособие многодетной семье');
    const facts = await benefits.own(`{ benefitsOf(iin: "${iin}") { careBenefitUntil monthlyTotal { amount } } }`, token, headers);
    expect(facts.errors.map(({ path, extensions }) => [path?.at(-1), extensions['code']])).toEqual([['careBenefitUntil', 'UNAVAILABLE']]);
  });

  it('withholds the official\'s own record, by whatever field it is asked for, and says why on record', async () => {
    const own = stored.find(({ children }) => children.length > 0)?.children[0] ?? '';
    const ask = async (iin: string) => {
      const token = await benefits.issuer.token('ministry:benefits', { claims: { iin, sub: `clerk-${iin.slice(7)}` } });
      return benefits.own(`{ benefitsOf(iin: "${own}") { iin } benefitAwards(filter: { childIin: "${own}" }) { edges { node { id } } } }`, token, headers);
    };
    expect(await ask(own)).toMatchObject({ data: { benefitsOf: null, benefitAwards: null }, errors: [{ extensions: { code: 'WITHHELD' } }, { extensions: { code: 'WITHHELD' } }] });
    expect(await readLedger(benefits.database.adminUrl, `clerk-${own.slice(7)}`)).toMatchObject([{ outcome: 'REFUSED', reason: 'OWN_RELATIVE', iin: own, fields: ['Query.benefitAwards', 'Query.benefitsOf'] }]);
    expect((await ask('880617900004')).errors).toEqual([]);
  });

  it('serves nobody else, and has no federation machinery', async () => {
    expect((await benefits.own('{ benefitProgrammes { code } }', await benefits.issuer.token('caseworker'), headers)).errors[0]?.extensions['code']).toBe('ROLE_NOT_ALLOWED');
    const token = await benefits.issuer.token('ministry:benefits');
    for (const query of ['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }']) {
      expect((await benefits.own(query, token, headers)).errors[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});
