import type { EntityManager } from '@mikro-orm/postgresql';
import { textArray } from '../database/text-array.js';
import { replaceSubject } from '../ledger/subjects.js';
import { forgetIin } from '../mutation/idempotency.js';
import type { Apply } from './consume.js';
import type { AnyData, FeedEvent } from './contract.js';
import { WHOLE_COUNTRY, withSettings } from './settings.js';

/**
 * The event that a replaced IIN is told by, in whatever feed. Until every consumer has applied it, each keeps it, because a third
 * programme may still speak of the person by the old key; then `IIN_SEALED` follows, and nobody keeps anything that links the two.
 */
export const IIN_REPLACED = 'IIN_REPLACED';
export const IIN_SEALED = 'IIN_SEALED';

/** A person's old key and the new one. */
export interface Replacement {
  readonly oldIin: string;
  readonly newIin: string;
}

/** A column that holds a person's IIN. */
export interface IinColumn {
  readonly table: string;
  readonly column: string;
  /**
   * True for a table that holds the state which the last event of a feed led to: where rows of the new key are there already, they
   * are later than those of the old one, which go. Elsewhere rows are facts of their own, and all of them move.
   */
  readonly state?: true;
  /**
   * For a table of pairs, of which each is there once: the column of the other person, and which rows must be so. What the new key
   * has already, or would make a pair with itself, is not moved and goes.
   */
  readonly pair?: { readonly with: string; readonly among: string };
}

/** Where a subgraph's own tables hold IINs. The tables of the feeds are known; a test compares the rest with the database. */
export interface IinColumns {
  readonly columns: readonly IinColumn[];
  /** Columns of a type or name that could hold one, as `table.column`, and do not, or that nothing needs to be done about. */
  readonly without: readonly string[];
}

/** The same for the tables that every subgraph has: those of the feeds, the ledger and the idempotency keys. */
export const SHARED_IINS: readonly string[] = ['inbox.subjects', 'inbox.data', 'outbox.subjects', 'outbox.data', 'ledger_subject.iin', 'idempotency.names'];
export const SHARED_WITHOUT: readonly string[] = ['feed_consumer.parked', 'idempotency.reference', 'ledger_effect.fields', 'ledger_chain.predecessors'];

async function moveColumn(em: EntityManager, { table, column, state, pair }: IinColumn, { oldIin, newIin }: Replacement): Promise<void> {
  if (state === true) {
    await em.execute(`delete from ${table} where ${column} = ? and exists (select 1 from ${table} where ${column} = ?)`, [oldIin, newIin]);
  }
  if (pair !== undefined) {
    await em.execute(
      `delete from ${table} t where ${column} = ? and (${pair.with} = ?
         or (${pair.among} and exists (select 1 from ${table} there where there.${column} = ? and there.${pair.with} = t.${pair.with} and there.${pair.among})))`, [oldIin, newIin, newIin]);
  }
  await em.execute(`update ${table} set ${column} = ? where ${column} = ?`, [newIin, oldIin]);
}

/** In a table of events: among the subjects, and wherever the data names the person; but not in what tells of the replacement. */
const moveEvents = (table: 'inbox' | 'outbox', returning: string): string => `
  update ${table} set subjects = array_replace(subjects, ?, ?), data = replace(data::text, ?, ?)::jsonb
   where subjects @> array[?] and not (type = '${IIN_REPLACED}' and data ->> 'oldIin' = ?) ${returning}`;

const eventParameters = ({ oldIin, newIin }: Replacement): string[] => [oldIin, newIin, `"${oldIin}"`, `"${newIin}"`, oldIin, oldIin];

/** What is parked for want of the new key may go through now. */
async function moveInbox(em: EntityManager, replacement: Replacement): Promise<void> {
  const moved = await em.execute<{ feed: string; state: string }[]>(moveEvents('inbox', 'returning feed, state'), eventParameters(replacement));
  const parked = new Set(moved.filter(({ state }) => state === 'PARKED').map(({ feed }) => feed));
  for (const feed of parked) await em.execute('update feed_cursor set retry = true where feed = ?', [feed]);
}

