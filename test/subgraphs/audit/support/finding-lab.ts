import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { populationOf } from '../../../../local/bootstrap/population.js';
import { seedAll } from '../../../../local/seeding/seed-all.js';
import { readTruth } from '../../../../local/seeding/truth-table.js';
import type { Truth } from '../../../../local/population/anomalies/planting.js';
import { carryOver } from '../../../../subgraphs/audit/modules/finding/carry-over.js';
import type { SnapshotPlace } from '../../../../subgraphs/audit/modules/finding/subject.repository.js';
import { ofRules } from '../../../../subgraphs/audit/modules/rule/run-office.js';
import { found, snapshotDay } from '../../../../subgraphs/audit/modules/rule/rule-sql.js';
import { runRule, type RuleAnswer } from '../../../../subgraphs/audit/modules/rule/run-rule.js';
import { ruleById } from '../../../../subgraphs/audit/modules/rule/to-rule.js';
import { publications, schemaOf, type Publication, type PublishedView } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import type { Row } from '../../../../subgraphs/audit/modules/snapshot/read/rows.js';
import type { SnapshotSession } from '../../../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import { Snapshots } from '../../../../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { bindSnapshots, SNAPSHOT_DEFAULTS, type SnapshotSettings } from '../../../../subgraphs/audit/modules/snapshot/settings.js';
import { openKey } from '../../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import { snapshotById, type SnapshotRow } from '../../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { openLocks } from '../../../../subgraphs/audit/modules/snapshot/locks.js';
import { retain } from '../../../../subgraphs/audit/modules/snapshot/take/retention.js';
import { onSource } from '../../../../subgraphs/audit/modules/snapshot/take/source.js';
import { database as definition } from '../../../../subgraphs/audit/orm.config.js';
import type { ProgrammeName, Role, Viewer } from '../../../../subgraphs/shared/access/viewer.js';
import { createMetrics, type Metrics } from '../../../../subgraphs/shared/metrics/metrics.js';
import { freshDatabase, type FreshDatabase } from '../../../support/database.js';
import { viewerAs, type GraphQLAnswer } from '../../../support/gateway-call.js';
import { openJobs, type TestJobs } from '../../../support/jobs.js';
import { withClient } from '../../../support/kept-connections.js';
import { startTestSubgraph, type TestSubgraph } from '../../../support/subgraph.js';

const SOURCES: readonly ProgrammeName[] = ['registry', 'benefits'];

type Variables = Readonly<Record<string, unknown>>;

/** The views that some rules read, of which alone a snapshot has to be taken for them. */
function readBy(rules: readonly string[]): Publication[] {
  const texts = rules.map((id) => ruleById(id)?.sql ?? '');
  const isRead = ({ source, view }: PublishedView): boolean => texts.some((sql) => new RegExp(`\\b${schemaOf(source)}\\.${view}\\b`).test(sql));
  return publications().map((one) => ({ ...one, views: one.views.filter(isRead) })).filter(({ views }) => views.length > 0);
}

/** A field of an answer, not typed further. */
export type Answered = Readonly<Record<string, unknown>>;

/** What it asks of the process of audit, under whose name, and at which moment. */
export interface Asker {
  readonly role?: Role;
  readonly viewer?: Partial<Viewer>;
}

/** Audit's process with snapshots of a population in which errors are planted, and time that goes on when it is told to. */
export class FindingLab {
  #now: number;

  private constructor(
    readonly audit: TestSubgraph,
    readonly programmes: ReadonlyMap<ProgrammeName, FreshDatabase>,
    readonly truths: readonly Truth[],
    readonly settings: SnapshotSettings,
    readonly jobs: TestJobs,
    private readonly clock: { current: number },
    readonly metrics: Metrics,
  ) {
    this.#now = clock.current;
  }

