import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

/* Lists in an order, narrowed; what is counted for officials, exactly; and what is published, of which nobody can be told. */

const ministry = viewerAs('ministry:benefits', { regions: [] });

interface Stored {
  readonly id: string;
  readonly programme: string;
  readonly region: string;
  readonly recipient: string;
  readonly decided_on: string;
  readonly since: string;
  readonly until: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly body: string;
  readonly tier: string | null;
  readonly net: string | null;
  readonly children: readonly string[];
  readonly shielded: boolean;
  readonly payments: readonly { readonly month: string; readonly amount: string; readonly withheld: string; readonly recovered: string; readonly state: 'DUE' | 'PAID' | 'RETURNED' }[];
}

const STORED = `select a.public_id as id, programme, region_kato as region, coalesce(recipient_iin, recipient_bin) as recipient, decided_on::text, since::text, until::text, end_reason as reason, deciding_body as body,
    case when status = 'ACTIVE' and until < $1::date then 'COMPLETED' else status end as status, x.tier, (x.gross - x.withheld)::text as net,
    array(select iin from benefit_award_child c where c.award_id = a.id) as children, exists (select 1 from benefit_award_child c join shielding s using (iin) where c.award_id = a.id and s.valid_to is null) as shielded,
    (select coalesce(json_agg(json_build_object('month', month, 'amount', amount::text, 'withheld', withheld::text, 'recovered', recovered::text, 'state', state)), '[]') from benefit_payment p where p.award_id = a.id and month between '2025-10-01' and '2026-09-01') as payments
  from benefit_award a left join benefit_award_amount x on x.award_id = a.id and x.valid_from <= least(until, $1::date) and (x.valid_to is null or x.valid_to > least(until, $1::date)) order by a.id`;

/** Every so many payments wait to be paid, came back, or had something kept back; and some months have arrears. */
const every = (n: number, rest: number): string => `month >= '2026-01-01' and (award_id + extract(month from month)::int) % ${n} = ${rest}`;
const SETTLED = `
  update benefit_payment set state = 'DUE', paid_on = null where ${every(17, 0)};
  update benefit_payment set state = 'RETURNED', returned_on = paid_on + 3 where ${every(17, 1)};
  update benefit_payment set amount = amount - 500, recovered = 500 where ${every(5, 2)};
  insert into index_change (valid_from, effective_on, last) values ('2026-01-01', '2026-09-01', 0);
  insert into benefit_payment (award_id, month, amount, state, paid_on, budget_level, region_kato, rule_version, index_change_id)
  select p.award_id, p.month, 700, case p.award_id % 2 when 0 then 'DUE' else 'PAID' end, case p.award_id % 2 when 1 then p.paid_on end, p.budget_level, p.region_kato, p.rule_version, c.id
    from benefit_payment p, index_change c where p.state = 'PAID' and ${every(3, 0)}`;

let benefits: TestSubgraph;
let stored: readonly Stored[];
let today: string;
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { households: 160 });
  today = benefits.facts.asOf;
  stored = await withClient(benefits.database.adminUrl, async (admin) => {
    await admin.query(`update benefit_award set status = 'SUSPENDED', suspended_from = '2026-08-01' where id = (select min(id) from benefit_award where programme = 'DIS_CARER' and status = 'ACTIVE')`);
    await admin.query(SETTLED);
    return (await admin.query<Stored>(STORED, [today])).rows;
  });
});
afterAll(() => benefits.close());

async function ask<T>(query: string, variables: Record<string, unknown> = {}, viewer: Viewer | null = ministry): Promise<T> {
  const { data, errors } = await benefits.call({ query, variables, viewer, purpose: viewer === null ? null : 'BENEFIT_ASSESSMENT' });
  expect(errors).toEqual([]);
  return Object.values(data ?? {})[0] as T;
}

const codes = async (query: string, variables: Record<string, unknown>): Promise<unknown[]> =>
  (await benefits.call({ query, variables, viewer: ministry, purpose: 'BENEFIT_ASSESSMENT' })).errors.map(({ extensions }) => `${String(extensions['code'])} ${String(extensions['field'])}`);

