import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import type { Scope } from '../../../subgraphs/shared/access/scopes.js';
import { LIFE_EVENTS } from '../../../subgraphs/shared/feeds/contracts/life-events.js';
import { iinOf, replaced } from '../../feeds/support/events.js';
import { consumerOf, consumptionOf, Owner } from '../../feeds/support/lab.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { Copy, entry, Source, type Wish } from './support/lab.js';

const ALL: readonly Scope[] = ['identity', 'family', 'contacts', 'benefits', 'savings', 'care', 'education'];
const MOTHER: AccessGrant = { relation: 'PARENT', classes: ALL, restricted: false };
const BODY = '990140000106';
/** Another one for each test, and others beside it. */
let child = '';
let base = 0;
const other = (n: number): string => iinOf(base + n);

let audit: TestSubgraph;
let savings: Source;
let schools: Source;
let copy: Copy;
beforeAll(async () => {
  [audit, savings, schools] = await Promise.all([startTestSubgraph('audit', { feeds: { intervalMs: 60_000 } }), Source.open('savings'), Source.open('schools')]);
  copy = await Copy.open(audit.database);
});
beforeEach(() => {
  base += 10;
  child = iinOf(base);
});
afterAll(async () => {
  await copy.close();
  await Promise.all([audit.close(), savings.close(), schools.close()]);
});

const VISIT = 'at visitor body purpose programmes outcomes ownFamily';
const LOG = `query ($r: [_Any!]!, $first: Int, $after: String) { _entities(representations: $r) { ... on Child { accessLog(first: $first, after: $after) { edges { cursor node { ${VISIT} } } pageInfo { hasNextPage endCursor } } } } }`;

const ask = (grant: object | null, variables: object = {}, iin = child): Promise<GraphQLAnswer> =>
  audit.call({ query: LOG, variables: { r: [{ __typename: 'Child', iin, grant }], ...variables }, viewer: viewerAs('citizen', { scopes: ALL }), purpose: 'OWN_FAMILY' });