  /** For what some rules find among so many children. */
  static async open(rules: readonly string[], children = 900, anomaliesPerMillion = 6_000): Promise<FindingLab> {
    const population = await populationOf(null, children, { anomaliesPerMillion });
    const programmes = new Map(await Promise.all(SOURCES.map(async (name) => [name, await freshDatabase(name)] as const)));
    await seedAll([...programmes].map(([name, { ownerUrl }]) => ({ name, ownerUrl })), population);
    const truths = (await Promise.all([...programmes.values()].map(({ ownerUrl }) => withClient(ownerUrl, readTruth)))).flat();
    const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-findings-'));
    const snapshots = {
      ...SNAPSHOT_DEFAULTS, retain: 1, memoryMb: 512, folder, sealingSecret: 'd'.repeat(64),
      sources: Object.fromEntries([...programmes].map(([name, { auditUrl }]) => [name, auditUrl])),
      published: readBy(rules),
    };
    const metrics = createMetrics('audit');
    const clock = { current: Date.parse(`${population.facts.asOf}T19:30:00Z`) };
    const audit = await startTestSubgraph('audit', { metrics, environment: { snapshots }, clock: { now: () => new Date(clock.current) } });
    const [settings, jobs] = [{ ...snapshots, databaseUrl: audit.database.appUrl }, await openJobs(audit, definition)];
    bindSnapshots(jobs.database.configuration, settings);
    return new FindingLab(audit, programmes, truths, settings, jobs, clock, metrics);
  }

  /** Time goes on by so many days. */
  wait(days: number): void {
    this.#now += days * 86_400_000;
    this.clock.current = this.#now;
  }

  call(query: string, variables: Variables = {}, { role = 'auditor', viewer = {} }: Asker = {}): Promise<GraphQLAnswer> {
    return this.audit.call({ query, variables, viewer: viewerAs(role, viewer), purpose: role === 'auditor' ? 'AUDIT_ANALYSIS' : role === 'operator' ? 'OPERATIONS' : 'AUDIT_ANSWER' });
  }

  /** The one field that an operation asks for; fails where anything was refused as an error. */
  async ask(query: string, variables: Variables = {}, asker: Asker = {}): Promise<Answered> {
    const { data, errors } = await this.call(query, variables, asker);
    const [value] = Object.values(data ?? {});
    if (errors.length > 0 || value === undefined || value === null) throw new Error(JSON.stringify(errors));
    return value as Answered;
  }

  /** A mutation by its input, with a key of its own. */
  change(field: string, input: Variables, selection: string, asker: Asker = {}): Promise<Answered> {
    const type = { takeSnapshot: 'TakeSnapshotInput', runAuditRule: 'RunAuditRuleInput', openEngagement: 'OpenEngagementInput', closeEngagement: 'CloseEngagementInput', assignFindings: 'AssignFindingsInput', answerFinding: 'AnswerFindingInput', reviewFinding: 'ReviewFindingInput', exportEvidence: 'ExportEvidenceInput' }[field] ?? '';
    return this.ask(`mutation ($input: ${type}!) { ${field}(input: $input) { __typename ... on Refusal { code field } ${selection} } }`, { input: { idempotencyKey: randomUUID(), ...input } }, asker);
  }

  /** A complete snapshot of now; its id. */
  async snapshot(): Promise<string> {
    const { id } = await this.change('takeSnapshot', {}, '... on Snapshot { id }');
    await this.#until('snapshot', id, 'COMPLETE');
    const { edges } = await this.ask('{ snapshots(first: 1) { edges { node { id state } } } }');
    const [newest] = edges as { node: Answered }[];
    if (newest?.node['id'] !== id || newest?.node['state'] !== 'COMPLETE') throw new Error('it is not shown as it is');
    return String(id);
  }

  /** Asks one rule, or all, and waits for the answers. */
  async run(rule: string, snapshot?: string): Promise<Answered> {
    const { runs } = await this.change('runAuditRule', { rule, snapshot }, '... on RuleRuns { runs { id } }');
    const [{ id } = { id: '' }] = runs as { id: string }[];
    await this.#until('rule_run', id, 'DONE', 'FAILED');
    const rules = await this.ask(`{ auditRules(id: "${rule}") { lastRun { id rule version state snapshot asOf times moved rows findings amount { amount currency } checksum problem tookMs } } }`);
    const [{ lastRun }] = rules as unknown as [{ lastRun: Answered }];
    if (lastRun['id'] !== id) throw new Error('it is not shown as the last');
    return lastRun;
  }

