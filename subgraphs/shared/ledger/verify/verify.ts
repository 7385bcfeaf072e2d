import type { ClientBase } from 'pg';
import type { ChainEnd, LedgerKey } from '../ledger-key.js';
import { sqlOn, type Sql } from '../sql.js';
import { checkChain, type Fault } from './chain-check.js';
import { RecordCheck } from './records.js';

/** How one chain of a ledger was found. */
export interface ChainReport {
  readonly chain: number;
  /** Null where the beginning of the chain is gone. */
  readonly kind: string | null;
  readonly beganAt: Date | null;
  /** Records that are as they were written, counted from the first. */
  readonly records: number;
  /** The first that is not. */
  readonly fault: Fault | null;
}

interface StoredChain {
  readonly id: number;
  readonly kind: string;
  readonly began_at: Date;
  readonly at: string;
  readonly predecessors: readonly (readonly [chain: number, seq: number, hash: string])[];
  readonly genesis: Buffer;
}

const CHAINS = `
  select id, kind, began_at, (extract(epoch from began_at) * 1000000)::bigint::text as at, predecessors, genesis from ledger_chain order by id`;

/** Chains that have records, found by jumping from each to the next. */
const WITH_RECORDS = `
  with recursive chains as (
    select min(chain) as id from ledger_record
    union all select (select min(chain) from ledger_record where chain > chains.id) from chains where id is not null)
  select id from chains where id is not null order by id`;

/** An end of an earlier chain, as a later one knew it. */
interface Claim extends ChainEnd {
  readonly by: number;
}

/**
 * Checks every chain of one database's ledger against the key, in one snapshot and in memory that does not grow with the
 * ledger, while the process goes on writing. Chains come in the order they began in.
 */
export async function* verifyLedger(client: ClientBase, key: LedgerKey): AsyncGenerator<ChainReport> {
  const sql = sqlOn(client);
  await sql('begin transaction isolation level repeatable read, read only', []);
  const chains = new Map((await sql<StoredChain>(CHAINS, [])).map((chain) => [chain.id, chain]));
  const withRecords = await sql<{ id: number }>(WITH_RECORDS, []);
  const claims = claimsOf([...chains.values()].filter((chain) => isGenuine(chain, key)));
  const ids = new Set([...chains.keys(), ...withRecords.map(({ id }) => id), ...claims.keys()]);
  const check = new RecordCheck(key);
  for (const id of [...ids].sort((a, b) => a - b)) yield await reportOn(sql, id, chains.get(id), claims.get(id) ?? [], check, key);
  await sql('commit', []);
}

const endsOf = ({ predecessors }: StoredChain): ChainEnd[] => predecessors.map(([chain, seq, hash]) => ({ chain, seq, hash: Buffer.from(hash, 'hex') }));

const isGenuine = (chain: StoredChain, key: LedgerKey): boolean =>
  key.genesis({ chain: chain.id, kind: chain.kind, at: BigInt(chain.at), predecessors: endsOf(chain) }).equals(chain.genesis);

function claimsOf(chains: readonly StoredChain[]): ReadonlyMap<number, readonly Claim[]> {
  return Map.groupBy(chains.flatMap((chain) => endsOf(chain).map((end): Claim => ({ ...end, by: chain.id }))), ({ chain }) => chain);
}

async function reportOn(sql: Sql, id: number, chain: StoredChain | undefined, claims: readonly Claim[], check: RecordCheck, key: LedgerKey): Promise<ChainReport> {
  const known = { chain: id, kind: chain?.kind ?? null, beganAt: chain?.began_at ?? null };
  if (chain === undefined) return { ...known, records: 0, fault: { seq: 1, what: 'the beginning of its chain is gone' } };
  if (!isGenuine(chain, key)) return { ...known, records: 0, fault: { seq: 1, what: 'the beginning of its chain was edited, or written without the key' } };
  const verdict = await checkChain(sql, { chain: id, seq: 0, hash: chain.genesis }, check);
  const cut = verdict.fault === null ? await cutOff(sql, chain, verdict.records, claims) : null;
  return { ...known, records: verdict.records, fault: verdict.fault ?? cut };
}

/**
 * Records behind the last one that there is have been taken away: a later chain tells how far this one had come, or a part of
 * one was left behind.
 */
async function cutOff(sql: Sql, chain: StoredChain, records: number, claims: readonly Claim[]): Promise<Fault | null> {
  const [delivery] = await sql<{ seq: number }>('select seq from ledger_delivery where chain = ? order by seq desc limit 1', [chain.id]);
  if (delivery !== undefined && delivery.seq > records) return { seq: records + 1, what: `it is gone: what record ${delivery.seq} delivered is still there` };
  for (const { seq, hash, by } of claims) {
    if (seq > records) return { seq: records + 1, what: `it is gone: when chain ${by} began, this one had ${seq} records` };
    const [found] = seq === 0 ? [chain] : await sql<{ hash: Buffer }>('select hash from ledger_record where chain = ? and seq = ?', [chain.id, seq]);
    const now = found === undefined ? null : 'genesis' in found ? found.genesis : found.hash;
    if (now?.equals(hash) !== true) return { seq: Math.max(seq, 1), what: `it is not the one that chain ${by} knew` };
  }
  return null;
}
