import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginAnew } from '../../../subgraphs/audit/modules/finding/begin-anew.js';
import { withClient } from '../../support/kept-connections.js';
import { FindingLab, type Answered } from './support/finding-lab.js';

/* Rules asked of snapshots, and what becomes of what they find: from snapshot to snapshot, under the keys of engagements, with ministries' answers. */

const FINDING = `id engagement status aboutKind about regions rows firstMonth lastMonth amount { amount currency } present goneSince assignedTo dueOn answer version
  rule { id answeredBy severity title } history { snapshot ruleVersion rows firstMonth amount { amount } } events { kind status dueOn answer text recovered { amount currency } organisation }`;

const LIST = `query ($engagement: UUID!, $filter: FindingFilter, $order: FindingOrder! = OLDEST, $first: Int!, $after: String) {
  findings(engagement: $engagement, filter: $filter, order: $order, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { cursor node { ${FINDING} } } } }`;

const TO_ANSWER = `query ($filter: FindingFilter, $first: Int! = 100, $after: String) { findingsToAnswer(filter: $filter, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node { ${FINDING} } } } }`;

interface Found {
  readonly id: string;
  readonly about: string;
  readonly regions: readonly string[];
  readonly rows: number;
  readonly firstMonth: string;
  readonly amount: { readonly amount: string };
  readonly version: number;
  readonly status: string;
  readonly assignedTo: string | null;
  readonly dueOn: string | null;
  readonly present: boolean;
  readonly goneSince: string | null;
  readonly history: readonly { readonly snapshot: string; readonly rows: number }[];
  readonly events: readonly { readonly kind: string }[];
}

const BENEFITS = { role: 'ministry:benefits' } as const;

let lab: FindingLab;
let first: string;
let engagement: string;
beforeAll(async () => {
  lab = await FindingLab.open(['R2', 'R3', 'R15']);
  first = await lab.snapshot();
  engagement = await lab.engagement();
}, 240_000);
afterAll(() => lab.close());

const nodesOf = ({ edges }: Answered): Found[] => (edges as { node: Found }[]).map(({ node }) => node);

const list = async (variables: Readonly<Record<string, unknown>> = {}): Promise<Found[]> => nodesOf(await lab.ask(LIST, { engagement, first: 100, ...variables }));

/** What stands in findings besides names. */
const contentsOf = (found: readonly Found[]): string[] => found.map(({ rows, amount, firstMonth, regions }) => JSON.stringify([rows, amount, firstMonth, regions]));

const one = async (id: string): Promise<Found> => (await list()).find((finding) => finding.id === id) ?? (() => { throw new Error('it is not there'); })();

const codesOf = async (query: string, variables: Readonly<Record<string, unknown>>, asker = {}): Promise<unknown[]> => (await lab.call(query, variables, asker)).errors.map(({ extensions }) => extensions['code']);

/** How many rows were planted for the rule, for each child. */
const planted = (): number[] => lab.truths.filter(({ kind }) => kind === 'CARE_PAST_TERM').map(({ records }) => records.filter(({ rules }) => rules.includes('R2')).length).sort();

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