  async engagement(input: Variables = {}): Promise<string> {
    const { id } = await this.change('openEngagement', { caseNumber: `K-${randomUUID().slice(0, 8)}`, programmes: ['BENEFITS'], endsOn: '2028-01-01', ...input }, '... on Engagement { id }');
    return String(id);
  }

  /** Does something to a programme's rows, past every policy and trigger. */
  async spoil(name: ProgrammeName, sql: string): Promise<void> {
    await withClient(this.programmes.get(name)?.adminUrl ?? '', (admin) => admin.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`));
  }

  rows<T extends object>(sql: string): Promise<T[]> {
    return withClient(this.audit.database.adminUrl, async (admin) => (await admin.query<T>(sql)).rows);
  }

  /** Rows of a rule in a snapshot, each with its canonical form. */
  inSnapshot<T extends Row>(snapshot: string, id: string): Promise<T[]> {
    const rule = ruleById(id);
    if (rule === undefined) throw new Error('no such rule');
    return this.#asked(snapshot, ({ manifest: { asOf }, rows }) => rows<T>(`${found(rule)} select about, line from found`, [snapshotDay(asOf)]));
  }

  /** What a rule of such SQL says of a snapshot. */
  answerOf(snapshot: string, sql: string): Promise<RuleAnswer> {
    return this.#asked(snapshot, (session) => runRule(session, { sql }));
  }

  async #asked<T>(snapshot: string, work: (session: SnapshotSession) => Promise<T>): Promise<T> {
    const [row, reader] = [await this.#snapshotRow(snapshot), new Snapshots(this.settings)];
    try {
      const answer = await reader.use(row, () => Promise.resolve(true), 60_000, async (session) => ({ is: await work(session) }));
      if (answer === null) throw new Error('the snapshot is gone');
      return answer.is;
    } finally {
      await reader.close();
    }
  }

  /** A snapshot's key, as only audit's process can open it. */
  async keyOf(snapshot: string): Promise<string> {
    const { id, sealedKey } = await this.#snapshotRow(snapshot);
    return openKey(sealedKey ?? '', this.settings.sealingSecret, id);
  }

  /** What registry makes of names under one key for another. */
  carried(url: string, [key, next]: readonly [string, string], names: readonly string[]): Promise<unknown[]> {
    return onSource({ url, key, asOf: '2026-10-01T00:00:00Z' }, async (client) => {
      await client.query(`select set_config('audit.next_key', $1, false)`, [next]);
      return (await client.query<object>('select before::text as before, after::text as after from audit_export.carried_people($1::uuid[])', [names])).rows;
    });
  }

  /** Gives everybody the names of a newer snapshot, as a process does that is killed right after. */
  async carryOver(from: string, to: string): Promise<void> {
    const placeOf = ({ id, internalId: key, asOf }: SnapshotRow): SnapshotPlace => ({ id, key, asOf });
    await carryOver({ surroundings: this.jobs, settings: this.settings, from: placeOf(await this.#snapshotRow(from)), to: placeOf(await this.#snapshotRow(to)) });
  }

  /** Deletes what is beyond so many, as whoever takes a snapshot does when it is complete. */
  async retain(kept: number): Promise<void> {
    const locks = await openLocks(this.settings.databaseUrl);
    try {
      await retain(this.jobs, { ...this.settings, retain: kept }, locks);
    } finally {
      await locks.end();
    }
  }

  #snapshotRow(snapshot: string): Promise<SnapshotRow> {
    return ofRules(this.jobs, async (em) => {
      const row = await snapshotById(em, snapshot);
      if (row === null) throw new Error('no such snapshot');
      return row;
    });
  }

  async close(): Promise<void> {
    await this.jobs.close();
    await this.audit.close();
    for (const database of this.programmes.values()) await database.drop();
    rmSync(this.settings.folder, { recursive: true, force: true });
  }

  /** Looks into the database, which takes nobody's time, until something is in one of some states. */
  async #until(table: 'snapshot' | 'rule_run', id: unknown, ...states: readonly string[]): Promise<void> {
    const state = async (): Promise<string | undefined> => (await this.rows<{ state: string }>(`select state from ${table} where public_id = '${String(id)}'`))[0]?.state;
    await vi.waitUntil(async () => states.includes((await state()) ?? ''), { timeout: 60_000, interval: 50 });
  }
}