const LIST = 'query ($filter: BenefitAwardFilter, $sort: BenefitAwardSort, $first: Int! = 100, $after: String) { benefitAwards(filter: $filter, sort: $sort, first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }';

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function everything(variables: Record<string, unknown>): Promise<string[]> {
  const found: string[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo }: Page = await ask(LIST, { ...variables, after });
    found.push(...edges.map(({ node }) => node.id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

describe('the list', () => {
  it.each([['DECIDED_ON', 'decided_on'], ['SINCE', 'since'], ['UNTIL', 'until'], ['RECORDED', null]] as const)('by %s, both ways, has each award once in its place', async (by, column) => {
    const valueOf = (one: Stored): string => (column === null ? '' : (one[column] ?? 'infinity'));
    const ascending = stored.map((one, i) => [valueOf(one), i, one.id] as const).sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j)).map(([, , id]) => id);
    expect(await everything({ first: 97, sort: { by } })).toEqual(ascending);
    expect(await everything({ first: 97, sort: { by, descending: true } })).toEqual(ascending.toReversed());
  });

  it('takes a cursor in its own order alone, and none of somebody\'s making', async () => {
    const { pageInfo }: Page = await ask(LIST, { first: 3, sort: { by: 'SINCE' } });
    expect(Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString()).not.toMatch(/\d{12}/);
    const made = (text: string): string => Buffer.from(text).toString('base64url');
    for (const [sort, after] of [[{ by: 'UNTIL' }, pageInfo.endCursor], [{ by: 'SINCE', descending: true }, pageInfo.endCursor], [null, pageInfo.endCursor], [{ by: 'SINCE' }, made(`SINCE 2026-01-01' 5`)], [{ by: 'SINCE' }, made('SINCE 2026-01-01 5 5')], [{ by: 'SINCE' }, made('SINCE 2026-02-31 5')], [{ by: 'SINCE' }, made('SINCE infinity 5')], [null, made('k5')]]) {
      expect(await codes(LIST, { first: 3, sort, after })).toEqual(['BAD_USER_INPUT after']);
    }
  });

  it('is narrowed by each condition as by the same look at the rows', async () => {
    const large = stored.find((one) => one.programme === 'LARGE_FAM' && one.status === 'ACTIVE');
    if (large === undefined) throw new Error('no large family');
    const amount = new Decimal(large.net ?? 0);
    const conditions: Record<string, readonly [unknown, (one: Stored) => boolean]> = {
      programme: ['LARGE_FAM', ({ programme }) => programme === 'LARGE_FAM'],
      status: ['COMPLETED', ({ status }) => status === 'COMPLETED'],
      suspended: [true, ({ status }) => status === 'SUSPENDED'],
      endReason: ['CHILD_IN_CARE', ({ reason }) => reason === 'CHILD_IN_CARE'],
      regionKato: [large.region, ({ region }) => region === large.region],
      decidingBody: [large.body, ({ body }) => body === large.body],
      childIin: [large.children[0], ({ children }) => children.includes(large.children[0] ?? '')],
      recipientIin: [large.recipient, ({ recipient }) => recipient === large.recipient],
      decidedTo: ['2024-06-30', ({ decided_on: day }) => day <= '2024-06-30'],
      sinceFrom: ['2026-01-01', ({ since }) => since >= '2026-01-01'],
      untilTo: ['2025-12-31', ({ until }) => until !== null && until <= '2025-12-31'],
      untilFrom: [today, ({ until }) => until !== null && until >= today],
      tier: [large.tier, ({ tier }) => tier === large.tier],
      amountFrom: [amount.toFixed(), ({ net }) => net !== null && amount.lte(net)],
      amountTo: [amount.toFixed(), ({ net }) => net !== null && amount.gte(net)],
    };
    for (const [name, [value, holds]] of Object.entries(conditions)) {
      const found = await everything({ filter: { [name]: value } });
      expect([name, found]).toEqual([name, stored.filter(holds).map(({ id }) => id)]);
      expect([name, found.length > 0 && found.length < stored.length]).toEqual([name, true]);
    }
    const together = { programme: 'LARGE_FAM', status: 'ACTIVE', sinceTo: today, amountTo: amount.toFixed(), tier: large.tier, suspended: false, component: 'BENEFIT', receivedTo: today };
    expect(await everything({ filter: together })).toEqual(stored.filter((one) => one.programme === 'LARGE_FAM' && one.status === 'ACTIVE' && one.tier === large.tier && amount.gte(one.net ?? 0)).map(({ id }) => id));
  });
});

const STATISTICS = `query ($by: [BenefitGrouping!]! = [], $filter: BenefitAwardFilter, $from: Date = "2025-10-01", $to: Date = "2026-09-01") { benefitStatistics(groupBy: $by, filter: $filter, from: $from, to: $to) {
  programme { code } region { kato } month awards recipients children payments paid { amount } withheld { amount } recovered { amount } due { amount } } }`;

interface Statistic {
  readonly programme: { readonly code: string } | null;
  readonly region: { readonly kato: string } | null;
  readonly month: string | null;
  readonly awards: number;
  readonly recipients: number;
  readonly children: number;
  readonly payments: number;
  readonly paid: { readonly amount: string };
  readonly withheld: { readonly amount: string };
  readonly recovered: { readonly amount: string };
  readonly due: { readonly amount: string };
}

const sum = (sums: readonly string[]): string => sums.reduce((total, one) => total.plus(one), new Decimal(0)).toFixed();

/** What there is to count, counted from the rows. */
function counted(awards: readonly Stored[], months?: string): object {
  const payments = awards.flatMap((one) => one.payments).filter(({ month }) => months === undefined || month === months);
  const inState = (wanted: string): Stored['payments'] => payments.filter(({ state }) => state === wanted);
  const paid = inState('PAID');
  return {
    awards: awards.length,
    recipients: new Set(awards.map(({ recipient }) => recipient)).size,
    payments: paid.length,
    paid: { amount: sum(paid.map(({ amount }) => amount)) },
    withheld: { amount: sum(paid.map(({ withheld }) => withheld)) },
    recovered: { amount: sum(paid.map(({ recovered }) => recovered)) },
    due: { amount: sum(inState('DUE').map(({ amount }) => amount)) },
  };
}

const childrenOf = (awards: readonly Stored[]): number => new Set(awards.flatMap(({ children }) => children)).size;

describe('what is counted', () => {
  it('is exact: of all together, by programme and region, and for caseworkers without shielded children', async () => {
    const own = viewerAs('caseworker');
    for (const [viewer, awards] of [[ministry, stored], [own, stored.filter(({ shielded }) => !shielded)]] as const) {
      expect(await ask<Statistic[]>(STATISTICS, {}, viewer)).toMatchObject([{ programme: null, region: null, month: null, children: childrenOf(awards), ...counted(awards) }]);
      const groups = Map.groupBy(awards, ({ programme, region }) => `${programme} ${region}`);
      const found = await ask<Statistic[]>(STATISTICS, { by: ['REGION', 'PROGRAMME'] }, viewer);
      expect(found.map(({ programme, region }) => `${programme?.code} ${region?.kato}`)).toEqual([...groups.keys()].sort());
      for (const one of found) {
        const group = groups.get(`${one.programme?.code} ${one.region?.kato}`) ?? [];
        expect(one).toMatchObject({ children: childrenOf(group), ...counted(group) });
      }
    }
    const [region = ''] = stored.map((one) => one.region);
    expect((await ask<Statistic[]>(STATISTICS, { by: ['REGION'] }, viewerAs('caseworker', { regions: [region] }))).map((one) => one.region?.kato)).toEqual([region]);
  });

  it('by month, of what was due or paid for it, and adds up to the whole', async () => {
    const found = await ask<Statistic[]>(STATISTICS, { by: ['MONTH'], filter: { programme: 'CARE_GFSS' } });
    const awards = stored.filter(({ programme }) => programme === 'CARE_GFSS');
    expect(found.map(({ month }) => month).at(0)).toBe('2025-10-01');
    expect(found.length).toBeGreaterThan(10);
    for (const one of found) {
      const reckoned = awards.filter(({ payments }) => payments.some(({ month, state }) => month === one.month && state !== 'RETURNED'));
      expect(one).toMatchObject({ children: childrenOf(reckoned), ...counted(reckoned, one.month ?? '') });
    }
    const [whole] = await ask<Statistic[]>(STATISTICS, { filter: { programme: 'CARE_GFSS' } });
    for (const name of ['paid', 'withheld', 'recovered', 'due'] as const) {
      expect(sum(found.map((one) => one[name].amount))).toBe(whole?.[name].amount);
      expect([name, whole?.[name].amount]).not.toEqual([name, '0']);
    }
  });

  it('in one statement beside the catalogue, of at most two years', async () => {
    benefits.takeSql();
    await ask(STATISTICS, { by: ['PROGRAMME', 'REGION', 'MONTH'] });
    expect(benefits.takeSql().filter((sql) => /\bselect\b/.test(sql) && !sql.includes('set_config'))).toHaveLength(2);
    expect(await codes(STATISTICS, { from: '2024-09-01' })).toEqual(['BAD_USER_INPUT from']);
    expect(await codes(STATISTICS, { from: '2026-10-01' })).toEqual(['BAD_USER_INPUT from']);
  });
});

describe('what is published', () => {
  const PUBLISHED = 'query ($representations: [_Any!]!, $on: Date) { _entities(representations: $representations) { ... on Region { benefits(on: $on) { programme month awards paid { amount currency } } } } }';
  interface Published {
    readonly benefits: readonly { readonly programme: string; readonly month: string; readonly awards: number; readonly paid: { readonly amount: string } }[];
  }
  const MONTH = '2026-08-01';
  const regions = (): string[] => [...new Set(stored.map(({ region }) => region))].sort();
  const published = (on: string | null): Promise<readonly Published[]> => ask(PUBLISHED, { on, representations: regions().map((kato) => ({ __typename: 'Region', kato })) }, null);

  it('is rounded, without small groups and without shielded children, to anybody', async () => {
    const found = await published('2026-08-20');
    const ofMonth = ({ payments }: Stored): Stored['payments'] => payments.filter(({ month, state }) => month === MONTH && state === 'PAID');
    const paid = stored.filter((one) => !one.shielded && ofMonth(one).length > 0);
    expect(paid.flatMap(ofMonth).length).toBeGreaterThan(paid.length);
    const groups = Map.groupBy(paid, ({ region, programme }) => `${region} ${programme}`);
    const expected = regions().map((region) => ({
      benefits: [...groups].filter(([key, own]) => key.startsWith(region) && new Set(own.map(({ recipient }) => recipient)).size >= 5).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => ({
        programme: key.slice(10),
        month: MONTH,
        awards: Math.round(own.length / 10) * 10,
        paid: { amount: new Decimal(sum(own.flatMap(ofMonth).map(({ amount }) => amount))).div(1e6).round().times(1e6).toFixed(), currency: 'KZT' },
      })),
    }));
    expect(found).toEqual(expected);
    expect(groups.size).toBeGreaterThan(expected.flatMap((one) => one.benefits).length);
    expect(expected.flatMap((one) => one.benefits).length).toBeGreaterThan(0);
  });

  it('is of a month that is over, and counted once', async () => {
    benefits.takeSql();
    await published(null);
    const counting = benefits.takeSql().filter((sql) => sql.includes('benefit_payment'));
    expect(counting).toHaveLength(1);
    await published(null);
    expect(benefits.takeSql().filter((sql) => sql.includes('benefit_payment'))).toEqual([]);
    const { errors } = await benefits.call({ query: PUBLISHED, variables: { on: today, representations: [{ __typename: 'Region', kato: regions()[0] }] }, viewer: null, purpose: null });
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the ministry\'s own door', () => {
  it('has all of it, with the ministry\'s token and no other subgraph', async () => {
    const token = await benefits.issuer.token('ministry:benefits');
    const query = `{ benefitAwards(first: 2, filter: { programme: LARGE_FAM, tier: "CHILDREN_4" }, sort: { by: DECIDED_ON, descending: true }) { edges { node { decidedOn region { kato benefits(on: "2026-08-01") { programme awards paid { amount } } } } } }
      benefitStatistics(groupBy: [PROGRAMME], filter: { programme: LARGE_FAM }) { programme { name } awards paid { amount } } }`;
    const { data, errors } = await benefits.own(query, token, { 'x-purpose': 'BENEFIT_ASSESSMENT', 'accept-language': 'en' });
    expect(errors).toEqual([]);
    expect(data?.['benefitAwards']).toMatchObject({ edges: [{ node: { region: { benefits: expect.any(Array) as unknown } } }, {}] });
    expect(data?.['benefitStatistics']).toMatchObject([{ programme: { name: 'Large-family benefit' }, awards: stored.filter(({ programme }) => programme === 'LARGE_FAM').length }]);
  });
});