describe('a rule', () => {
  it('is shown with its question, in the language that is asked for', async () => {
    const [rule] = (await lab.ask('{ auditRules(id: "R2") { id version kazakh: title(lang: KK) title remedy(lang: RU) legalBasis programmes answeredBy severity about sql lastRun { id } } }')) as unknown as Answered[];
    expect(rule).toMatchObject({ id: 'R2', answeredBy: 'BENEFITS', severity: 'BREACH', about: 'PERSON', lastRun: null });
    expect([rule?.['kazakh'], rule?.['title'], rule?.['remedy'], rule?.['sql']]).toEqual([expect.stringContaining('Бала'), expect.stringContaining('Childcare'), expect.stringContaining('Прекратить'), expect.stringContaining('select')]);
  });

  it('finds what was planted, a finding for each child, and has the same answer again', async () => {
    const run = await lab.run('R2');
    expect(run).toMatchObject({ rule: 'R2', version: 2, state: 'DONE', snapshot: first, times: 1, moved: true, problem: null, checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const found = await list();
    expect(found.map(({ rows }) => rows).sort()).toEqual(planted());
    expect(planted().length).toBeGreaterThan(3);
    expect([run['rows'], run['findings'], run['amount']]).toEqual([String(sum(planted())), String(found.length), { amount: String(sum(found.map(({ amount }) => Number(amount.amount)))), currency: 'KZT' }]);
    expect(await lab.run('R2', first)).toMatchObject({ id: run['id'], checksum: run['checksum'], times: 2, moved: true });
    expect(await list()).toEqual(found);
  });

  it('has a checksum over its rows in their canonical form, which anybody can compute from a snapshot', async () => {
    const [run] = await lab.rows<{ checksum: string }>(`select checksum from rule_run where rule = 'R2'`);
    const rows = await lab.inSnapshot<{ about: string; line: string }>(first, 'R2');
    const digests = new Map<string, string[]>();
    for (const { about, line } of rows) digests.set(about, [...(digests.get(about) ?? []), line]);
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(sha256([...digests].sort(([a], [b]) => (a < b ? -1 : 1)).map(([about, lines]) => `${about} ${sha256(lines.sort().join('\n'))}\n`).join(''))).toBe(run?.checksum);
    expect(JSON.parse(rows[0]?.line ?? '')).toHaveLength(6);
  });

  it('keeps by region what lies in several, and nothing more of what lies in one', async () => {
    const rows = [`('a', 'X', date '2026-01-01', 1.5)`, `('a', 'X', date '2026-03-01', 2.25)`, `('a', 'Y', date '2025-12-01', null)`, `('b', 'X', null, 3)`, `('b', 'X', null, 4)`, `('c', null, null, null)`, `('d', null, null, 1)`, `('d', 'Y', null, 2)`];
    const { subjects } = await lab.answerOf(first, `select about, region, month, cast(amount as decimal(18, 2)), cast(null as varchar), '{}' from (values ${rows.join()}) as v (about, region, month, amount)`);
    const part = (region: string | null, rowsOf: number, firstMonth: string | null, lastMonth: string | null, amount: string | null): object => ({ region, rows: rowsOf, firstMonth, lastMonth, amount });
    expect(subjects.map(({ about, rows: all, regions, amount, parts }) => [about, all, regions, amount, parts])).toEqual([
      ['a', 3, ['X', 'Y'], '3.75', [part('X', 2, '2026-01-01', '2026-03-01', '3.75'), part('Y', 1, '2025-12-01', '2025-12-01', null)]],
      ['b', 2, ['X'], '7.00', null],
      ['c', 1, [], null, null],
      ['d', 2, ['Y'], '3.00', [part('Y', 1, null, null, '2.00'), part(null, 1, null, null, '1.00')]],
    ]);
  });

  it('that is another question than before, or of other rows, is told from one that is the same', async () => {
    await lab.rows(`update rule_run set checksum = 'another' where rule = 'R2'`);
    const { checksum, ...failed } = await lab.run('R2');
    expect([failed['state'], failed['problem'], checksum]).toEqual(['FAILED', 'ANSWER_DIFFERS', 'another']);
    await lab.rows(`delete from finding_seen; delete from finding_event; delete from finding; delete from rule_run; delete from audit_subject`);
    expect(await lab.run('R2')).toMatchObject({ state: 'DONE', times: 1 });
  });

  it('that cannot be stored stands in no other\'s way, and is given up in the end', async () => {
    // As a statement that takes too long on a busy server, which passes by itself, but never does.
    await lab.rows(`create function too_long() returns trigger language plpgsql as $$ begin raise exception 'too long' using errcode = '57014'; end $$;
      create trigger too_long before update on rule_run for each row when (new.rule = 'R15' and new.state = 'DONE') execute function too_long()`);
    const runs = async (): Promise<unknown[]> => (await lab.rows<{ rule: string; state: string; problem: string | null; tried: boolean }>(`select rule, state, problem, attempts > 0 as tried from rule_run where rule <> 'R2' order by rule`)).map((run) => Object.values(run));
    for (const rule of ['R15', 'R3']) await lab.change('runAuditRule', { rule }, '');
    await expect.poll(runs, { timeout: 120_000 }).toEqual([['R15', 'WAITING', null, true], ['R3', 'DONE', null, false]]);
    await lab.rows(`update rule_run set attempts = 5 where rule = 'R15'`);
    expect(await lab.rows(`update rule_run set tried_since = '2026-01-01' where rule = 'R15' and tried_since > '2026-01-01' returning 1`)).toHaveLength(1);
    await lab.change('runAuditRule', { rule: 'R15' }, '');
    await expect.poll(runs, { timeout: 120_000 }).toEqual([['R15', 'FAILED', 'GIVEN_UP', false], ['R3', 'DONE', null, false]]);
    await lab.rows('drop function too_long cascade');
    expect(await lab.run('R15')).toMatchObject({ state: 'DONE', problem: null, times: 1 });
    await lab.rows(`delete from finding_seen where run in (select id from rule_run where rule <> 'R2'); delete from finding where rule <> 'R2'; delete from rule_run where rule <> 'R2'`);
  }, 240_000);

  it('is asked of a complete snapshot, by auditors, and there is none without a name', async () => {
    const run = 'mutation ($input: RunAuditRuleInput!) { runAuditRule(input: $input) { __typename } }';
    expect(await lab.change('runAuditRule', { snapshot: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55' }, '')).toMatchObject({ __typename: 'Refusal', code: 'NO_SNAPSHOT' });
    expect(await codesOf(run, { input: { idempotencyKey: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e56', rule: 'R0' } })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(run, { input: { idempotencyKey: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e56' } }, BENEFITS)).toEqual(['SCOPE_MISSING']);
  });
});

describe('what an operator watches', () => {
  const shown = async (...starts: readonly string[]): Promise<string[]> => (await lab.metrics.metrics()).split('\n').filter((line) => starts.some((start) => line.startsWith(start)));

  it('is when the last snapshot was complete, what failed and why, and what became of the rules that were asked', async () => {
    const [{ at } = { at: 0 }] = await lab.rows<{ at: number }>('select extract(epoch from max(finished_at))::float8 as at from snapshot');
    expect(await shown('balagraph_snapshot_completed', 'balagraph_snapshot_taking')).toEqual([`balagraph_snapshot_completed_timestamp_seconds ${at}`, 'balagraph_snapshot_taking_seconds 0']);
    const insert = (problem: string): Promise<unknown> => lab.rows(`insert into snapshot (as_of, state, problem, key_fingerprint, package_version, finished_at) values (now(), 'FAILED', '${problem}', 'x', '1', now())`);
    for (const problem of ['DISK_FULL: no room', 'FOLDER_NOT_WRITABLE: x', 'DISK_FULL: no room', 'given up']) await insert(problem);
    expect((await shown('balagraph_snapshots')).filter((line) => !line.endsWith(' 0'))).toEqual([
      'balagraph_snapshots{state="COMPLETE"} 1', 'balagraph_snapshots{state="FAILED"} 4',
      'balagraph_snapshots_failed{code="DISK_FULL"} 2', 'balagraph_snapshots_failed{code="FOLDER_NOT_WRITABLE"} 1', 'balagraph_snapshots_failed{code="OTHER"} 1',
    ]);
    await lab.rows(`delete from snapshot where state = 'FAILED'`);
    const rules = async (): Promise<string[]> => (await shown('balagraph_audit_rules')).filter((line) => !line.endsWith(' 0'));
    const done = await lab.rows<{ rule: string }>('select distinct rule from rule_run');
    expect(await rules()).toEqual([`balagraph_audit_rules{outcome="DONE"} ${done.length}`]);
    await lab.rows(`update rule_run set state = 'FAILED', problem = 'NO_KEY' where rule = 'R2'`);
    expect(await rules()).toContain('balagraph_audit_rules{outcome="NO_KEY"} 1');
    await lab.rows(`update rule_run set state = 'DONE', problem = null where rule = 'R2'`);
  });

  it('are also the runs themselves, and not what they found', async () => {
    const [operator, fields] = [{ role: 'operator' } as const, 'id rule version state snapshot asOf requestedAt finishedAt times moved rows tookMs problem'];
    const runs = async (variables: Readonly<Record<string, unknown>> = {}): Promise<Found[]> =>
      nodesOf(await lab.ask(`query ($state: RuleRunState, $after: String) { ruleRuns(state: $state, first: 1, after: $after) { pageInfo { endCursor } edges { node { ${fields} } } } }`, variables, operator));
    const inAll = await lab.rows<{ id: string; rule: string }>('select public_id as id, rule from rule_run order by id desc');
    expect(await runs()).toMatchObject([{ id: inAll[0]?.id, rule: inAll[0]?.rule, state: 'DONE', problem: null }]);
    expect(await runs({ state: 'FAILED' })).toEqual([]);
    const page = await lab.ask('{ ruleRuns(first: 1) { pageInfo { hasNextPage endCursor } edges { node { findings amount { amount } checksum } } } }');
    expect(await runs({ after: (page['pageInfo'] as { endCursor: string }).endCursor })).toMatchObject(inAll.slice(1, 2).map(({ id }) => ({ id })));
    for (const field of ['findings', 'amount { amount }', 'checksum']) expect((await codesOf(`{ ruleRuns { edges { node { ${field} } } } }`, {}, operator))[0]).toBe('SCOPE_MISSING');
    expect((await codesOf('{ ruleRuns { edges { node { id } } } }', {}, BENEFITS))[0]).toBe('SCOPE_MISSING');
  });

  it('is not there while the database is away, or before the first, and takes no other figure with it', async () => {
    await lab.rows(`alter table snapshot rename to snapshot_away; alter table rule_run rename to rule_run_away`);
    try {
      expect(await shown('balagraph_snapshot', 'balagraph_audit_rules')).toEqual([]);
      expect((await shown('balagraph_build_info')).length).toBe(1);
    } finally {
      await lab.rows(`alter table snapshot_away rename to snapshot; alter table rule_run_away rename to rule_run`);
    }
  });
});

describe('findings', () => {
  it('have nothing in common in two engagements, and are about the same people in one', async () => {
    const other = await list({ engagement: await lab.engagement() });
    const own = await list();
    const names = (found: readonly Found[]): Set<string> => new Set(found.flatMap(({ id, about }) => [id, about]));
    expect(contentsOf(other).sort()).toEqual(contentsOf(own).sort());
    expect([names(own).size, names(own).intersection(names(other)).size]).toEqual([own.length * 2, 0]);
    const kept = await lab.rows<{ name: string }>(`select name from audit_subject union select public_id::text from finding`);
    expect(kept.map(({ name }) => name).filter((name) => names(own).has(name))).toEqual([]);
  });

  it.each(['OLDEST', 'AMOUNT', 'FIRST_MONTH'])('come in the order %s in an order of each engagement, so that the first of one is not the first of another', async (order) => {
    // What one of these has at one place: all were found by one run, and have one amount and one month now.
    const kept = await lab.rows<{ id: string; amount: string; first_month: string }>('select id, amount, first_month::text from finding');
    await lab.rows(`update finding set amount = 1, first_month = '2026-01-01'`);
    const numbers = new Set<string>();
    for (let i = 0; i < 5; i += 1) {
      const found = await list({ engagement: await lab.engagement(), order });
      numbers.add(found.map(({ rows, regions }) => `${rows} ${regions.join()}`).join('; '));
    }
    for (const { id, amount, first_month: month } of kept) await lab.rows(`update finding set amount = ${amount}, first_month = '${month}' where id = ${id}`);
    expect(numbers.size).toBeGreaterThan(1);
  });

  it('are those of the engagement\'s programmes and regions', async () => {
    const all = await list();
    expect(await list({ engagement: await lab.engagement({ programmes: ['SCHOOLS', 'REGISTRY'] }) })).toEqual([]);
    const [region] = all[0]?.regions ?? [];
    const here = await list({ engagement: await lab.engagement({ regions: [region] }) });
    expect(contentsOf(here).sort()).toEqual(contentsOf(all.filter(({ regions }) => regions.includes(region ?? ''))).sort());
    expect(here.length).toBeLessThan(all.length);
  });

  it('that lie in several regions show an engagement of one what belongs to that one', async () => {
    // It comes to lie in the region of another one, so that there are two at least.
    const [other, some] = await list();
    const kept = await lab.rows<{ id: string; regions: string; first_month: string; rows: number; amount: string }>(`select id, regions::text, first_month::text, rows, amount::text from finding where rows = ${some?.rows} and amount = ${some?.amount.amount} and regions = '{${some?.regions.join()}}'`);
    const [here, there] = [other?.regions[0] ?? '', '100000000'];
    const part = (region: string, rows: number, month: string, amount: string): object => ({ region, rows, firstMonth: month, lastMonth: month, amount });
    const parts = JSON.stringify([part(there, 4, '2020-01-01', '1000000000.50'), part(here, 1, '2026-02-01', '0.25')]);
    const which = `= ${kept[0]?.id}`;
    await lab.rows(`update finding set regions = '{${there},${here}}', rows = 5, first_month = '2020-01-01', amount = 1000000000.75, parts = '${parts}' where id ${which};
      update finding_seen set regions = '{${there},${here}}', rows = 5, amount = 1000000000.75, parts = '${parts}' where finding_id ${which}`);
    const [ofHere, ofThere, ofBoth] = [await lab.engagement({ regions: [here] }), await lab.engagement({ regions: [there] }), await lab.engagement({ regions: [here, there] })];
    const shown = async (variables: Readonly<Record<string, unknown>>): Promise<unknown[]> =>
      (await list(variables)).map(({ regions, rows, firstMonth, amount, history }) => [regions, rows, firstMonth, amount.amount, history.map((sight) => sight.rows)]);
    const [onlyHere, onlyThere] = [[[here], 1, '2026-02-01', '0.25', [1]], [[there], 4, '2020-01-01', '1000000000.5', [4]]];
    expect(await shown({ engagement: ofHere })).toContainEqual(onlyHere);
    expect(await shown({ engagement: ofThere })).toEqual([onlyThere]);
    expect(await shown({ engagement: ofBoth, order: 'AMOUNT' })).toContainEqual([[there, here], 5, '2020-01-01', '1000000000.75', [5]]);
    // Neither filter nor order says what there is elsewhere.
    expect(await shown({ engagement: ofHere, filter: { minimumAmount: '0.25' } })).toContainEqual(onlyHere);
    expect(await shown({ engagement: ofHere, filter: { minimumAmount: '0.26' } })).not.toContainEqual(onlyHere);
    expect(await shown({ engagement: ofHere, filter: { region: there } })).toEqual([]);
    const inOrder = await shown({ engagement: ofHere, order: 'AMOUNT' });
    expect(inOrder.at(-1)).toEqual(onlyHere);
    const pages = await lab.ask(LIST, { engagement: ofHere, order: 'AMOUNT', first: inOrder.length - 1 });
    expect(await shown({ engagement: ofHere, order: 'AMOUNT', after: (pages['pageInfo'] as { endCursor: string }).endCursor })).toEqual([onlyHere]);
    expect(await shown({ engagement: ofHere, order: 'FIRST_MONTH', filter: { minimumAmount: '0.25' } })).toContainEqual(onlyHere);
    await lab.rows(`update finding set regions = '${kept[0]?.regions}', rows = ${kept[0]?.rows}, first_month = '${kept[0]?.first_month}', amount = ${kept[0]?.amount}, parts = null where id ${which};
      update finding_seen set regions = '${kept[0]?.regions}', rows = ${kept[0]?.rows}, amount = ${kept[0]?.amount}, parts = null where finding_id ${which}`);
  });

  it('are for members of the engagement alone', async () => {
    expect(await codesOf(LIST, { engagement, first: 1 }, { viewer: { organisation: '150340000018' } })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(LIST, { engagement: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55', first: 1 })).toEqual(['BAD_USER_INPUT']);
    expect(await codesOf(LIST, { engagement, first: 1 }, BENEFITS)).toEqual(['SCOPE_MISSING']);
  });

  it('are narrowed by whatever officials ask', async () => {
    const all = await list();
    const amounts = all.map(({ amount }) => Number(amount.amount)).sort((a, b) => a - b);
    const middle = amounts[Math.floor(amounts.length / 2)] ?? 0;
    const region = all[0]?.regions[0] ?? '';
    const counts = async (filter: Readonly<Record<string, unknown>>): Promise<number> => (await list({ filter })).length;
    expect(await counts({ rule: 'R2', severity: 'BREACH', status: 'NEW', answeredBy: 'BENEFITS', assigned: false, answered: false, present: true })).toBe(all.length);
    expect(await counts({ region })).toBe(all.filter(({ regions }) => regions.includes(region)).length);
    expect(await counts({ minimumAmount: String(middle) })).toBe(amounts.filter((amount) => amount >= middle).length);
    for (const filter of [{ rule: 'R9' }, { severity: 'RISK' }, { status: 'REMEDIED' }, { answeredBy: 'SCHOOLS' }, { assigned: true }, { answered: true }, { present: false }, { region: '790000000' }]) expect(await counts(filter)).toBe(0);
  });

  it.each([[{ rule: 'R99' }, 'rule'], [{ rule: 'r2' }, 'rule'], [{ rule: `R2' or true --` }, 'rule'], [{ region: '751110000' }, 'region']])('of a filter that misspells something are refused, and not none: %j', async (filter, field) => {
    const allowed = field === 'rule' ? 'auditRules' : 'seven zeros';
    const refused = async (done: Promise<unknown>, at: string): Promise<void> => {
      const error = await done.then(() => '', String);
      for (const said of ['BAD_USER_INPUT', `${at}.${field}: must be`, allowed]) expect(error).toContain(said);
    };
    const recorded = (): Promise<unknown> => lab.rows('select (select count(*) from finding_event)::int as events, (select count(*) from evidence_export)::int as exports');
    const before = await recorded();
    await refused(lab.ask(LIST, { engagement, first: 1, filter }), 'filter');
    await refused(lab.ask(TO_ANSWER, { filter }, BENEFITS), 'filter');
    await refused(lab.change('assignFindings', { engagement, dueOn: '2027-01-31', filter }, ''), 'input.filter');
    await refused(lab.change('exportEvidence', { engagement, recipient: 'A court', filter }, ''), 'input.filter');
    expect(await recorded()).toEqual(before);
  });

  it.each(['OLDEST', 'AMOUNT', 'FIRST_MONTH'])('come in the order %s, page by page, with cursors that are this engagement\'s alone', async (order) => {
    const all = await list({ order });
    const keys: Readonly<Record<string, (finding: Found) => string | number>> = { OLDEST: () => 0, AMOUNT: ({ amount }) => -Number(amount.amount), FIRST_MONTH: ({ firstMonth }) => firstMonth };
    const values = all.map(keys[order] ?? String);
    expect(values).toEqual([...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const paged: Found[] = [];
    for (let after: unknown = null, more = true; more;) {
      const page = await lab.ask(LIST, { engagement, order, first: 2, after });
      paged.push(...nodesOf(page));
      ({ endCursor: after, hasNextPage: more } = page['pageInfo'] as { endCursor: unknown; hasNextPage: boolean });
    }
    expect(paged).toEqual(all);
    const [{ cursor } = { cursor: '' }] = (await lab.ask(LIST, { engagement, order, first: 1 }))['edges'] as { cursor: string }[];
    for (const wrong of [{ engagement: await lab.engagement() }, { order: order === 'AMOUNT' ? 'OLDEST' : 'AMOUNT' }, { after: 'azE' }, { order: 'FIRST_MONTH', after: Buffer.from(`FIRST_MONTH 2026-13-01 ${all[0]?.id}`).toString('base64url') }]) {
      expect(await codesOf(LIST, { engagement, order, first: 1, after: cursor, ...wrong })).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('are on record as read, about nobody', async () => {
    const records = await lab.rows<{ fields: string[]; subject: unknown }>(`select e.fields, r.subject from ledger_record r join ledger_effect e on e.id = r.effect`);
    expect(records.some(({ fields, subject }) => subject === null && fields.includes('Query.findings') && fields.includes(`Engagement ${engagement}`))).toBe(true);
    expect(records.some(({ fields }) => fields.includes('Rule R2 2') && fields.includes(`Snapshot ${first}`))).toBe(true);
  });
});

describe('a ministry', () => {
  const assign = (input: Readonly<Record<string, unknown>>): Promise<Answered> => lab.change('assignFindings', { engagement, dueOn: '2027-01-31', ...input }, '... on AssignedFindings { assigned }');
  const answer = (finding: Found, input: Readonly<Record<string, unknown>>, asker: object = BENEFITS): Promise<Answered> =>
    lab.change('answerFinding', { engagement, finding: finding.id, expectedVersion: finding.version, answer: 'EXPLAINED', text: 'The award was another one.', ...input }, `... on Finding { ${FINDING} }`, asker);
  const review = (finding: Found, input: Readonly<Record<string, unknown>>): Promise<Answered> =>
    lab.change('reviewFinding', { engagement, finding: finding.id, expectedVersion: finding.version, accept: true, ...input }, `... on Finding { ${FINDING} }`);
  const toAnswer = async (variables: Readonly<Record<string, unknown>> = {}, asker: object = BENEFITS): Promise<Found[]> => nodesOf(await lab.ask(TO_ANSWER, variables, asker));

  it('sees nothing before it is asked, and then what it was asked, in its regions', async () => {
    expect(await toAnswer()).toEqual([]);
    const [some] = await list();
    expect(await assign({ findings: [some?.id] })).toMatchObject({ assigned: 1 });
    expect(await assign({ findings: [some?.id] })).toMatchObject({ assigned: 0 });
    expect(await toAnswer()).toMatchObject([{ id: some?.id, about: some?.about, engagement, assignedTo: 'BENEFITS', dueOn: '2027-01-31', events: [{ kind: 'ASSIGNED', status: 'NEW', dueOn: '2027-01-31' }] }]);
    const hurried = (await list()).at(-1);
    expect(await assign({ findings: [hurried?.id], dueOn: '2027-01-15' })).toMatchObject({ assigned: 1 });
    expect(await assign({ filter: { present: true } })).toMatchObject({ assigned: planted().length - 2 });
    const all = await toAnswer();
    expect(all.map(({ id }) => id).sort()).toEqual((await list()).map(({ id }) => id).sort());
    const region = all[0]?.regions[0] ?? '';
    expect((await toAnswer({}, { ...BENEFITS, viewer: { regions: [region] } })).map(({ id }) => id)).toEqual(all.filter(({ regions }) => regions.includes(region)).map(({ id }) => id));
    expect(await toAnswer({}, { role: 'ministry:savings' })).toEqual([]);
    expect(all.map(({ dueOn }) => dueOn)).toEqual(['2027-01-15', ...all.slice(1).map(() => '2027-01-31')]);
    expect(all[0]?.id).toBe(hurried?.id);
    for (const size of [1, 2]) {
      const page = await lab.ask(TO_ANSWER, { first: size }, BENEFITS);
      expect((await toAnswer({ first: 100, after: (page['pageInfo'] as { endCursor: string }).endCursor })).map(({ id }) => id)).toEqual(all.slice(size).map(({ id }) => id));
    }
    const made = (dueOn: string): string => Buffer.from(`DUE ${dueOn}/${engagement} ${hurried?.id}`).toString('base64url');
    expect((await toAnswer({ after: made('2027-01-15') })).map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
    for (const wrong of [made('2027-13-15'), made('2027-01-15/x'), 'azE']) expect(await codesOf(TO_ANSWER, { after: wrong }, BENEFITS)).toEqual(['BAD_USER_INPUT']);
  });

  it('sees neither the question nor when it was asked', async () => {
    const query = (field: string): string => `{ findingsToAnswer(first: 1) { edges { node { rule { id ${field} } } } } }`;
    for (const field of ['sql', 'lastRun { id }']) expect(await codesOf(query(field), {}, BENEFITS)).toEqual(['SCOPE_MISSING']);
    expect(await codesOf(query('title'), {}, BENEFITS)).toEqual([]);
    expect(await codesOf(TO_ANSWER, {})).toEqual(['SCOPE_MISSING']);
  });

  it('is asked about what is there, and by a day that can be kept', async () => {
    const [some] = await list();
    expect(await assign({ findings: [some?.id, '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55'] })).toMatchObject({ code: 'UNKNOWN_FINDING', field: 'input.findings[1]' });
    expect(await assign({ engagement: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55', findings: [some?.id] })).toMatchObject({ code: 'UNKNOWN_ENGAGEMENT' });
    for (const wrong of [{ findings: [some?.id], filter: {} }, {}, { findings: [] }, { filter: {}, dueOn: '2026-01-01' }, { filter: {}, dueOn: '2030-01-01' }]) await expect(assign(wrong)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('answers, is sent back, answers again, and has it taken', async () => {
    const [, some] = await toAnswer();
    if (some === undefined) throw new Error('there is none');
    expect(await answer(some, {})).toMatchObject({ status: 'NEW', answer: 'EXPLAINED', version: some.version + 1, events: [{ kind: 'ASSIGNED' }, { kind: 'ANSWERED', text: 'The award was another one.' }] });
    expect(await answer(some, {})).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect((await list({ filter: { answered: true } })).map(({ id }) => id)).toEqual([some.id]);
    expect(await review(await one(some.id), { accept: false, text: 'Which one?', dueOn: '2027-02-28' })).toMatchObject({ status: 'NEW', answer: null, dueOn: '2027-02-28' });
    expect(await review(await one(some.id), {})).toMatchObject({ code: 'NOT_ANSWERED' });
    expect(await answer(await one(some.id), { answer: 'CONFIRMED', text: 'It is so.' })).toMatchObject({ answer: 'CONFIRMED' });
    await expect(review(await one(some.id), { dueOn: '2027-03-31' })).rejects.toThrow('input.dueOn: must be left out');
    expect(await review(await one(some.id), {})).toMatchObject({ status: 'CONFIRMED', answer: null });
    for (const other of ['EXPLAINED', 'CONFIRMED']) expect(await answer(await one(some.id), { answer: other })).toMatchObject({ code: 'CONTRADICTORY', field: 'input.answer' });
    expect(await answer(await one(some.id), { answer: 'REMEDIED', text: 'Recovered on application.', recovered: '12345.67' })).toMatchObject({ status: 'CONFIRMED', answer: 'REMEDIED' });
    const { events } = await review(await one(some.id), { text: 'Seen.' }) as unknown as Found;
    expect(events.map(({ kind }) => kind)).toEqual(['ASSIGNED', 'ANSWERED', 'SENT_BACK', 'ANSWERED', 'ACCEPTED', 'ANSWERED', 'ACCEPTED']);
    expect(events[5]).toMatchObject({ answer: 'REMEDIED', recovered: { amount: '12345.67', currency: 'KZT' } });
    expect(await answer(await one(some.id), {})).toMatchObject({ code: 'NOT_ASSIGNED' });
  });

  it('answers what it was asked, in words without anybody\'s number', async () => {
    const [, , some] = await toAnswer();
    if (some === undefined) throw new Error('there is none');
    const child = lab.truths[0]?.child ?? '';
    const apart = `${child.slice(0, 6)} ${child.slice(6, 9)}-${child.slice(9)}`;
    for (const wrong of [{ text: ' ' }, { text: 'x'.repeat(2001) }, { text: `It is ${child}.` }, { text: `It is ${apart}.` }, { text: 'No\0thing.' }, { recovered: '1' }, { answer: 'REMEDIED', recovered: '-1' }]) await expect(answer(some, wrong)).rejects.toThrow('BAD_USER_INPUT');
    expect(await answer(some, {}, { role: 'ministry:savings' })).toMatchObject({ code: 'UNKNOWN_FINDING' });
    expect(await answer(some, {}, { ...BENEFITS, viewer: { regions: ['790000000'] } })).toMatchObject({ code: 'UNKNOWN_FINDING' });
    expect(await answer(some, { engagement: await lab.engagement() })).toMatchObject({ code: 'UNKNOWN_FINDING' });
    expect(await answer(some, { engagement: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55' })).toMatchObject({ code: 'UNKNOWN_ENGAGEMENT' });
    await expect(answer(some, {}, {})).rejects.toThrow('SCOPE_MISSING');
    expect(await one(some.id)).toMatchObject({ answer: null, version: some.version });
  });

  it('has recovered nothing where a finding is about no money', async () => {
    const [, , some] = await toAnswer();
    if (some === undefined) throw new Error('there is none');
    const kept = await lab.rows<{ id: string; amount: string }>('select id, amount::text from finding');
    await lab.rows('update finding set amount = null');
    expect(await answer(some, { answer: 'REMEDIED', recovered: '0.01' })).toMatchObject({ code: 'CONTRADICTORY', field: 'input.recovered' });
    for (const { id, amount } of kept) await lab.rows(`update finding set amount = ${amount} where id = ${id}`);
    expect(await one(some.id)).toMatchObject({ answer: null, version: some.version });
  });

  it('is answered to by whoever asked: other auditors, who have the finding in an engagement of theirs, review nothing', async () => {
    const [, , some] = await toAnswer();
    if (some === undefined) throw new Error('there is none');
    await answer(some, {});
    const theirs = await lab.engagement();
    const [same] = (await list({ engagement: theirs, filter: { answered: true } }));
    expect(same).toMatchObject({ rows: some.rows, assignedTo: 'BENEFITS', answer: 'EXPLAINED', events: [] });
    expect(await review(same as Found, { engagement: theirs })).toMatchObject({ code: 'UNKNOWN_FINDING' });
    expect(await assign({ engagement: theirs, filter: {} })).toMatchObject({ assigned: 0 });
    expect(await review(await one(some.id), { accept: false, text: 'Which one?' })).toMatchObject({ answer: null });
  });

  it('is asked anew, in another engagement, what it was asked in one that has ended', async () => {
    const [, , , some] = await toAnswer();
    if (some === undefined) throw new Error('there is none');
    const ended = await lab.engagement();
    await answer(some, {});
    const [{ count } = { count: 0 }] = await lab.rows<{ count: number }>(`with moved as (update finding set engagement = '${ended}' where status = 'NEW' returning 1) select count(*)::int as count from moved`);
    expect(await assign({ filter: {} })).toMatchObject({ assigned: 0 });
    const theirs = (await list({ engagement: ended, filter: { answered: false } })).find(({ status, assignedTo }) => status === 'NEW' && assignedTo === 'BENEFITS');
    const [answering, reviewing] = [{ idempotencyKey: randomUUID(), engagement: ended }, { idempotencyKey: randomUUID(), engagement: ended, accept: false, text: 'Which one?' }];
    expect(await answer(theirs as Found, answering)).toMatchObject({ answer: 'EXPLAINED' });
    expect(await review({ ...(theirs as Found), version: (theirs?.version ?? 0) + 1 }, reviewing)).toMatchObject({ answer: null });
    expect(await answer(theirs as Found, answering)).toMatchObject({ answer: null, events: [{ kind: 'ANSWERED' }, { kind: 'SENT_BACK' }] });
    await lab.change('closeEngagement', { engagement: ended }, '');
    // The same request once more, whose answer was lost on the way.
    expect(await answer(theirs as Found, answering)).toMatchObject({ code: 'UNKNOWN_ENGAGEMENT', field: 'input.engagement' });
    expect(await review({ ...(theirs as Found), version: (theirs?.version ?? 0) + 1 }, reviewing)).toMatchObject({ code: 'UNKNOWN_ENGAGEMENT' });
    expect((await toAnswer()).map(({ id }) => id)).not.toContain(some.id);
    expect(await assign({ filter: {} })).toMatchObject({ assigned: count });
    expect(count).toBeGreaterThan(1);
    expect(await toAnswer({ filter: { answered: true } })).toEqual([]);
    expect(await answer(await one(some.id), {})).toMatchObject({ answer: 'EXPLAINED', status: 'NEW' });
    expect(await review(await one(some.id), { accept: false, text: 'Which one?' })).toMatchObject({ answer: null });
  });
});

describe('the next snapshot', () => {
  let before: Found[];
  let second: string;

  beforeAll(async () => {
    before = await list();
    lab.wait(30);
    // One child's payments are gone from the register, another's than of whom it is said that all is in order.
    const [{ name } = { name: '' }] = await lab.rows<{ name: string }>(`select a.name from finding f join audit_subject a on a.id = f.subject_id where f.status = 'NEW' order by f.id limit 1`);
    const key = Buffer.from(await lab.keyOf(first), 'hex');
    const gone = lab.truths.map(({ child }) => child ?? '').find((child) => createHmac('sha256', key).update(child).digest('hex').slice(0, 32) === name.replaceAll('-', ''));
    await lab.spoil('benefits', `delete from benefit_payment where award_id in (select award_id from benefit_award_child where iin = '${gone}')`);
    second = await lab.snapshot();
  });

  it('has other names for everybody, and findings go on', async () => {
    const names = await lab.rows<{ name: string }>('select name from audit_subject order by id');
    // A process that is killed between this and the run has the next one do it again.
    await lab.carryOver(first, second);
    await lab.carryOver(first, second);
    const run = await lab.run('R2');
    expect(run).toMatchObject({ snapshot: second, moved: true, state: 'DONE' });
    const carried = await lab.rows<{ name: string }>('select name from audit_subject order by id');
    expect(carried.length).toBe(names.length);
    expect(carried.filter(({ name }, i) => name === names[i]?.name)).toEqual([]);
    const after = await list();
    expect(after.map(({ id, about }) => [id, about])).toEqual(before.map(({ id, about }) => [id, about]));
    for (const { history, present } of after) expect(history.map(({ snapshot, rows }) => [snapshot, rows > 0])).toEqual([[first, true], [second, present]]);
  });

  it('says of what it does not find any more since when that is', async () => {
    const gone = await list({ filter: { present: false } });
    expect(gone.map(({ present, goneSince }) => [present, goneSince?.slice(0, 10)])).toEqual([[false, expect.stringMatching(/^2026-1/) as string]]);
    expect((await list({ filter: { present: true } })).length).toBe(before.length - 1);
  });

  it('begins anew what was remedied and is there again, with its history', async () => {
    const [was] = before.filter(({ status }) => status === 'REMEDIED');
    const now = await one(was?.id ?? '');
    expect(now).toMatchObject({ status: 'NEW', assignedTo: null, dueOn: null, answer: null, version: (was?.version ?? 0) + 1 });
    expect(now.events.map(({ kind }) => kind)).toEqual([...(was?.events ?? []).map(({ kind }) => kind), 'FOUND_AGAIN']);
    expect(await lab.run('R2')).toMatchObject({ times: 2 });
    expect(await one(now.id)).toEqual(now);
  });

  it('is not undone by a rule that is asked of an older one: that is answered, and moves nothing', async () => {
    const now = await list();
    await lab.rows(`update rule_run set checksum = null, rows = null, state = 'FAILED', problem = 'FAULT', moved = null where snapshot = (select min(snapshot) from rule_run)`);
    expect(await lab.run('R2', first)).toMatchObject({ snapshot: first, moved: false, rows: String(sum(planted())), findings: String(planted().length) });
    expect(await list()).toEqual(now);
  });

  it('names nobody to whoever has not both keys', async () => {
    const registry = lab.programmes.get('registry');
    const [{ name } = { name: '' }] = await lab.rows<{ name: string }>('select name from audit_subject limit 1');
    const carried = (url: string, keys: readonly [string, string]): Promise<unknown[]> => lab.carried(url, keys, [name]);
    const [right, wrong] = [await lab.keyOf(second), '0'.repeat(64)];
    expect(await carried(registry?.auditUrl ?? '', [wrong, right])).toEqual([]);
    expect(await carried(registry?.auditUrl ?? '', [right, right])).toEqual([{ before: name, after: name }]);
    await expect(carried(registry?.auditUrl ?? '', [right, 'x'])).rejects.toThrow('audit.next_key must be set');
    await expect(carried(registry?.appUrl ?? '', [right, right])).rejects.toThrow('permission denied');
  });

  it('is not deleted, however few are kept, while findings stand at it', async () => {
    const states = async (): Promise<unknown[]> => (await lab.rows<{ public_id: string; state: string }>('select public_id, state from snapshot order by id')).map(({ public_id: id, state }) => [id, state]);
    expect(await states()).toEqual([[first, 'COMPLETE'], [second, 'COMPLETE']]);
    lab.wait(1);
    const third = await lab.snapshot();
    // What is beyond is deleted when the new one is there already.
    await expect.poll(states).toEqual([[first, 'DELETED'], [second, 'COMPLETE'], [third, 'COMPLETE']]);
    expect(await lab.run('R2')).toMatchObject({ snapshot: third, state: 'DONE', moved: true });
    expect((await list({ filter: { present: true } })).length).toBe(before.length - 1);
  });

  it('is not deleted while findings come along to it, whatever is taken meanwhile', async () => {
    lab.wait(1);
    const fourth = await lab.snapshot();
    const [fifth, run] = await withClient(lab.audit.database.adminUrl, async (admin) => {
      await admin.query('begin; lock table audit_subject in exclusive mode');
      const asked = lab.run('R2', fourth);
      const waiting = async (): Promise<number> => (await admin.query(`select 1 from pg_locks where relation = 'audit_subject'::regclass and not granted`)).rows.length;
      await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
      const taken = await lab.snapshot();
      await lab.retain(1);
      await admin.query('commit');
      return [taken, await asked] as const;
    });
    expect(run).toMatchObject({ snapshot: fourth, state: 'DONE', moved: true, problem: null });
    expect(await lab.rows('select public_id, state from snapshot order by id desc limit 2')).toEqual([{ public_id: fifth, state: 'COMPLETE' }, { public_id: fourth, state: 'COMPLETE' }]);
    expect(await lab.run('R2')).toMatchObject({ snapshot: fifth, state: 'DONE', moved: true });
    expect((await list({ filter: { present: true } })).length).toBe(before.length - 1);
  }, 120_000);
});

describe('another secret than names were made under', () => {
  let before: Found[];
  let standing: string;
  /** As if it had been sealed under another one. */
  const sealedOtherwise = (table: string, id: string): Promise<object[]> => lab.rows(`update ${table} set sealed_key = decode(repeat('5a', 60), 'hex') where public_id = '${id}'`);

  beforeAll(async () => {
    before = await list();
    [{ standing } = { standing: '' }] = await lab.rows<{ standing: string }>('select public_id::text as standing from snapshot order by id desc limit 1');
    await sealedOtherwise('snapshot', standing);
    lab.wait(1);
    await lab.snapshot();
  });

  it('is named by the rule that cannot go on, which moves nothing', async () => {
    expect(await lab.run('R2')).toMatchObject({ state: 'FAILED', problem: 'NO_KEY' });
    expect(await list()).toEqual(before);
  });

  it('is for an operator to give back, or to give up what it made, which has to be named', async () => {
    const refused = beginAnew(lab.jobs, lab.settings, null);
    await expect(refused).rejects.toThrow(`${before.length} findings about people and families stay behind`);
    await expect(refused).rejects.toThrow(`--snapshot ${standing}`);
    await expect(beginAnew(lab.jobs, lab.settings, first)).rejects.toThrow('SNAPSHOT_KEY');
    expect(await lab.run('R2')).toMatchObject({ problem: 'NO_KEY' });
    expect(await beginAnew(lab.jobs, lab.settings, standing)).toMatchObject({ snapshot: standing, findings: before.length });
    expect(await lab.rows(`select 1 from ledger_record r join ledger_effect e on e.id = r.effect where 'Snapshot ${standing}' = any(e.fields) and r.operation in (select id from ledger_operation where name = 'beginAnew')`)).toHaveLength(1);
  });

  it('leaves findings behind with their history, and what is still wrong is found anew', async () => {
    expect(await lab.run('R2')).toMatchObject({ state: 'DONE', moved: true });
    const after = await list();
    const [old, anew] = [after.filter(({ id }) => before.some((was) => was.id === id)), after.filter(({ id }) => before.every((was) => was.id !== id))];
    expect(contentsOf(anew).sort()).toEqual(contentsOf(before.filter(({ present }) => present)).sort());
    expect(anew.map(({ status, present, events }) => [status, present, events])).toEqual(anew.map(() => ['NEW', true, []]));
    for (const was of before) {
      const now = old.find(({ id }) => id === was.id);
      expect(now).toMatchObject({ about: was.about, rows: was.rows, status: was.status, present: false, history: was.history });
      expect(now?.events.map(({ kind }) => kind)).toEqual([...was.events.map(({ kind }) => kind), 'LEFT_BEHIND']);
    }
    await expect(beginAnew(lab.jobs, lab.settings, standing)).rejects.toThrow('come along to the next one by themselves');
  });

  it('is named to auditors of an engagement, which they can close, and stops no ministry', async () => {
    const other = await lab.engagement();
    const [some] = await list({ engagement: other, filter: { present: true } });
    expect(await lab.change('assignFindings', { engagement: other, dueOn: '2027-02-28', findings: [some?.id] }, '... on AssignedFindings { assigned }')).toMatchObject({ assigned: 1 });
    await sealedOtherwise('engagement', other);
    const { errors: [error] } = await lab.call(LIST, { engagement: other, first: 1 });
    expect([error?.extensions['code'], error?.message]).toEqual(['UNAVAILABLE', expect.stringContaining('SNAPSHOT_KEY')]);
    expect(nodesOf(await lab.ask(TO_ANSWER, {}, BENEFITS)).map((finding) => finding.id)).not.toContain(some?.id);
    expect(await lab.change('closeEngagement', { engagement: other }, '... on Engagement { closedAt }')).toMatchObject({ closedAt: expect.any(String) as string });
  });
});
