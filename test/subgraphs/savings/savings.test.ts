import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { viewerAs } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const SECTION = `iin phase balance { amount currency } claim { id openedOn closedOn closingReason balance { amount } } account { openedOn balance { amount } }
  accruals { reportingYear kind creditedOn amount { amount currency } }`;
const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { iin savings { ${SECTION} } } ... on ChildSavings { iin balance { amount } payableFrom } } }`;
const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'savings'], restricted: false };
const caseworker = viewerAs('caseworker');
const fund = viewerAs('ministry:savings', { regions: [] });

interface Section {
  iin: string;
  phase: string | null;
  balance: { amount: string } | null;
  account: { balance: { amount: string } } | null;
  accruals: { amount: { amount: string } }[] | null;
  payouts?: { state: string; amount: { amount: string } }[] | null;
}

let savings: TestSubgraph;
let iins: string[];
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 120 });
  iins = savings.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild).map(({ iin }) => iin));
});
afterAll(() => savings.close());

const child = (iin: string | undefined, grant: AccessGrant | null = OPEN) => ({ __typename: 'Child', iin, grant });

const entities = (representations: readonly object[], viewer = caseworker) =>
  savings.call({ query: ENTITIES, variables: { r: representations }, viewer, purpose: viewer === fund ? 'SAVINGS_ADMINISTRATION' : 'CHILD_PROFILE' });

const sections = (data: Readonly<Record<string, unknown>> | null | undefined): { savings: Section | null }[] => (data?.['_entities'] ?? []) as never;
const codes = (errors: readonly { extensions: Readonly<Record<string, unknown>> }[]): unknown[] => [...new Set(errors.map(({ extensions }) => extensions['code']))];

describe('the section', () => {
  it('takes one statement per table for fifty children', async () => {
    savings.takeSql();
    const { data, errors } = await entities(iins.slice(0, 50).map((iin) => child(iin)));
    expect(errors).toEqual([]);
    expect(sections(data).filter((one) => one.savings?.phase === 'CLAIM').length).toBeGreaterThan(20);
    const tables = savings.takeSql().map((sql) => /\bfrom "?(\w+)"?/.exec(sql)?.[1]);
    expect(tables).toHaveLength(3);
    expect(new Set(tables)).toEqual(new Set(['savings_account', 'savings_claim', 'transfer_part']));
  });

  it('adds up: what was credited is there or was sent to an operator, and the account holds what the claim did', async () => {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { savings { ${SECTION} payouts { state amount { amount } } } } } }`;
    const { data } = await savings.call({ query, variables: { r: iins.map((iin) => child(iin)) }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
    const all = sections(data).map(({ savings: one }) => one).filter((one) => one !== null);
    for (const one of all.filter(({ phase }) => phase !== 'VOID')) {
      const credited = (one.accruals ?? []).reduce((sum, { amount }) => sum.plus(amount.amount), new Decimal(0));
      const sent = (one.payouts ?? []).filter(({ state }) => state === 'PAID' || state === 'USED').reduce((sum, { amount }) => sum.plus(amount.amount), new Decimal(0));
      expect(new Decimal(one.balance?.amount ?? -1).plus(sent).eq(credited)).toBe(true);
      expect(one.account?.balance.amount).toBe(one.phase === 'ACCOUNT' ? one.balance?.amount : undefined);
      expect(credited.isZero()).toBe(one.phase === 'NOT_PARTICIPANT');
    }
    expect(new Set(sections(data).map((one) => one.savings?.phase))).toEqual(new Set(['CLAIM', 'ACCOUNT', 'NOT_PARTICIPANT']));
    const states = new Set(sections(data).flatMap(({ savings: one }) => (one?.payouts ?? []).map(({ state }) => state)));
    expect(states.has('USED')).toBe(true);
  });

  it('answers for another day, and empty for an unknown child', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { savings { phase(on: "2024-01-31") balance(on: "2024-02-01") { amount } } } } }';
    const settled = savings.households.flatMap(({ persons }) => persons).find((one) => one.isChild && one.birthDate < '2020' && one.birthDate > '2009' && one.citizenships[0]?.country === 'KZ' && one.registeredOn < '2023' && one.death === null);
    const { data } = await savings.call({ query, variables: { r: [child(settled?.iin)] }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
    expect(data?.['_entities']).toEqual([{ savings: { phase: 'NOT_PARTICIPANT', balance: { amount: '100.52' } } }]);
    const unknown = await entities([child(withCheckDigit('19123190001') ?? withCheckDigit('19123190002') ?? '')]);
    expect(unknown.errors).toEqual([]);
    expect(sections(unknown.data)[0]?.savings).toMatchObject({ phase: 'NOT_PARTICIPANT', claim: null, account: null, accruals: [] });
  });

  it('says from when savings are payable: the 18th birthday or the account, whichever is later', async () => {
    const { data } = await entities(iins.map((iin) => child(iin)));
    const owner = sections(data).find((one) => one.savings?.phase === 'ACCOUNT')?.savings;
    const birthDate = savings.households.flatMap(({ persons }) => persons).find(({ iin }) => iin === owner?.iin)?.birthDate ?? '';
    const answer = await entities([{ __typename: 'ChildSavings', iin: owner?.iin, child: { iin: owner?.iin, grant: OPEN, facts: { birthDate } } }]);
    expect(answer.errors).toEqual([]);
    const [found] = (answer.data?.['_entities'] ?? []) as { payableFrom: string }[];
    expect(found?.payableFrom.slice(0, 4)).toBe(String(Number(birthDate.slice(0, 4)) + 18));
    expect((found?.payableFrom ?? '') >= `${Number(birthDate.slice(0, 4)) + 18}-02-01`).toBe(true);
  });
});

