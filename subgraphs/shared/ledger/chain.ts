import type { LedgerEntry } from './entry.js';
import type { NamedEntry } from './dictionaries.js';
import type { ChainEnd, LedgerKey } from './ledger-key.js';
import { arrayOf, type Count, type Sql } from './sql.js';
import type { SubjectIds } from './subjects.js';

/** What a chain's records are about: answers to reads, changes, or refusals at the gateway. */
export type ChainKind = 'READ' | 'WRITE' | 'DOOR';

/** An entry ready to be chained. */
export interface Chainable extends NamedEntry {
  readonly subjectId: number | null;
}

export const withSubjects = (entries: readonly NamedEntry[], ids: ReadonlyMap<string, number>): Chainable[] =>
  entries.map((one) => ({ ...one, subjectId: one.entry.subject === null ? null : idOf(one.entry.subject, ids) }));

function idOf(iin: string, ids: ReadonlyMap<string, number>): number {
  const id = ids.get(iin);
  if (id === undefined) throw new Error('A subject has no id.');
  return id;
}

/** Ends of all chains that no later chain has told of as they are now. */
const ENDS = `
  with told as (
    select (end_ ->> 0)::int as chain, max((end_ ->> 1)::int) as seq from ledger_chain, jsonb_array_elements(predecessors) as end_ group by 1)
  select c.id as chain, coalesce(r.seq, 0) as seq, encode(coalesce(r.hash, c.genesis), 'hex') as hash
    from ledger_chain c
    left join lateral (select seq, hash from ledger_record where chain = c.id order by seq desc limit 1) r on true
    left join told on told.chain = c.id
   where told.seq is distinct from coalesce(r.seq, 0)
   order by c.id`;

const BEGIN = `
  insert into ledger_chain (id, kind, began_at, predecessors, genesis) values (?, ?, ?::timestamptz, ?::jsonb, decode(?, 'hex'))`;

const APPEND = `
  insert into ledger_record (at, chain, seq, actor, operation, effect, subject, correlation, hash)
  select at, chain, seq, actor, operation, effect, subject, correlation, decode(hash, 'hex')
    from unnest(?::timestamptz[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[], ?::uuid[], ?::text[])
      as appended (at, chain, seq, actor, operation, effect, subject, correlation, hash)`;

/** Nothing at all unless every id still stands for the person it is meant for. */
const APPEND_IF_STILL = `${APPEND}
   where not exists (
     select from unnest(?::int[], ?::text[]) as meant (id, iin)
      where not exists (select from ledger_subject known where known.id = meant.id and known.iin = meant.iin))`;

/** One statement with the records that they are parts of: both are there, or neither. */
const APPEND_DELIVERIES = `
  with records as (${APPEND})
  insert into ledger_delivery (chain, seq, after, up_to, events)
  select chain, seq, after, up_to, events from unnest(?::int[], ?::int[], ?::bigint[], ?::bigint[], ?::int[]) as delivered (chain, seq, after, up_to, events)`;

/** The numbers of a chain are four bytes. */
const LAST_SEQ = 2 ** 31 - 1;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A correlation id that is none of ours is left out: the gateway vouches for it, and it has no place for anything else. */
const correlationOf = ({ correlationId }: LedgerEntry): string | null => (UUID.test(correlationId) ? correlationId : null);

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
const micros = (milliseconds: number): bigint => BigInt(milliseconds) * 1000n;

/** A record with its place. */
type Row = Chainable & ChainEnd;

const columnsOf = <R>(rows: readonly R[], ...cells: readonly ((row: R) => string | number | null)[]): string[] => cells.map((cell) => arrayOf(rows.map(cell)));

const recordColumns = (rows: readonly Row[]): string[] =>
  columnsOf(
    rows,
    ({ entry }) => iso(entry.at),
    ({ chain }) => chain,
    ({ seq }) => seq,
    ({ actor }) => actor?.id ?? null,
    ({ operation }) => operation.id,
    ({ effect }) => effect.id,
    ({ subjectId }) => subjectId,
    ({ entry }) => correlationOf(entry),
    ({ hash }) => hash.toString('hex'),
  );

