import { DATABASE_NAMES, type DatabaseName } from '../shared/database/roles.js';
import { EnvironmentError, EnvironmentReader, readSubgraphEnvironment, variableName, type Environment, type FeedSource, type SubgraphEnvironment } from '../shared/environment.js';
import { readSigner } from '../shared/ledger/checkpoint/key.js';

/** Where a ledger is pulled from, and what it is verified with. */
export interface LedgerSettings extends FeedSource {
  /** `LEDGER_KEY_<SOURCE>`: the secret that the source chains its records with. */
  readonly ledgerKey: string;
}

/** What audit's process reads besides what every subgraph does. */
export interface AuditEnvironment extends SubgraphEnvironment {
  /** `FEED_<SOURCE>_URL`, `FEED_<SOURCE>_KEY`: whose ledgers are pulled besides audit's own. */
  readonly ledgers: Readonly<Partial<Record<DatabaseName, LedgerSettings>>>;
  /** `LEDGER_INTERVAL_MS`: pause between two rounds over a ledger, longer than a feed's: a page costs much the same whether it has one record or hundreds. */
  readonly ledgerIntervalMs: number;
  /** `CHECKPOINT_KEY`: the private key (JWK, Ed25519) that checkpoints are signed with. */
  readonly checkpointKey: string;
}

function readLedger(reader: EnvironmentReader, name: DatabaseName): LedgerSettings | undefined {
  const part = variableName(name);
  if (name === 'audit' || reader.optional(`FEED_${part}_URL`) === undefined) return undefined;
  return { url: reader.url(`FEED_${part}_URL`).replace(/\/+$/, ''), key: reader.secret(`FEED_${part}_KEY`), ledgerKey: reader.secret(`LEDGER_KEY_${part}`) };
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
  };
}

/** The signer of a checkpoint key; throws `EnvironmentError`, which never repeats the key. */
export const signerOf = (key: string) =>
  readSigner(key).catch(() => {
    throw new EnvironmentError('CHECKPOINT_KEY must be the private JWK of an Ed25519 key.');
  });
