import type { ChainEnd } from '../ledger-key.js';
import type { Sql } from '../sql.js';
import { readNext, readPage, type RecordCheck, type StoredRecord } from './records.js';

/** The first record of a chain that is not as it was written. */
export interface Fault {
  readonly seq: number;
  readonly what: string;
}

export interface ChainVerdict {
  /** Records found good. */
  readonly records: number;
  readonly fault: Fault | null;
}

const EDITED = 'it was edited';
const FOREIGN = 'it was moved, inserted or written without the key';
const LAST = 'it was edited, or added without the key';
const GONE = 'it is gone';

/** Follows a chain from its genesis, page by page, to its end or to the first record that is not as it was written. */
export async function checkChain(sql: Sql, genesis: ChainEnd, check: RecordCheck): Promise<ChainVerdict> {
  let end = genesis;
  let page = await readPage(sql, end.chain, 0);
  while (page.length > 0) {
    await check.prepare(sql, page);
    for (const record of page) {
      const what = problemOf(end, record, check) ?? (check.follows(end, record) ? null : await suspicionOf(sql, end, record, check));
      if (what !== null) return { records: end.seq, fault: { seq: record.seq > end.seq + 1 ? end.seq + 1 : record.seq, what } };
      end = { chain: end.chain, seq: record.seq, hash: record.hash };
    }
    page = await readPage(sql, end.chain, end.seq);
  }
  return { records: end.seq, fault: null };
}

const problemOf = (end: ChainEnd, record: StoredRecord, check: RecordCheck): string | null =>
  record.seq === end.seq + 1 ? check.problemOfNamed(record) : GONE;

/** What may have become of a record that has not the hash it must have. What comes behind an edited one still follows from the hash that it was given. */
async function suspicionOf(sql: Sql, { chain }: ChainEnd, { seq, hash }: StoredRecord, check: RecordCheck): Promise<string> {
  const [next] = await readNext(sql, chain, seq);
  if (next === undefined) return LAST;
  await check.prepare(sql, [next]);
  return problemOf({ chain, seq, hash }, next, check) === null && check.follows({ chain, seq, hash }, next) ? EDITED : FOREIGN;
}
