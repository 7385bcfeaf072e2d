import type { EntityManager } from '@mikro-orm/postgresql';
import type { LedgerKey } from './ledger-key.js';
import { arrayOf, sqlIn, type Sql } from './sql.js';

/** Lets a transaction under way at the ledger's tables. */
export const openLedger = (sql: Sql): Promise<unknown> => sql(`select set_config('app.ledger', 'open', true)`, []);

/** The same for its last statements, none of which may take longer: a ledger that hangs must not hold the write and its connection. */
export const openLedgerFor = (sql: Sql, milliseconds: number): Promise<unknown> =>
  sql(`select set_config('app.ledger', 'open', true), set_config('statement_timeout', ?, true)`, [String(milliseconds)]);

const closeLedger = (sql: Sql): Promise<unknown> => sql(`select set_config('app.ledger', '', true)`, []);

const KNOWN = 'select iin, min(id) as id from ledger_subject where iin = any (?::text[]) group by iin';

const ADD = `
  insert into ledger_subject (id, iin, seal)
  select id, iin, decode(seal, 'hex') from unnest(?::int[], ?::text[], ?::text[]) as added (id, iin, seal)`;

export type SubjectIds = ReadonlyMap<string, number>;

/** The ids under which people stand in records, of those who have one. Asked anew every time, since a replaced IIN changes what an id means. */
export async function knownIds(sql: Sql, iins: readonly string[]): Promise<SubjectIds> {
  if (iins.length === 0) return new Map();
  const known = await sql<{ iin: string; id: number }>(KNOWN, [arrayOf([...new Set(iins)])]);
  return new Map(known.map(({ iin, id }) => [iin, id]));
}

/**
 * The known ids, and new ones for those of these people who have none. Two who add the same person at once leave two ids for
 * one IIN, and neither waits for the other.
 */
export async function addIds(sql: Sql, key: LedgerKey, iins: readonly string[], known: SubjectIds): Promise<SubjectIds> {
  const missing = [...new Set(iins)].filter((iin) => !known.has(iin));
  if (missing.length === 0) return known;
  const fresh = await sql<{ id: number }>(`select nextval('ledger_subject_id_seq')::int as id from generate_series(1, ?::int)`, [missing.length]);
  const added = missing.flatMap((iin, i) => fresh.slice(i, i + 1).map(({ id }) => ({ id, iin })));
  await sql(ADD, [arrayOf(added.map(({ id }) => id)), arrayOf(missing), arrayOf(added.map(({ id, iin }) => sealOf(key, id, iin).toString('hex')))]);
  return new Map([...known, ...added.map(({ id, iin }) => [iin, id] as const)]);
}

/** The ids of all these people; whoever has none gets one. */
export const subjectIds = async (sql: Sql, key: LedgerKey, iins: readonly string[]): Promise<SubjectIds> => addIds(sql, key, iins, await knownIds(sql, iins));

/** The seal of a person's row; without it anybody with the database could move one child's records to another. */
export const sealOf = (key: LedgerKey, id: number, iin: string): Buffer => key.seal('subject', [id, iin]);

/** The key of each pool of connections. A transaction in a transaction has an EntityManager of its own, but the same configuration. */
const keys = new WeakMap<object, LedgerKey>();

/** Says which key belongs to the database that an EntityManager is for. */
export const bindLedger = (em: EntityManager, key: LedgerKey): void => void keys.set(em.config, key);

/** The key of the database that an EntityManager is for. */
export function ledgerKeyOf(em: EntityManager): LedgerKey {
  const key = keys.get(em.config);
  if (key === undefined) throw new Error('An EntityManager of no database that was opened with a key.');
  return key;
}

const REPLACE = `
  update ledger_subject set iin = ?, seal = decode(replaced.seal, 'hex')
    from unnest(?::int[], ?::text[]) as replaced (id, seal) where ledger_subject.id = replaced.id`;

/**
 * Gives everything that the ledger has under one IIN to another, in the transaction of a write or of a feed's event: after
 * it nothing is under the old one, and the new one has the records of both. No record changes, so no chain does.
 */
export async function replaceSubject(em: EntityManager, oldIin: string, newIin: string): Promise<void> {
  const key = keys.get(em.config);
  if (key === undefined || !em.isInTransaction()) throw new Error('An IIN is replaced in a transaction of RequestDatabase.write or Database.feeds.');
  const sql = sqlIn(em);
  await openLedger(sql);
  const rows = await sql<{ id: number }>('select id from ledger_subject where iin = ? for update', [oldIin]);
  const seals = rows.map(({ id }) => sealOf(key, id, newIin).toString('hex'));
  if (rows.length > 0) await sql(REPLACE, [newIin, arrayOf(rows.map(({ id }) => id)), arrayOf(seals)]);
  await closeLedger(sql);
}