function deliveryColumns(rows: readonly Row[]): string[] | null {
  const delivered = rows.flatMap(({ chain, seq, entry: { delivery } }) => (delivery === undefined ? [] : [{ chain, seq, ...delivery }]));
  if (delivered.length === 0) return null;
  return columnsOf(delivered, ({ chain }) => chain, ({ seq }) => seq, ({ after }) => after, ({ upTo }) => upTo, ({ events }) => events);
}

/**
 * A chain of records that this process alone appends to: each has the next number, and a hash over its content and the hash
 * before it. It begins with its first record. Where it is not known whether records were committed, the chain is left as it
 * may be and another begins: two records with one number must never come about.
 */
export class Chain {
  #end: ChainEnd | null = null;

  constructor(
    private readonly kind: ChainKind,
    private readonly key: LedgerKey,
    /** Unix time in milliseconds. */
    private readonly now: () => number,
  ) {}

  /** Whether records can be appended by one statement; otherwise a chain begins with them, and that is one transaction. */
  continues(records: number): boolean {
    return this.#end !== null && this.#end.seq + records <= LAST_SEQ;
  }

  /** Writes records behind the last. Where the chain ends by that is for `advance`, once it is committed. */
  async append(sql: Sql, records: readonly Chainable[]): Promise<ChainEnd> {
    const { rows, end } = this.#chained(this.#end !== null && this.continues(records.length) ? this.#end : await this.#begin(sql), records);
    const deliveries = deliveryColumns(rows);
    await (deliveries === null ? sql(APPEND, recordColumns(rows)) : sql(APPEND_DELIVERIES, [...recordColumns(rows), ...deliveries]));
    return end;
  }

  /** The same, by one statement that writes nothing and answers null unless these ids still stand for these people. */
  async appendIfStill(count: Count, records: readonly Chainable[], people: SubjectIds): Promise<ChainEnd | null> {
    if (this.#end === null || records.some(({ entry }) => entry.delivery !== undefined)) return null;
    const { rows, end } = this.#chained(this.#end, records);
    const meant = [arrayOf([...people.values()]), arrayOf([...people.keys()])];
    return (await count(APPEND_IF_STILL, [...recordColumns(rows), ...meant])) === rows.length ? end : null;
  }

  /** The records with their places behind an end. */
  #chained(behind: ChainEnd, records: readonly Chainable[]): { readonly rows: readonly Row[]; readonly end: ChainEnd } {
    let end = behind;
    const rows = records.map((record) => {
      end = this.#following(end, record);
      return { ...record, ...end };
    });
    return { rows, end };
  }

  /** The records up to this end are committed. */
  advance(end: ChainEnd): void {
    this.#end = end;
  }

  /** Whether they are is not known. */
  lose(): void {
    this.#end = null;
  }

  #following({ chain, seq, hash }: ChainEnd, { entry, actor, operation, effect, subjectId }: Chainable): ChainEnd {
    const next = { chain, seq: seq + 1 };
    const content = { ...next, at: micros(entry.at), actor: actor?.seal ?? null, operation: operation.seal, effect: effect.seal, subject: subjectId, correlation: correlationOf(entry), delivery: entry.delivery ?? null };
    return { ...next, hash: this.key.hash(hash, content) };
  }

  async #begin(sql: Sql): Promise<ChainEnd> {
    const [made] = await sql<{ id: number }>(`select nextval('ledger_chain_id_seq')::int as id`, []);
    if (made === undefined) throw new Error('ledger_chain_id_seq has no number.');
    const rows = await sql<{ chain: number; seq: number; hash: string }>(ENDS, []);
    const predecessors = rows.map(({ chain, seq, hash }) => ({ chain, seq, hash: Buffer.from(hash, 'hex') }));
    const at = this.now();
    const hash = this.key.genesis({ chain: made.id, kind: this.kind, at: micros(at), predecessors });
    await sql(BEGIN, [made.id, this.kind, iso(at), JSON.stringify(rows.map(({ chain, seq, hash: end }) => [chain, seq, end])), hash.toString('hex')]);
    return { chain: made.id, seq: 0, hash };
  }
}
