import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { newCheckpointKey } from '../../../subgraphs/shared/ledger/checkpoint/key.js';
import { iinOf } from '../../feeds/support/events.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { Copy, emptySource, entry, Source, type Wish } from './support/lab.js';

const BODY = '990140000106';

let audit: TestSubgraph;
let savings: Source;
let schools: Source;
let copy: Copy;
beforeAll(async () => {
  [audit, savings, schools] = await Promise.all([startTestSubgraph('audit', { feeds: { intervalMs: 60_000 }, environment: { checkpointKey: newCheckpointKey() } }), Source.open('savings'), Source.open('schools')]);
  copy = await Copy.open(audit.database);
  await copy.rows(`update alert_threshold set value = 3 where kind = 'FAN_OUT_HOUR'`);
  await copy.rows(`update alert_threshold set value = 5 where kind = 'FAN_OUT_DAY'`);
  await copy.rows(`update alert_threshold set value = 4 where kind = 'NO_CASE_DAY'`);
});
beforeEach(async () => {
  await copy.empty();
  for (const source of [savings, schools]) {
    await source.restart();
    await emptySource(source);
  }
});
afterAll(async () => {
  await copy.close();
  await Promise.all([audit.close(), savings.close(), schools.close()]);
});

const FIELDS = 'kind official role body count windowFrom windowTo firstSeen lastSeen correlationIds source chain record what';

const ask = (query: string, role: Role = 'operator', variables: object = {}): Promise<GraphQLAnswer> =>
  audit.call({ query, variables: { ...variables }, viewer: viewerAs(role), purpose: role === 'operator' ? 'OPERATIONS' : 'AUDIT_ANALYSIS' });

type Alert = Readonly<Record<string, unknown>>;

async function alerts(kind: string | null = null, role: Role = 'operator'): Promise<Alert[]> {
  const { data, errors } = await ask(`query ($kind: AccessAlertKind) { accessAlerts(kind: $kind) { edges { node { ${FIELDS} } } } }`, role, { kind });
  expect(errors).toEqual([]);
  return (data?.['accessAlerts'] as { edges: { node: Alert }[] }).edges.map(({ node }) => node);
}

async function happened(source: Source, ...wishes: readonly Wish[]): Promise<void> {
  await source.record(...wishes.map(entry));
  await copy.pull(source);
}

const children = (count: number, from: number, wish: Wish): Wish[] => Array.from({ length: count }, (_none, i) => ({ operation: { caseNumber: 'K-1' }, organisation: BODY, ...wish, subject: iinOf(from + i) }));

describe('fan-out', () => {
  it('is told of when an official looks at more children in an hour than the threshold, at whatever programmes', async () => {
    await happened(savings, ...children(3, 1, { at: '2026-11-26T05:10:00Z' }));
    expect(await alerts()).toEqual([]);
    await happened(schools, ...children(1, 9, { at: '2026-11-26T05:50:00Z' }));
    const [alert] = await alerts('FAN_OUT_HOUR');
    expect(alert).toMatchObject({ kind: 'FAN_OUT_HOUR', role: 'caseworker', body: BODY, count: 4, windowFrom: '2026-11-26T05:00:00.000Z', windowTo: '2026-11-26T06:00:00.000Z', firstSeen: '2026-11-26T05:10:00.000Z', lastSeen: '2026-11-26T05:50:00.000Z' });
    expect(alert?.['correlationIds']).toHaveLength(4);
    await happened(schools, ...children(1, 20, { at: '2026-11-26T05:55:00Z' }));
    expect(await alerts('FAN_OUT_HOUR')).toMatchObject([{ count: 5 }]);
  });

  it('counts children, not look-ups; and an hour by the clock, and each official for themselves', async () => {
    const one = children(3, 1, { at: '2026-11-26T05:10:00Z' });
    await happened(savings, ...one, ...one, ...one);
    await happened(savings, ...children(3, 10, { at: '2026-11-26T06:00:00Z', account: 'caseworker-2' }), ...children(2, 20, { at: '2026-11-26T06:10:00Z' }));
    expect(await alerts('FAN_OUT_HOUR')).toEqual([]);
  });

  it('counts a day as it is in Kazakhstan', async () => {
    const spread = (from: number, ...moments: string[]): Wish[] => moments.flatMap((at, i) => children(2, from + i * 2, { at }));
    // 18:59 and 19:01 UTC are two days in Almaty.
    await happened(savings, ...spread(1, '2026-11-25T18:59:00Z', '2026-11-25T19:01:00Z', '2026-11-26T05:00:00Z'));
    expect(await alerts('FAN_OUT_DAY')).toEqual([]);
    await happened(savings, ...spread(20, '2026-11-26T18:59:00Z'));
    expect(await alerts('FAN_OUT_DAY')).toMatchObject([{ count: 6, windowFrom: '2026-11-25T19:00:00.000Z', windowTo: '2026-11-26T19:00:00.000Z' }]);
  });

  it('goes by the threshold of that day', async () => {
    await copy.rows(`update alert_threshold set valid_to = '2026-11-27' where kind = 'FAN_OUT_HOUR'`);
    await copy.rows(`insert into alert_threshold values ('FAN_OUT_HOUR', '2026-11-27', null, 1, 'test')`);
    await happened(savings, ...children(3, 1, { at: '2026-11-26T05:10:00Z' }), ...children(2, 1, { at: '2026-11-27T05:10:00Z' }));
    expect(await alerts('FAN_OUT_HOUR')).toMatchObject([{ count: 2, windowFrom: '2026-11-27T05:00:00.000Z' }]);
    await copy.rows(`delete from alert_threshold where valid_from = '2026-11-27'`);
    await copy.rows(`update alert_threshold set valid_to = null where kind = 'FAN_OUT_HOUR'`);
  });

  it('is nothing that a family does, however many children it has', async () => {
    await happened(savings, ...children(9, 1, { role: 'citizen' }));
    expect(await alerts()).toEqual([]);
  });
});

