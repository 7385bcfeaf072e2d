import type { Sql } from '../sql.js';
import type { Fault } from './chain-check.js';

/** An end of a chain as somebody else knew it. */
export interface KnownEnd {
  readonly chain: number;
  readonly seq: number;
  /** Of the record, in hexadecimal. */
  readonly hash: string;
  /** What the chain begins with, in hexadecimal. */
  readonly genesis: string;
  /** Who knew it, in words. */
  readonly by: string;
}

/** A chain that is not what somebody else knew. */
export interface Difference {
  readonly chain: number;
  readonly fault: Fault;
}

/** The hash of a record as somebody else has it, in hexadecimal; null where they have none. */
export type HashOf = (chain: number, seq: number) => Promise<string | null>;

async function hashAt(sql: Sql, chain: number, seq: number): Promise<string | null> {
  const [row] = await sql<{ hash: string }>(`select encode(hash, 'hex') as hash from ledger_record where chain = ? and seq = ?`, [chain, seq]);
  return row?.hash ?? null;
}

/** Hashes are chained, so that behind the first record that differs all do. */
async function firstDifference(sql: Sql, theirs: HashOf, chain: number, good: number, bad: number): Promise<number> {
  let [low, high] = [good, bad];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((await theirs(chain, middle)) === (await hashAt(sql, chain, middle))) low = middle;
    else high = middle;
  }
  return high;
}

async function gone(sql: Sql, { chain, seq, by }: KnownEnd): Promise<Fault> {
  const [row] = await sql<{ last: number }>('select coalesce(max(seq), 0)::int as last from ledger_record where chain = ? and seq < ?', [chain, seq]);
  return { seq: (row?.last ?? 0) + 1, what: `it is gone: ${by} knew ${seq} records` };
}

async function compareChain(sql: Sql, ends: readonly KnownEnd[], theirs: HashOf | null): Promise<Fault | null> {
  let good = 0;
  for (const end of ends) {
    const { chain, seq, hash, genesis, by } = end;
    const [row] = await sql<{ genesis: string }>(`select encode(genesis, 'hex') as genesis from ledger_chain where id = ?`, [chain]);
    if (row === undefined) return { seq: 1, what: `its whole chain is gone: ${by} knew ${seq} records` };
    if (row.genesis !== genesis) return { seq: 1, what: `its chain is another than ${by} knew` };
    if (seq === 0) continue;
    const now = await hashAt(sql, chain, seq);
    if (now === null) return gone(sql, end);
    if (now === hash) good = seq;
    else if (theirs !== null) return { seq: await firstDifference(sql, theirs, chain, good, seq), what: `it is not the one that ${by} knew` };
    else return { seq: good + 1, what: good + 1 === seq ? `it is not the one that ${by} knew` : `it is the first that ${by} knew otherwise, or one behind it is, up to record ${seq}` };
  }
  return null;
}

/**
 * Compares a ledger with what somebody else knew of it: finds what was cut off, a chain that was rewritten with the key, and
 * a database that was restored from a backup. `ends` of one chain stand in the order of their numbers. With `theirs` the first
 * record that differs is found; otherwise it lies between two ends.
 */
export async function compareEnds(sql: Sql, ends: readonly KnownEnd[], theirs: HashOf | null = null): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const [chain, own] of Map.groupBy(ends, (end) => end.chain)) {
    const fault = await compareChain(sql, own, theirs);
    if (fault !== null) differences.push({ chain, fault });
  }
  return differences;
}
