import path from 'node:path';
import { PROGRAMMES } from '../shared/access/viewer.js';
import { DATABASE_NAMES, type DatabaseName } from '../shared/database/roles.js';
import { EnvironmentError, EnvironmentReader, readSubgraphEnvironment, variableName, type Environment, type FeedSource, type SubgraphEnvironment } from '../shared/environment.js';
import { readSigner } from '../shared/ledger/checkpoint/key.js';
import { SNAPSHOT_DEFAULTS, type SnapshotSettings } from './modules/snapshot/settings.js';

/** Where a ledger is pulled from, and what it is verified with. */
export interface LedgerSettings extends FeedSource {
  /** `LEDGER_KEY_<SOURCE>`: the secret that the source chains its records with. */
  readonly ledgerKey: string;
}

/** What snapshots are taken with, but for the process's own database. */
export type GivenSnapshots = Omit<SnapshotSettings, 'databaseUrl'>;

/** What audit's process reads besides what every subgraph does. */
export interface AuditEnvironment extends SubgraphEnvironment {
  /** `FEED_<SOURCE>_URL`, `FEED_<SOURCE>_KEY`: whose ledgers are pulled besides audit's own. */
  readonly ledgers: Readonly<Partial<Record<DatabaseName, LedgerSettings>>>;
  /** `LEDGER_INTERVAL_MS`: pause between two rounds over a ledger, longer than a feed's: a page costs much the same whether it has one record or hundreds. */
  readonly ledgerIntervalMs: number;
  /** `CHECKPOINT_KEY`: the private key (JWK, Ed25519) that checkpoints are signed with. */
  readonly checkpointKey: string;
  /** `SNAPSHOTS` and what belongs to it; undefined without it: then no snapshots are taken, and none are answered from. */
  readonly snapshots: GivenSnapshots | undefined;
}

function readLedger(reader: EnvironmentReader, name: DatabaseName): LedgerSettings | undefined {
  const part = variableName(name);
  if (name === 'audit' || reader.optional(`FEED_${part}_URL`) === undefined) return undefined;
  return { url: reader.url(`FEED_${part}_URL`).replace(/\/+$/, ''), key: reader.secret(`FEED_${part}_KEY`), ledgerKey: reader.secret(`LEDGER_KEY_${part}`) };
}

function readSources(reader: EnvironmentReader): SnapshotSettings['sources'] {
  const urls = PROGRAMMES.map((name) => [name, `EXPORT_${variableName(name)}_URL`] as const).filter(([, variable]) => reader.has(variable));
  return Object.fromEntries(urls.map(([name, variable]) => [name, reader.database(variable)]));
}

/** `SNAPSHOTS`: the folder of auditors' snapshots; `SNAPSHOT_KEY`: the secret that their keys are sealed under; `EXPORT_<SOURCE>_URL`: where their rows are read. */
export function readSnapshots(reader: EnvironmentReader): GivenSnapshots | undefined {
  const folder = reader.optional('SNAPSHOTS');
  if (folder === undefined) return undefined;
  return {
    folder: path.resolve(folder),
    sealingSecret: reader.secret('SNAPSHOT_KEY'),
    sources: readSources(reader),
    memoryMb: reader.integer('SNAPSHOT_MEMORY_MB', SNAPSHOT_DEFAULTS.memoryMb, 256, 1_048_576),
    threads: reader.integer('SNAPSHOT_THREADS', SNAPSHOT_DEFAULTS.threads, 1, 256),
    retain: reader.integer('SNAPSHOT_RETAIN', SNAPSHOT_DEFAULTS.retain, 1, 1_000),
  };
}

/** Reads and checks every variable of audit (see README.md); throws `EnvironmentError` naming the first wrong one. */
export function readAuditEnvironment(env: Environment = process.env): AuditEnvironment {
  const reader = new EnvironmentReader(env);
  const ledgers = DATABASE_NAMES.map((name) => [name, readLedger(reader, name)] as const);
  return {
    ...readSubgraphEnvironment(env),
    ledgers: Object.fromEntries(ledgers.filter(([, found]) => found !== undefined)),
    ledgerIntervalMs: reader.integer('LEDGER_INTERVAL_MS', 3_000, 10, 60_000),
    checkpointKey: reader.confidential('CHECKPOINT_KEY'),
    snapshots: readSnapshots(reader),
  };
}

/** The signer of a checkpoint key; throws `EnvironmentError`, which never repeats the key. */
export const signerOf = (key: string) =>
  readSigner(key).catch(() => {
    throw new EnvironmentError('CHECKPOINT_KEY must be the private JWK of an Ed25519 key.');
  });
