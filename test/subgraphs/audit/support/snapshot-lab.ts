import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publications, type Publication } from '../../../../subgraphs/audit/modules/snapshot/published.js';
import { Snapshots } from '../../../../subgraphs/audit/modules/snapshot/read/snapshots.js';
import type { SnapshotSession } from '../../../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import type { Row } from '../../../../subgraphs/audit/modules/snapshot/read/rows.js';
import type { SnapshotSettings } from '../../../../subgraphs/audit/modules/snapshot/settings.js';
import { openKey } from '../../../../subgraphs/audit/modules/snapshot/snapshot-key.js';
import { snapshotById, viewsOf, type SnapshotRow, type SnapshotViewRow } from '../../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { requestSnapshot } from '../../../../subgraphs/audit/modules/snapshot/snapshot.service.js';
import { carryOut } from '../../../../subgraphs/audit/modules/snapshot/take/carry-out.js';
import { ofSnapshots, step } from '../../../../subgraphs/audit/modules/snapshot/take/job.js';
import type { SnapshotWatcher } from '../../../../subgraphs/audit/modules/snapshot/take/taking.js';
import { database as definition } from '../../../../subgraphs/audit/orm.config.js';
import type { ProgrammeName } from '../../../../subgraphs/shared/access/viewer.js';
import { fixedClock } from '../../../../subgraphs/shared/clock.js';
import { freshDatabase, type FreshDatabase } from '../../../support/database.js';
import { openJobs, type TestJobs } from '../../../support/jobs.js';
import { firstHouseholds, type SomeHouseholds } from '../../../support/population.js';
import { seedDatabase } from '../../../support/seed.js';
import { MemorySnapshot } from './memory-snapshot.js';

const NOBODY_HURRIES_MS = 60_000;

/** Every programme that publishes something, with some households in its database, and audit's own. */
export class SnapshotLab {
  readonly ledgerKey = randomBytes(32).toString('hex');
  readonly #readers: Snapshots[] = [];
  /** One that stays open for each, so that its files are looked at once. */
  readonly #kept = new Map<string, Snapshots>();
  readonly #memories = new Map<string, Promise<MemorySnapshot>>();

  private constructor(
    readonly people: SomeHouseholds,
    readonly audit: FreshDatabase,
    readonly programmes: ReadonlyMap<ProgrammeName, FreshDatabase>,
    readonly folder: string,
    readonly jobs: TestJobs,
    readonly settings: SnapshotSettings,
  ) {}

  /** With the databases of all programmes, whatever is published, unless those `from` which it reads are told. */
  static async open(households: number, published: readonly Publication[] = publications(), from: readonly Publication[] = publications()): Promise<SnapshotLab> {
    const people = await firstHouseholds(households);
    const names = from.map(({ source }) => source);
    const [audit, ...databases] = await Promise.all([freshDatabase('audit'), ...names.map(async (name) => {
      const fresh = await freshDatabase(name);
      await seedDatabase(name, fresh.appUrl, people.households, people.facts);
      return [name, fresh] as const;
    })]);
    return SnapshotLab.over(people, audit, new Map(databases), published);
  }

  /** Around databases with something in them already. */
  static async over(people: SomeHouseholds, audit: FreshDatabase, programmes: ReadonlyMap<ProgrammeName, FreshDatabase>, published: readonly Publication[] = publications()): Promise<SnapshotLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-snapshots-'));
    const settings: SnapshotSettings = {
      folder,
      databaseUrl: audit.appUrl,
      sealingSecret: randomBytes(32).toString('hex'),
      sources: Object.fromEntries([...programmes].map(([name, { auditUrl }]) => [name, auditUrl])),
      memoryMb: 512,
      threads: 2,
      retain: 10,
      published,
    };
    const clock = fixedClock(`${people.facts.asOf}T18:00:00Z`);
    const jobs = await openJobs({ database: audit, ledgerKey: randomBytes(32).toString('hex'), clock }, definition);
    return new SnapshotLab(people, audit, programmes, folder, jobs, settings);
  }

  database(name: ProgrammeName): FreshDatabase {
    const found = this.programmes.get(name);
    if (found === undefined) throw new Error(`no database ${name}`);
    return found;
  }

  /** Asks for one, as a command does. */
  request(asOf: string | null = null): Promise<SnapshotRow> {
    return step(this.jobs, '00000000-0000-4000-8000-000000000000', true, (em) => requestSnapshot(em, this.settings, { asOf, now: this.jobs.clock.now(), organisation: null }));
  }

  carryOut(id: string, settings: Partial<SnapshotSettings> = {}, watch?: SnapshotWatcher, abort?: AbortSignal): Promise<boolean> {
    return carryOut(this.jobs, { ...this.settings, ...settings }, id, watch, abort);
  }

  /** A complete one. */
  async take(asOf: string | null = null, settings: Partial<SnapshotSettings> = {}): Promise<SnapshotRow> {
    const { id } = await this.request(asOf);
    await this.carryOut(id, settings);
    return this.row(id);
  }

  async row(id: string): Promise<SnapshotRow> {
    const row = await ofSnapshots(this.jobs, (em) => snapshotById(em, id));
    if (row === null) throw new Error('no such snapshot');
    return row;
  }

  views(row: SnapshotRow): Promise<SnapshotViewRow[]> {
    return ofSnapshots(this.jobs, (em) => viewsOf(em, [row]));
  }

  keyOf({ id, sealedKey }: SnapshotRow): string {
    return openKey(sealedKey ?? '', this.settings.sealingSecret, id);
  }

  /** Files and folders of the snapshots' folder that anybody sees. */
  shown(): string[] {
    return readdirSync(this.folder).filter((name) => !name.startsWith('.reading'));
  }

  isThere(id: string): boolean {
    return existsSync(path.join(this.folder, id));
  }

  /** A process that answers. */
  reader(settings: Partial<SnapshotSettings> = {}): Snapshots {
    const reader = new Snapshots({ ...this.settings, ...settings });
    this.#readers.push(reader);
    return reader;
  }

  #keptReader({ id }: SnapshotRow): Snapshots {
    const reader = this.#kept.get(id) ?? this.reader();
    this.#kept.set(id, reader);
    return reader;
  }

  async use<T>(row: SnapshotRow, work: (session: SnapshotSession) => Promise<T>, reader = this.#keptReader(row), deadlineMs = NOBODY_HURRIES_MS): Promise<T> {
    const done = await reader.use(row, () => Promise.resolve(true), deadlineMs, async (session) => ({ result: await work(session) }));
    if (done === null) throw new Error('it is being deleted');
    return done.result;
  }

  ask<T extends Row>(row: SnapshotRow, sql: string): Promise<T[]> {
    return this.use(row, (session) => session.rows<T>(sql));
  }

  /** The same of its rows in memory, into which they are read by whoever asks first. */
  async useInMemory<T>(row: SnapshotRow, work: (session: SnapshotSession) => Promise<T>): Promise<T> {
    const reading = this.#memories.get(row.id) ?? this.use(row, ({ manifest }) => MemorySnapshot.of(this.settings, manifest));
    this.#memories.set(row.id, reading);
    return (await reading).use(work);
  }

  async close(): Promise<void> {
    for (const memory of this.#memories.values()) (await memory).close();
    await Promise.all(this.#readers.map((reader) => reader.close()));
    await this.jobs.close();
    await Promise.all([this.audit, ...this.programmes.values()].map((database) => database.drop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
