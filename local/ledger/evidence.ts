import { readFileSync } from 'node:fs';
import { SOURCE_NUMBERS } from '../../subgraphs/audit/modules/source/source.js';
import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';
import { CheckpointRefused, checkpointsIn, openCheckpoints, statedKey, type CheckpointContent } from '../../subgraphs/shared/ledger/checkpoint/checkpoint.js';
import { publicKeyOf } from '../../subgraphs/shared/ledger/checkpoint/key.js';
import { sqlOn } from '../../subgraphs/shared/ledger/sql.js';
import { compareEnds, type Difference, type HashOf, type KnownEnd } from '../../subgraphs/shared/ledger/verify/compare.js';
import type { Client } from 'pg';
import { StartFailure } from '../failure.js';

/** What somebody else knows of ledgers, to compare them with. */
export type Evidence = (name: string, ledger: Client) => Promise<Difference[]>;

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartFailure(`${file}: ${(error as Error).message}`);
  }
}

function keyIn(file: string): ReturnType<typeof publicKeyOf> {
  try {
    return publicKeyOf(read(file));
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(`${file}: it must be the JWK of an Ed25519 key.`);
  }
}

const endsOf = (name: string, contents: readonly CheckpointContent[]): KnownEnd[] =>
  contents.flatMap(({ day, number, sources }) => (sources[name]?.chains ?? []).map(([chain, seq, hash, genesis]) => ({ chain, seq, hash, genesis, by: `checkpoint ${number} of ${day}` })));

/**
 * A file of checkpoints, opened with the key that another body was given, or else with the one that the checkpoints state
 * themselves: then `report` says so. Throws `StartFailure` for what is no such file, or not signed with the key.
 */
export async function checkpointEvidence(file: string, keyFile: string | undefined, report: (line: string) => void): Promise<Evidence> {
  try {
    const all = checkpointsIn(read(file));
    const key = keyFile === undefined ? statedKey(all.at(-1) ?? '') : keyIn(keyFile);
    const contents = await openCheckpoints(all, key);
    report(`${file}: ${contents.length} checkpoint${contents.length === 1 ? '' : 's'} up to ${contents.at(-1)?.day}, signed with the key ${key.x ?? ''}${keyFile === undefined ? ', which they state themselves: compare it, or give it with --key' : ''}`);
    return (name, ledger) => compareEnds(sqlOn(ledger), endsOf(name, contents));
  } catch (error) {
    throw error instanceof CheckpointRefused ? new StartFailure(`${file}: ${error.message}.`) : error;
  }
}

interface CopyEnd {
  readonly chain: number;
  readonly seq: number;
  readonly hash: string;
  readonly genesis: string;
}

const COPIED = `select chain, seq, encode(hash, 'hex') as hash, encode(genesis, 'hex') as genesis from source_chain where source = $1 and kind <> 'UNKNOWN' order by chain`;

/** Audit's own copy of ledgers, in its database: with it the first record that differs is found. */
export const copyEvidence = (audit: Client): Evidence => async (name, ledger) => {
  const source = SOURCE_NUMBERS[name as DatabaseName];
  await audit.query(`set app.feeds = 'open'`);
  const { rows } = await audit.query<CopyEnd>(COPIED, [source]);
  const theirs: HashOf = async (chain, seq) =>
    (await audit.query<{ hash: string }>(`select encode(hash, 'hex') as hash from access_record where source = $1 and chain = $2 and seq = $3`, [source, chain, seq])).rows[0]?.hash ?? null;
  return compareEnds(sqlOn(ledger), rows.map((end) => ({ ...end, by: 'audit' })), theirs);
};