interface Page {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function page(grant: object | null = MOTHER, variables: object = {}, iin = child): Promise<Page> {
  const { data, errors } = await ask(grant, variables, iin);
  expect(errors).toEqual([]);
  return (data?.['_entities'] as { accessLog: Page }[])[0]?.accessLog ?? { edges: [], pageInfo: { hasNextPage: false, endCursor: null } };
}
const visits = async (grant: object | null = MOTHER, variables: object = {}, iin = child): Promise<Readonly<Record<string, unknown>>[]> => (await page(grant, variables, iin)).edges.map(({ node }) => node);

/** Records at a source, and what audit makes of them. */
async function happened(source: Source, ...wishes: readonly Wish[]): Promise<void> {
  await source.record(...wishes.map(entry));
  await copy.pull(source);
}

describe('what a log says', () => {
  it('who by kind of body, for what, when, where and with what result; and nobody\'s name', async () => {
    await happened(savings, { subject: child, account: 'secret-account', organisation: BODY, at: '2026-11-26T05:00:00Z' });
    expect(await visits()).toEqual([{ at: '2026-11-26T05:00:00.000Z', visitor: 'CASEWORKER', body: BODY, purpose: 'CHILD_PROFILE', programmes: ['SAVINGS'], outcomes: ['RELEASED'], ownFamily: false }]);
    expect(JSON.stringify(await ask(MOTHER))).not.toContain('secret-account');
  });

  it('one visit is one item, at however many programmes, with whatever became of it', async () => {
    const correlationId = randomUUID();
    await happened(savings, { subject: child, correlationId, at: '2026-11-26T05:00:01Z' }, { subject: child, correlationId, effect: { outcome: 'REFUSED', reason: 'CLASS_NOT_OPEN' }, at: '2026-11-26T05:00:01Z' });
    await happened(schools, { subject: child, correlationId, at: '2026-11-26T05:00:00Z' });
    expect(await visits()).toMatchObject([{ at: '2026-11-26T05:00:00.000Z', programmes: ['SAVINGS', 'SCHOOLS'], outcomes: ['RELEASED', 'REFUSED'] }]);
  });

  it('what programmes only compute with is no visit, nor is another child\'s', async () => {
    await happened(savings, { subject: child, effect: { outcome: 'INTERNAL' } }, { subject: other(2) }, { subject: null, effect: { outcome: 'REFUSED', reason: 'SCOPE_MISSING' } });
    expect(await visits()).toEqual([]);
    expect(await visits(MOTHER, {}, other(2))).toHaveLength(1);
    expect(await visits(MOTHER, {}, other(3))).toEqual([]);
  });

  it.each<[string, Wish, object]>([
    ['the family\'s own look-up', { role: 'citizen' }, { visitor: 'FAMILY', ownFamily: true, purpose: 'OWN_FAMILY' }],
    ['a stranger who got nothing', { role: 'citizen', effect: { outcome: 'REFUSED', reason: 'NO_RELATION' } }, { visitor: 'CITIZEN', ownFamily: false, outcomes: ['REFUSED'] }],
    ['a ministry that wrote', { role: 'ministry:savings', effect: { outcome: 'WRITTEN' } }, { visitor: 'MINISTRY', outcomes: ['WRITTEN'] }],
    ['an ombudsperson', { role: 'ombudsman' }, { visitor: 'OMBUDSMAN' }],
    ['an auditor', { role: 'auditor' }, { visitor: 'AUDITOR' }],
  ])('%s', async (_case, wish, expected) => {
    await happened(savings, { ...wish, subject: child });
    expect(await visits()).toMatchObject([expected]);
  });

  it('newest first, page by page, without gaps or repetitions, in one statement a page', async () => {
    const moments = Array.from({ length: 7 }, (_none, i) => `2026-11-26T0${i % 3}:00:00Z`);
    await happened(savings, ...moments.map((at) => ({ subject: child, at })));
    const seen: unknown[] = [];
    let [after, more]: [string | null, boolean] = [null, true];
    while (more) {
      audit.takeSql();
      const { edges, pageInfo } = await page(MOTHER, { first: 3, after });
      expect(audit.takeSql().filter((sql) => /from person|join person|from "?visit/.test(sql))).toHaveLength(1);
      seen.push(...edges.map(({ node }) => node['at']));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(moments.map((at) => at.replace('Z', '.000Z')).toSorted().toReversed());
  });

  it('of several children in one statement', async () => {
    await happened(savings, { subject: child }, { subject: other(2) });
    audit.takeSql();
    const r = [child, other(2), other(3)].map((iin) => ({ __typename: 'Child', iin, grant: MOTHER }));
    const { data } = await audit.call({ query: LOG, variables: { r }, viewer: viewerAs('citizen'), purpose: 'OWN_FAMILY' });
    expect((data?.['_entities'] as { accessLog: Page }[]).map(({ accessLog }) => accessLog.edges.length)).toEqual([1, 1, 0]);
    expect(audit.takeSql().filter((sql) => sql.includes('join person'))).toHaveLength(1);
  });

  it.each([{ first: 0 }, { first: 101 }, { first: -1 }, { after: 'x' }, { after: Buffer.from('k12').toString('base64url') }, { after: Buffer.from(`v1.${2n ** 63n}`).toString('base64url') }])('%o is refused', async (variables) => {
    expect((await ask(MOTHER, variables)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('who reads it', () => {
  it.each<[string, object]>([
    ['a parent', MOTHER],
    ['the child itself', { relation: 'SELF', classes: ALL, restricted: false }],
    ['a representative', { relation: 'REPRESENTATIVE', classes: ALL, restricted: false }],
  ])('%s', async (_case, grant) => {
    await happened(savings, { subject: child, organisation: BODY });
    expect(await visits(grant)).toMatchObject([{ body: BODY }]);
  });

  it.each<[string, object | null]>([
    ['nobody without a relation', null],
    ['no parent with limited rights', { relation: 'PARENT', classes: ['identity'], restricted: false }],
    ['no caseworker', { relation: 'CASEWORKER', classes: ALL, restricted: false }],
    ['no ombudsperson', { relation: 'OMBUDSMAN', classes: ALL, restricted: false }],
    ['no ministry', { relation: 'MINISTRY', classes: ALL, restricted: false }],
    ['nobody whose relation does not say who the child is', { relation: 'PARENT', classes: ['care', 'contacts'], restricted: false }],
  ])('%s', async (_case, grant) => {
    await happened(savings, { subject: child });
    expect((await ask(grant)).errors).toMatchObject([{ message: 'No record is available to you under this key.', extensions: { code: 'WITHHELD' } }]);
  });

  it.each<[string, object]>([
    ['of a shielded child', { ...MOTHER, restricted: true }],
    ['to a carer who may not see contacts', { relation: 'REPRESENTATIVE', classes: ALL.filter((one) => one !== 'contacts'), restricted: false }],
  ])('no body is named %s: a BIN tells a place', async (_case, grant) => {
    await happened(savings, { subject: child, organisation: BODY });
    expect(await visits(grant)).toMatchObject([{ visitor: 'CASEWORKER', body: null }]);
    expect(JSON.stringify(await ask(grant))).not.toContain(BODY);
  });

  it('nobody without the field class', async () => {
    const { errors } = await audit.call({ query: LOG, variables: { r: [{ __typename: 'Child', iin: child, grant: MOTHER }] }, viewer: viewerAs('citizen', { scopes: ['care'] }), purpose: 'OWN_FAMILY' });
    expect(errors).toMatchObject([{ extensions: { code: 'SCOPE_MISSING' } }]);
  });

  it('and whoever reads it is on record themselves', async () => {
    await happened(savings, { subject: child });
    await visits();
    const rows = await copy.rows<{ iin: string; fields: string[] }>(`select s.iin, e.fields from ledger_record r join ledger_subject s on s.id = r.subject join ledger_effect e on e.id = r.effect where e.outcome = 'RELEASED' order by r.seq desc limit 1`);
    expect(rows).toMatchObject([{ iin: child, fields: expect.arrayContaining(['Child.accessLog', 'AccessVisit.at']) as string[] }]);
  });
});

describe('an inquiry', () => {
  const change = async (field: 'openInquiry' | 'closeInquiry', caseNumber: string): Promise<unknown> => {
    const query = `mutation ($input: InquiryInput!) { ${field}(input: $input) { __typename ... on Inquiry { caseNumber closedAt } ... on Refusal { code } } }`;
    const { data, errors } = await audit.call({ query, variables: { input: { idempotencyKey: randomUUID(), caseNumber } }, viewer: viewerAs('auditor', { organisation: BODY }), purpose: 'AUDIT_ANALYSIS' });
    return data?.[field] ?? errors[0]?.extensions['code'];
  };

  it('hides its look-ups from the log until it is closed, at whichever page they stand', async () => {
    await happened(savings, { subject: child, operation: { caseNumber: 'A-17/2026' }, at: '2026-11-26T05:00:00Z' }, { subject: child, at: '2026-11-26T04:00:00Z' }, { subject: child, operation: { caseNumber: 'B-1' }, at: '2026-11-26T03:00:00Z' });
    expect(await change('openInquiry', 'A-17/2026')).toEqual({ __typename: 'Inquiry', caseNumber: 'A-17/2026', closedAt: null });
    expect((await visits()).map(({ at }) => at)).toEqual(['2026-11-26T04:00:00.000Z', '2026-11-26T03:00:00.000Z']);
    expect((await page(MOTHER, { first: 1 })).edges).toMatchObject([{ node: { at: '2026-11-26T04:00:00.000Z' } }]);
    await happened(schools, { subject: child, operation: { caseNumber: 'A-17/2026' }, at: '2026-11-26T06:00:00Z' });
    expect(await visits()).toHaveLength(2);
    expect(await change('closeInquiry', 'A-17/2026')).toMatchObject({ caseNumber: 'A-17/2026', closedAt: expect.any(String) as string });
    expect(await visits()).toHaveLength(4);
  });

  it('is open once, and closed once', async () => {
    expect(await change('openInquiry', 'A-1')).toMatchObject({ __typename: 'Inquiry' });
    expect(await change('openInquiry', 'A-1')).toEqual({ __typename: 'Refusal', code: 'ALREADY_RECORDED' });
    expect(await change('closeInquiry', 'A-1')).toMatchObject({ __typename: 'Inquiry' });
    expect(await change('closeInquiry', 'A-1')).toEqual({ __typename: 'Refusal', code: 'NOT_ON_RECORD' });
    expect(await change('openInquiry', 'A-1')).toMatchObject({ __typename: 'Inquiry' });
    const { data } = await audit.call({ query: '{ inquiries(open: true) { edges { node { caseNumber organisation closedAt } } } }', viewer: viewerAs('auditor'), purpose: 'AUDIT_ANALYSIS' });
    expect(data).toEqual({ inquiries: { edges: [{ node: { caseNumber: 'A-1', organisation: BODY, closedAt: null } }] } });
  });

  it.each(['', 'a b', 'ü', 'x'.repeat(65), `A-${iinOf(5)}`])('has no number such as %o', async (caseNumber) => {
    expect(await change('openInquiry', caseNumber)).toBe('BAD_USER_INPUT');
  });

  it.each(['caseworker', 'operator', 'citizen', 'ombudsman', 'ministry:registry'] as const)('is no matter of a %s', async (role) => {
    const { data, errors } = await audit.call({ query: '{ inquiries { edges { cursor } } }', viewer: viewerAs(role), purpose: 'AUDIT_ANALYSIS' });
    expect(data?.['inquiries'] ?? null).toBe(null);
    expect(errors).toHaveLength(1);
  });
});

describe('a replaced IIN', () => {
  it('the family\'s log begins with it; what there was before is kept under the new one, and a request that named both is one', async () => {
    const [old, next] = [other(1), other(2)];
    const both = randomUUID();
    await happened(savings, { subject: old, at: '2026-11-26T01:00:00Z' }, { subject: old, correlationId: both, at: '2026-11-26T02:00:00Z' });
    await happened(schools, { subject: next, correlationId: both, at: '2026-11-26T02:00:01Z' });
    const registry = await Owner.start('registry');
    const feed = consumerOf(registry, 'audit', await consumptionOf('audit', LIFE_EVENTS), { database: copy.database } as never);
    await registry.publish(LIFE_EVENTS, replaced(old, next));
    await feed.drain();

    expect(await visits(MOTHER, {}, next)).toEqual([]);
    expect(await visits(MOTHER, {}, old)).toEqual([]);
    // A source that has not heard of it yet still tells of the old one.
    const later = new Date(Date.now() + 60_000).toISOString();
    await happened(savings, { subject: old, at: '2026-11-26T03:00:00Z' }, { subject: old, at: later });
    expect(await visits(MOTHER, {}, next)).toMatchObject([{ at: later, programmes: ['SAVINGS'] }]);
    expect(await copy.rows('select count(*)::int as visits from visit v join person p on p.id = v.person where p.iin = $1', [next])).toEqual([{ visits: 4 }]);
    expect(await copy.rows('select iin from person where iin in ($1, $2)', [old, next])).toEqual([{ iin: next }]);
    await feed.close();
    await registry.close();
  });
});