describe('who may open it', () => {
  it('refuses without a grant, or one of other classes', async () => {
    for (const grant of [null, { ...OPEN, classes: ['identity'] as const }]) {
      const { data, errors } = await entities([child(iins[0], grant)]);
      expect(sections(data)).toMatchObject([{ savings: null }]);
      expect(codes(errors)).toEqual(['WITHHELD']);
    }
  });

  it('refuses a section reached by its key, and one handed in with another\'s classes', async () => {
    for (const extra of [{}, { child: { iin: iins[0], grant: { ...OPEN, classes: [] }, facts: { birthDate: '2015-01-01' } } }]) {
      const { errors } = await entities([{ __typename: 'ChildSavings', iin: iins[0], ...extra }]);
      expect(codes(errors)).toEqual(['WITHHELD']);
    }
  });

  it('refuses a purpose or token without the class, and an anonymous request', async () => {
    expect(codes((await savings.call({ query: ENTITIES, variables: { r: [child(iins[0])] }, viewer: caseworker, purpose: 'EDUCATION_PLANNING' })).errors)).toEqual(['SCOPE_MISSING']);
    expect(codes((await savings.call({ query: ENTITIES, variables: { r: [child(iins[0])] } })).errors)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the register', () => {
  const LIST = 'query ($first: Int, $after: String) { savingsClaims(first: $first, after: $after) { edges { node { id child { iin } openedOn balance { amount } } } pageInfo { hasNextPage endCursor } } }';

  it('walks all claims page by page, two statements a page', async () => {
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      savings.takeSql();
      const { data, errors } = await savings.call({ query: LIST, variables: { first: 40, after }, viewer: fund, purpose: 'SAVINGS_ADMINISTRATION' });
      expect(errors).toEqual([]);
      expect(savings.takeSql().filter((sql) => /\bfrom\b/.test(sql))).toHaveLength(2);
      const page = data?.['savingsClaims'] as { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      found.push(...page.edges.map(({ node }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeGreaterThan(200);
  });

  it('is the fund\'s alone', async () => {
    for (const role of ['caseworker', 'citizen'] as const) {
      const purpose = role === 'citizen' ? 'OWN_FAMILY' : 'CHILD_PROFILE';
      expect(codes((await savings.call({ query: LIST, viewer: viewerAs(role), purpose })).errors)).toEqual(['ROLE_NOT_ALLOWED']);
      expect(codes((await savings.call({ query: `{ savingsOf(iin: "${iins[0]}") { iin } }`, viewer: viewerAs(role), purpose })).errors)).toEqual(['ROLE_NOT_ALLOWED']);
    }
  });

  it('answers at the ministry\'s own door, with nothing else running', async () => {
    const token = await savings.issuer.token('ministry:savings');
    const query = `{ savingsOf(iin: "${iins[0]}") { ${SECTION} } reportingYears { year perChild { amount currency } participants yieldRate } }`;
    const { data, errors } = await savings.own(query, token, { 'x-purpose': 'SAVINGS_ADMINISTRATION' });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      savingsOf: { iin: iins[0] },
      reportingYears: [
        { year: 2023, perChild: { amount: '100.52', currency: 'USD' }, participants: 6_919_131, yieldRate: '0.026' },
        { year: 2024, perChild: { amount: '129.38' }, participants: null },
        { year: 2025, perChild: { amount: '130.71' }, participants: 6_918_656, yieldRate: '0.0297' },
      ],
    });
    expect((await savings.own('{ _service { sdl } }', token, { 'x-purpose': 'SAVINGS_ADMINISTRATION' })).status).toBe(400);
  });
});

describe('the ledger\'s rows', () => {
  const asApp = <T>(settings: string, work: (run: (sql: string) => Promise<{ rows: Record<string, string>[] }>) => Promise<T>): Promise<T> =>
    withClient(savings.database.appUrl, async (client) => {
      if (settings !== '') await client.query(settings);
      return work((sql) => client.query(sql));
    });
  const ALL = "set app.path = 'register'; set app.regions = '*'";
  const TABLES = ['savings_claim', 'savings_account', 'transfer'];

  it('are hidden without a path, and from a register limited to a region', async () => {
    for (const settings of ['', "set app.path = 'register'; set app.regions = '750000000'"]) {
      for (const table of TABLES) expect(await asApp(settings, async (run) => (await run(`select count(*) as n from ${table}`)).rows[0]?.['n'])).toBe('0');
    }
  });

  it('cannot be changed or removed by the application', async () => {
    for (const change of ['update transfer set amount = 1', 'delete from transfer', 'truncate transfer', 'delete from savings_claim', 'update ledger_account set kind = kind']) {
      await expect(asApp(ALL, (run) => run(change))).rejects.toThrow(/permission denied/);
    }
  });

  it('sum to zero over all accounts, and give every child of a year the same sum', async () => {
    const [zero] = await asApp(ALL, async (run) => (await run(
      `select sum(case when side = 'credit' then amount else -amount end) as total
         from (select amount, 'credit' as side from transfer union all select amount, 'debit' from transfer) entries`)).rows);
    expect(Number(zero?.['total'])).toBe(0);
    const rows = await asApp(ALL, async (run) => (await run(`select reporting_year, min(amount) as least, max(amount) as most from transfer_part where kind = 'ACCRUAL' group by 1 order by 1`)).rows);
    expect(rows.map((row) => [row['least'], row['most']])).toEqual([['100.52', '100.52'], ['129.38', '129.38'], ['130.71', '130.71']]);
  });
});