describe('look-ups without a case', () => {
  it('are told of past the threshold, for whoever works on matters', async () => {
    await happened(savings, ...children(5, 1, { operation: { caseNumber: null }, account: 'caseworker-7', at: '2026-11-26T05:00:00Z' }));
    expect(await alerts('NO_CASE_DAY')).toMatchObject([{ count: 5, role: 'caseworker' }]);
  });

  it('not where a case is named, nor of a ministry that keeps its register', async () => {
    await happened(savings, ...children(5, 1, {}), ...children(5, 1, { operation: { caseNumber: null }, role: 'ministry:savings' }));
    expect(await alerts('NO_CASE_DAY')).toEqual([]);
  });
});

describe('own relatives', () => {
  it('each attempt counts, on whatever page it comes', async () => {
    const attempt: Wish = { effect: { outcome: 'REFUSED', reason: 'OWN_RELATIVE' }, subject: iinOf(1), at: '2026-11-26T05:00:00Z', organisation: BODY };
    const correlationId = randomUUID();
    await happened(savings, { ...attempt, correlationId });
    // The same attempt at another programme is no other one.
    await happened(schools, { ...attempt, correlationId });
    expect(await alerts('OWN_RELATIVE_DAY')).toMatchObject([{ count: 1 }]);
    await happened(savings, attempt, { ...attempt, account: 'caseworker-2' });
    expect(await alerts('OWN_RELATIVE_DAY')).toMatchObject([{ count: 1 }, { count: 2, body: BODY }]);
  });

  it('not another refusal', async () => {
    await happened(savings, { effect: { outcome: 'REFUSED', reason: 'NO_RELATION' }, subject: iinOf(1) });
    expect(await alerts()).toEqual([]);
  });
});

describe('an alert', () => {
  it('names no child and no account; an official is the same in all of them', async () => {
    await happened(savings, ...children(6, 1, { account: 'account-of-somebody', operation: { caseNumber: null }, at: '2026-11-26T05:00:00Z' }));
    const found = await alerts();
    expect(found.map(({ kind }) => kind).sort()).toEqual(['FAN_OUT_DAY', 'FAN_OUT_HOUR', 'NO_CASE_DAY']);
    expect(new Set(found.map(({ official }) => official)).size).toBe(1);
    expect(JSON.stringify(found)).not.toMatch(/account-of-somebody/);
    expect(JSON.stringify(found.map((alert) => ({ ...alert, body: null, correlationIds: null, official: null })))).not.toMatch(/\d{12}/);
  });

  it('of a broken chain says whose it is and where', async () => {
    await happened(schools, { subject: iinOf(1) }, { subject: iinOf(1) });
    await schools.admin((admin) => admin.query('delete from ledger_record where seq = 2'));
    await copy.pull(schools);
    expect(await alerts()).toMatchObject([{ kind: 'CHAIN', source: 'SCHOOLS', chain: 1, record: 2, what: 'it is gone: the chain had 2 records', official: null, correlationIds: [] }]);
    const { data } = await ask('{ ledgerSources { name chains records problem faults { chain record what } } }');
    expect(data).toEqual({ ledgerSources: expect.arrayContaining([{ name: 'SCHOOLS', chains: 1, records: '2', problem: null, faults: [{ chain: 1, record: 2, what: 'it is gone: the chain had 2 records' }] }]) as object });
  });

  it('is for operators and auditors', async () => {
    await happened(savings, ...children(4, 1, { at: '2026-11-26T05:00:00Z' }));
    expect(await alerts(null, 'auditor')).toEqual(await alerts());
    for (const role of ['citizen', 'caseworker', 'ombudsman', 'ministry:registry'] as const) {
      const { data, errors } = await audit.call({ query: '{ accessAlerts { edges { cursor } } ledgerSources { name } }', viewer: viewerAs(role), purpose: 'OWN_FAMILY' });
      expect([data, errors.length]).toEqual([{ accessAlerts: null, ledgerSources: null }, 2]);
    }
  });
});

describe('checkpoints by the graph', () => {
  const SIGN = 'mutation ($key: UUID!) { signCheckpoint(input: { idempotencyKey: $key }) { __typename ... on LedgerCheckpoint { number records hash jws } } }';

  it('an auditor signs one on demand, once for each key, and lists them', async () => {
    await happened(savings, { subject: iinOf(1) });
    const key = randomUUID();
    const first = await ask(SIGN, 'auditor', { key });
    expect(first).toMatchObject({ errors: [], data: { signCheckpoint: { __typename: 'LedgerCheckpoint', number: 1 } } });
    expect((await ask(SIGN, 'auditor', { key })).data).toEqual(first.data);
    await ask(SIGN, 'auditor', { key: randomUUID() });
    const { data } = await ask('{ ledgerCheckpoints { edges { node { number jws } } } }', 'auditor');
    expect((data?.['ledgerCheckpoints'] as { edges: { node: { number: number } }[] }).edges.map(({ node }) => node.number)).toEqual([2, 1]);
  });

  it('an operator neither signs nor lists', async () => {
    expect((await ask(SIGN, 'operator', { key: randomUUID() })).errors).toMatchObject([{ extensions: { code: 'SCOPE_MISSING' } }]);
    expect((await ask('{ ledgerCheckpoints { edges { cursor } } }', 'operator')).errors).toMatchObject([{ extensions: { code: 'SCOPE_MISSING' } }]);
  });
});
