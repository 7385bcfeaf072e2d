import type { ChainEnd, LedgerKey, Sealed } from '../ledger-key.js';
import type { Delivery } from '../entry.js';
import { ACTORS, EFFECTS, OPERATIONS } from '../dictionaries.js';
import type { Sql } from '../sql.js';
import { SealedRows, SUBJECTS, type StoredRow } from './sealed-rows.js';

/** A record as the database has it. */
export interface StoredRecord {
  readonly seq: number;
  /** Microseconds; text, because it is longer than a JS number is exact. */
  readonly at: string;
  readonly actor: number | null;
  readonly operation: number;
  readonly effect: number;
  readonly subject: number | null;
  readonly correlation: string | null;
  readonly delivery: Delivery | null;
  readonly hash: Buffer;
}

const RECORD = `
  select r.seq, (extract(epoch from r.at) * 1000000)::bigint::text as at, r.actor, r.operation, r.effect, r.subject, r.correlation::text as correlation, r.hash,
         case when d.seq is not null then json_build_object('after', d.after, 'upTo', d.up_to, 'events', d.events) end as delivery
    from ledger_record r left join ledger_delivery d on d.chain = r.chain and d.seq = r.seq`;

const PAGE_SIZE = 5_000;

/** Both ends are given, so that a page costs what it holds, whatever the planner believes of a table that nobody has analysed. */
const PAGE = `${RECORD} where r.chain = ? and r.seq > ? and r.seq <= ?::bigint order by r.seq`;
const NEXT = `${RECORD} where r.chain = ? and r.seq = (select min(seq) from ledger_record where chain = ? and seq > ?)`;

/** Records of a chain behind a number, in order; none when there is none. Where some are missing it is the next that there is. */
export async function readPage(sql: Sql, chain: number, after: number, size: number = PAGE_SIZE): Promise<StoredRecord[]> {
  const page = await sql<StoredRecord>(PAGE, [chain, after, after + size]);
  return page.length > 0 ? page : readNext(sql, chain, after);
}

export const readNext = (sql: Sql, chain: number, after: number): Promise<StoredRecord[]> => sql<StoredRecord>(NEXT, [chain, chain, after]);

/** Works out what a record's hash must be, by everything that it names as that is now. */
export class RecordCheck {
  readonly #actors: SealedRows;
  readonly #operations: SealedRows;
  readonly #effects: SealedRows;
  readonly #subjects: SealedRows;

  constructor(
    private readonly key: LedgerKey,
    /** Whether the rows of the people behind actors are at hand, too. */
    private readonly persons: 'KNOWN' | 'UNKNOWN' = 'KNOWN',
  ) {
    this.#actors = new SealedRows(ACTORS, key);
    this.#operations = new SealedRows(OPERATIONS, key);
    this.#effects = new SealedRows(EFFECTS, key);
    this.#subjects = new SealedRows(SUBJECTS, key);
  }

  async prepare(sql: Sql, page: readonly StoredRecord[]): Promise<void> {
    await this.#actors.prepare(sql, page.map(({ actor }) => actor));
    await this.#operations.prepare(sql, page.map(({ operation }) => operation));
    await this.#effects.prepare(sql, page.map(({ effect }) => effect));
    await this.#subjects.prepare(sql, page.flatMap(({ actor, subject }) => [subject, this.#personOf(actor)]));
  }

  /** Puts what records name at hand that came with them. */
  take({ actor, operation, effect, subject }: Readonly<Record<Sealed, readonly StoredRow[]>>): void {
    this.#actors.take(actor);
    this.#operations.take(operation);
    this.#effects.take(effect);
    this.#subjects.take(subject);
  }

  /** What is wrong with what the record names, in words; null when all of it is there as it was written. */
  problemOfNamed({ actor, operation, effect, subject }: StoredRecord): string | null {
    const named = [
      ['ledger_actor', this.#actors, actor],
      ['ledger_subject', this.#subjects, this.#personOf(actor)],
      ['ledger_operation', this.#operations, operation],
      ['ledger_effect', this.#effects, effect],
      ['ledger_subject', this.#subjects, subject],
    ] as const;
    for (const [table, rows, id] of named) {
      const row = id === null ? undefined : rows.get(id);
      if (row === null) return `${table} ${id}, which it names, is gone`;
      if (row?.intact === false) return `${table} ${id}, which it names, was edited`;
    }
    return null;
  }

  /** Whether the record has the hash that it must have behind `previous`; everything it names must be intact. */
  follows(previous: ChainEnd, record: StoredRecord): boolean {
    const { seq, at, actor, operation, effect, subject, correlation, delivery, hash } = record;
    const content = { chain: previous.chain, seq, at: BigInt(at), actor: actor === null ? null : this.#sealOf(this.#actors, actor), operation: this.#sealOf(this.#operations, operation), effect: this.#sealOf(this.#effects, effect), subject, correlation, delivery };
    return this.key.hash(previous.hash, content).equals(hash);
  }

  #personOf(actor: number | null): number | null {
    return actor === null || this.persons === 'UNKNOWN' ? null : (this.#actors.get(actor)?.person ?? null);
  }

  #sealOf(rows: SealedRows, id: number): Buffer {
    return rows.get(id)?.seal ?? Buffer.alloc(0);
  }
}
