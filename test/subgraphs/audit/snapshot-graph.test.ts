import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publications } from '../../../subgraphs/audit/modules/snapshot/published.js';
import { SNAPSHOT_DEFAULTS } from '../../../subgraphs/audit/modules/snapshot/settings.js';
import { withSnapshot } from '../../../subgraphs/audit/modules/snapshot/read/with-snapshot.js';
import { bindSnapshots } from '../../../subgraphs/audit/modules/snapshot/settings.js';
import type { SubgraphContext } from '../../../subgraphs/shared/context.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import { AccessJournal } from '../../../subgraphs/shared/ledger/journal.js';
import { database as definition } from '../../../subgraphs/audit/orm.config.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';
import { firstHouseholds } from '../../support/population.js';
import { seedDatabase } from '../../support/seed.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { viewerAs } from '../../support/gateway-call.js';

/* Snapshots by the graph: who asks for one, who sees them, and that everything about them is on record. */

const published = publications().filter(({ source }) => source === 'savings');
const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-snapshot-graph-'));
let savings: FreshDatabase;
let audit: TestSubgraph;
let jobs: TestJobs;
beforeAll(async () => {
  const people = await firstHouseholds(20);
  savings = await freshDatabase('savings');
  await seedDatabase('savings', savings.appUrl, people.households, people.facts);
  const snapshots = { ...SNAPSHOT_DEFAULTS, memoryMb: 512, folder, sealingSecret: 'c'.repeat(64), sources: { savings: savings.auditUrl }, published };
  audit = await startTestSubgraph('audit', { environment: { snapshots } });
  jobs = await openJobs(audit, definition);
  bindSnapshots(jobs.database.configuration, { ...snapshots, databaseUrl: audit.database.appUrl });
});
afterAll(async () => {
  await jobs.close();
  await audit.close();
  await savings.drop();
  rmSync(folder, { recursive: true });
});

const ask = (query: string, role: Role = 'auditor', variables: Readonly<Record<string, unknown>> = {}) => audit.call({ query, viewer: viewerAs(role), purpose: role === 'auditor' ? 'AUDIT_ANALYSIS' : role === 'operator' ? 'OPERATIONS' : 'OWN_FAMILY', variables });

const TAKE = 'mutation ($key: UUID!, $asOf: DateTime) { takeSnapshot(input: { idempotencyKey: $key, asOf: $asOf }) { __typename ... on Snapshot { id state asOf viewsInAll keyFingerprint } ... on Refusal { code } } }';
const LIST = '{ snapshots { edges { node { id state asOf requestedAt finishedAt problem viewsWritten viewsInAll rows bytes manifestHash packageVersion sources { name exportFile definition server } views { name rows bytes files checksum } } } } }';

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly rows: string;
  readonly views: readonly { readonly name: string; readonly rows: number; readonly checksum: string }[];
}

const listed = async (): Promise<Listed[]> => ((await ask(LIST)).data?.['snapshots'] as { edges: { node: Listed }[] }).edges.map(({ node }) => node);

async function completed(id: string): Promise<Listed> {
  for (let i = 0; i < 600; i += 1) {
    const found = (await listed()).find((one) => one.id === id);
    if (found !== undefined && found.state !== 'TAKING') return found;
    await delay(100);
  }
  throw new Error('it is not complete');
}

const taken = async (key = randomUUID(), asOf: string | null = null): Promise<Record<string, unknown>> => (await ask(TAKE, 'auditor', { key, asOf })).data?.['takeSnapshot'] as Record<string, unknown>;

let id: string;