const IINS = `hashtextextended('replaced IINs', 0)`;

/**
 * Nobody's IIN is replaced until the transaction ends: for a batch that writes about many people by the keys that it has read. What a
 * replacement finds is what is committed, and it would leave the batch's rows under a key that nobody has. To be held before anything
 * else, since a replacement holds people's rows.
 */
export const keepIins = (em: EntityManager): Promise<unknown> => em.execute(`select pg_advisory_xact_lock_shared(${IINS})`);

/**
 * Gives everything that a subgraph holds about a person to the person's new key; a second time there is nothing left to do.
 * `outbox` says whether what the subgraph has told others follows too: everywhere but at the owner of the replacement, whose
 * consumers must first read the earlier events by the key they know (see seal.ts).
 */
export function replaceIin(em: EntityManager, { columns }: IinColumns, replacement: Replacement, { outbox }: { readonly outbox: boolean }): Promise<void> {
  return withSettings(em, WHOLE_COUNTRY, async () => {
    await em.execute(`select pg_advisory_xact_lock(${IINS})`);
    for (const column of columns) await moveColumn(em, column, replacement);
    await replaceSubject(em, replacement.oldIin, replacement.newIin);
    await forgetIin(em, replacement.oldIin);
    await moveInbox(em, replacement);
    if (outbox) await em.execute(moveEvents('outbox', ''), eventParameters(replacement));
  });
}

/** Old key → new key of those among some people whose replacement is not sealed yet, at whichever end of a feed it stands. */
export async function openReplacements(em: EntityManager, subjects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const told = (table: string): string =>
    `select data ->> 'oldIin' as old, data ->> 'newIin' as new from ${table} where type = '${IIN_REPLACED}' and data <> '{}' and subjects && ?::text[]`;
  const rows = await em.execute<{ old: string; new: string }[]>(`${told('inbox')} and state = 'APPLIED' union ${told('outbox')}`, [textArray(subjects), textArray(subjects)]);
  return new Map(rows.map((row) => [row.old, row.new]));
}

/** An event about people under the keys they have now. */
export function underNewKeys<E extends FeedEvent>(event: E, replaced: ReadonlyMap<string, string>): E {
  const old = event.type === IIN_REPLACED ? [] : event.subjects.filter((subject) => replaced.has(subject));
  if (old.length === 0) return event;
  const data = old.reduce((text, iin) => text.replaceAll(`"${iin}"`, `"${replaced.get(iin) ?? iin}"`), JSON.stringify(event.data));
  return { ...event, subjects: event.subjects.map((subject) => replaced.get(subject) ?? subject), data: JSON.parse(data) as AnyData };
}

/** The handler of IIN_REPLACED for every consumer. */
export const replacesIins = (iins: IinColumns): Apply<Replacement> => async (em, events) => {
  for (const { data } of events) await replaceIin(em, iins, data, { outbox: true });
};

/** What the replacements that are to be sealed now have linked. */
const SEALED = `select data ->> 'oldIin' as "oldIin", data ->> 'newIin' as "newIin" from inbox where type = '${IIN_REPLACED}' and data <> '{}' and event_id = any (?::uuid[])`;

/**
 * The handler of IIN_SEALED for every consumer. A request that was being answered when the replacement was applied may have left
 * its record, and what it wrote, under the old key after that; nobody could find it by the new one any more.
 */
export const sealsIins = (iins: IinColumns): Apply<{ readonly replacement: string }> => async (em, events) => {
  const replacements = textArray(events.map(({ data }) => data.replacement));
  for (const replacement of await em.execute<Replacement[]>(SEALED, [replacements])) await replaceIin(em, iins, replacement, { outbox: true });
  await em.execute(`update inbox set data = '{}', subjects = '{}' where type = '${IIN_REPLACED}' and event_id = any (?::uuid[])`, [replacements]);
};
