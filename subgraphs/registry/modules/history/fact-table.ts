import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Fact } from './fact.js';

type Value = string | null;

/** A table of dated facts: its name, and the columns of its own by the names that code has for them. */
export interface FactTable<T extends Readonly<Record<keyof T, Value>>> {
  readonly name: string;
  readonly columns: { readonly [K in keyof T & string]: string };
}

interface Row {
  readonly id: string;
  readonly valid_from: CivilDate;
  readonly valid_to: CivilDate | null;
  readonly source: string;
  readonly began_by: string | null;
  readonly ended_by: string | null;
  readonly told_at: string;
}

const columnsOf = <T extends Readonly<Record<keyof T, Value>>>({ columns }: FactTable<T>) => Object.entries<string>(columns) as [keyof T & string, string][];

/** A person's facts on the register path, oldest first. The person's row is locked, so nobody changes them meanwhile. */
export async function readFacts<T extends Readonly<Record<keyof T, Value>>>(em: EntityManager, table: FactTable<T>, iin: string): Promise<Fact<T>[]> {
  const own = columnsOf(table);
  const rows = await em.execute<(Row & Record<string, Value>)[]>(
    `select id::text, valid_from, valid_to, source, began_by::text, ended_by::text,
            to_char(coalesce(told_at, recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as told_at, ${own.map(([, column]) => column).join(', ')}
       from ${table.name} where iin = ? and superseded_at is null order by valid_from, valid_to nulls last, id`,
    [iin],
  );
  return rows.map((row) => ({
    id: row.id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
    beganBy: row.began_by,
    endedBy: row.ended_by,
    toldAt: row.told_at,
    is: Object.fromEntries(own.map(([name, column]) => [name, row[column] ?? null])) as T,
  }));
}

/**
 * Makes the table say what `after` does: rows that are gone are superseded, open ones that have an end get it, and
 * facts without a row get one. In this order, since at most one row of some kinds may be open.
 */
export async function writeFacts<T extends Readonly<Record<keyof T, Value>>>(em: EntityManager, table: FactTable<T>, iin: string, before: readonly Fact<T>[], after: readonly Fact<T>[]): Promise<void> {
  const kept = new Map(after.flatMap((fact) => (fact.id === null ? [] : [[fact.id, fact] as const])));
  for (const { id, validTo } of before) {
    const now = id === null ? undefined : kept.get(id);
    if (now === undefined) await updateOne(em, table.name, 'superseded_at = now()', [id]);
    else if (now.validTo !== validTo) await updateOne(em, table.name, 'valid_to = ?, ended_by = ?', [now.validTo, now.endedBy, id]);
  }
  for (const fact of after) if (fact.id === null) await insertFact(em, table, iin, fact);
}

/** Row-level security hides rows from an update without a word. */
async function updateOne(em: EntityManager, table: string, set: string, parameters: readonly Value[]): Promise<void> {
  const rows = await em.execute<object[]>(`update ${table} set ${set} where id = ? returning id`, [...parameters]);
  if (rows.length !== 1) throw new Error(`A row of ${table} was there to read and not to write.`);
}

async function insertFact<T extends Readonly<Record<keyof T, Value>>>(em: EntityManager, table: FactTable<T>, iin: string, fact: Fact<T>): Promise<void> {
  const own = columnsOf(table);
  await em.execute(
    `insert into ${table.name} (iin, valid_from, valid_to, source, began_by, ended_by, told_at, ${own.map(([, column]) => column).join(', ')})
     values (?, ?, ?, ?, ?, ?, ?, ${own.map(() => '?').join(', ')})`,
    [iin, fact.validFrom, fact.validTo, fact.source, fact.beganBy, fact.endedBy, fact.toldAt, ...own.map(([name]) => fact.is[name])],
  );
}
