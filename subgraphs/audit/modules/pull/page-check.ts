import type { ChainEnd, LedgerKey } from '../../../shared/ledger/ledger-key.js';
import type { RecordsPage, StatedBeginning, StatedRecord } from '../../../shared/ledger/feed/contract.js';
import { RecordCheck, type StoredRecord } from '../../../shared/ledger/verify/records.js';

/** The first record of a chain that is not as it was written, and in what words. */
export interface Fault {
  readonly seq: number;
  readonly what: string;
}

/** The records of a page that are good, and the first that is not. */
export interface CheckedPage {
  readonly records: readonly StatedRecord[];
  readonly end: ChainEnd;
  readonly fault: Fault | null;
}

const storedOf = (record: StatedRecord): StoredRecord => ({ ...record, hash: Buffer.from(record.hash, 'hex') });

function problemOf(check: RecordCheck, end: ChainEnd, record: StoredRecord): string | null {
  if (record.seq !== end.seq + 1) return 'it is gone';
  return check.problemOfNamed(record) ?? (check.follows(end, record) ? null : 'it was edited, moved, inserted or written without the key');
}

/** Checks a page that follows `end` as it arrives: numbers, hashes, and the seals of what records name. */
export function checkPage(key: LedgerKey, end: ChainEnd, { named, records }: RecordsPage): CheckedPage {
  const check = new RecordCheck(key, 'UNKNOWN');
  check.take(named);
  let last = end;
  for (const [i, record] of records.entries()) {
    const stored = storedOf(record);
    const what = problemOf(check, last, stored);
    if (what !== null) return { records: records.slice(0, i), end: last, fault: { seq: last.seq + 1, what } };
    last = { chain: end.chain, seq: stored.seq, hash: stored.hash };
  }
  return { records, end: last, fault: null };
}

/** Whether the beginning of a chain was written with the key, and is the one that the list of ends named. */
export function isGenuine(key: LedgerKey, chain: number, { kind, at, predecessors, genesis }: StatedBeginning): boolean {
  const ends = predecessors.map(([id, seq, hash]) => ({ chain: id, seq, hash: Buffer.from(hash, 'hex') }));
  return key.genesis({ chain, kind, at: BigInt(at), predecessors: ends }).toString('hex') === genesis;
}