describe('takeSnapshot', () => {
  it('is taken by the process itself, once for each key, one at a time', async () => {
    const key = randomUUID();
    const [first, other] = [await taken(key), await taken()];
    expect(first).toMatchObject({ __typename: 'Snapshot', keyFingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
    id = String(first['id']);
    expect([{ __typename: 'Refusal', code: 'SNAPSHOT_UNDER_WAY' }, { __typename: 'Snapshot' }]).toContainEqual(other['code'] === undefined ? { __typename: other['__typename'] } : other);
    const found = await completed(id);
    expect(found).toMatchObject({ state: 'COMPLETE', problem: null, viewsWritten: published[0]?.views.length, viewsInAll: published[0]?.views.length, sources: [{ name: 'savings' }] });
    expect(found.views.map(({ name }) => name)).toEqual(published[0]?.views.map(({ view }) => `savings.${view}`).sort());
    expect(found.rows).toBe(String(found.views.reduce((sum, { rows }) => sum + rows, 0)));
    expect(await taken(key)).toMatchObject({ id });
  });

  it('is of a moment that is past', async () => {
    const { errors } = await ask(TAKE, 'auditor', { key: randomUUID(), asOf: '2099-01-01T00:00:00Z' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.asOf' } }]);
    const early = await taken(randomUUID(), '2001-01-01T00:00:00Z');
    expect(await completed(String(early['id']))).toMatchObject({ state: 'COMPLETE', asOf: '2001-01-01T00:00:00.000Z' });
  });

  it('is seen by operators, as far as how it goes', async () => {
    const { data, errors } = await ask('{ snapshots { edges { node { id state asOf requestedAt finishedAt deletedAt problem viewsWritten viewsInAll rows bytes packageVersion } } } }', 'operator');
    expect(errors).toEqual([]);
    expect((data?.['snapshots'] as { edges: { node: object }[] }).edges.map(({ node }) => node)).toMatchObject((await listed()).map(({ id: one, state, rows }) => ({ id: one, state, rows })));
    for (const field of ['organisation', 'keyFingerprint', 'checkpoint', 'checkpointHash', 'manifestHash', 'sources { name }', 'views { name }']) {
      expect((await ask(`{ snapshots { edges { node { ${field} } } } }`, 'operator')).errors[0]).toMatchObject({ extensions: { code: 'SCOPE_MISSING' } });
    }
    expect((await ask(TAKE, 'operator', { key: randomUUID() })).errors).toMatchObject([{ extensions: { code: 'SCOPE_MISSING' } }]);
  });

  it('is for nobody else', async () => {
    for (const role of ['citizen', 'caseworker', 'ombudsman', 'ministry:savings'] as const) {
      for (const query of [TAKE, LIST]) {
        const { data, errors } = await ask(query, role, { key: randomUUID() });
        expect([Object.values(data ?? { x: null }), errors.length]).toEqual([[null], 1]);
      }
    }
  });

  it('and what it reads are on record', async () => {
    const records = await rowsOf<{ kind: string; name: string; outcome: string; fields: string[]; role: string }>(audit,
      `select o.kind, o.name, e.outcome, e.fields, a.role from ledger_record r join ledger_operation o on o.id = r.operation join ledger_effect e on e.id = r.effect left join ledger_actor a on a.id = r.actor where r.subject is null`);
    expect(records).toContainEqual(expect.objectContaining({ kind: 'mutation', outcome: 'WRITTEN', fields: ['Mutation.takeSnapshot'], role: 'auditor' }));
    expect(records.filter(({ kind, name, fields }) => kind === 'job' && name === 'takeSnapshot' && fields.includes('Snapshot.views')).length).toBeGreaterThanOrEqual(4);
  });
});

describe('withSnapshot', () => {
  function contextOf(role: Role): { readonly context: SubgraphContext; readonly journal: AccessJournal } {
    const viewer = viewerAs(role);
    const journal = new AccessJournal({ viewer, purpose: 'AUDIT_ANALYSIS', caseNumber: null, correlationId: randomUUID(), door: 'GATEWAY' });
    const database = jobs.database.forRequest({ append: () => Promise.resolve(() => undefined) });
    return { journal, context: { viewer, journal, database, purpose: 'AUDIT_ANALYSIS' } as unknown as SubgraphContext };
  }

  const count = (context: SubgraphContext, snapshot = id): Promise<unknown> =>
    withSnapshot(context, { id: snapshot, argument: 'snapshot', coordinate: 'Query.auditCohort' }, (session) => session.rows('select count(*) as n from savings.savings_participant'));

  it('answers, and leaves a record that names the snapshot and nobody', async () => {
    const { context, journal } = contextOf('auditor');
    expect(await count(context)).toEqual([{ n: (await completed(id)).views.find(({ name }) => name === 'savings.savings_participant')?.rows }]);
    expect(await journal.entries(0)).toMatchObject([{ subject: null, effect: { outcome: 'RELEASED', fields: ['Query.auditCohort', `Snapshot ${id}`] } }]);
  });

  it('not to others, and not of what is no complete snapshot', async () => {
    await expect(count(contextOf('ministry:savings').context)).rejects.toMatchObject({ extensions: { code: 'ROLE_NOT_ALLOWED' } });
    const { context, journal } = contextOf('auditor');
    await expect(count(context, randomUUID())).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(await journal.entries(0)).toEqual([]);
  });
});
