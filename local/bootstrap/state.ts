import type { Client } from 'pg';
import type { DemoFamily } from '../data/run-state.js';
import type { LocalFacts } from '../population/facts.js';

/** How far a database is with its synthetic population. */
export interface SeedState {
  readonly facts: LocalFacts;
  readonly demo: DemoFamily;
  /** Blocks of households loaded so far, counted from the first. */
  readonly blocks: number;
  readonly children: number;
  /** Those of them whom the ministry knows. */
  readonly known: number;
  /** Rows loaded so far, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Rows that were there before the first of them, by table. */
  readonly before: Readonly<Record<string, number>>;
  readonly done: boolean;
}

/** Something that was taken from a table for the time of a bulk load, and how it comes back. */
export interface Dropped {
  readonly table: string;
  /** Name of the index or of the constraint. */
  readonly name: string;
  /** Tables whose rows are looked at when it comes back. */
  readonly tables: readonly string[];
  readonly restore: string;
}

/** What `local.state` of one database says; null for what it does not say. */
export interface LocalState {
  /** Fingerprint of the migrations that were last brought to this database. */
  readonly migrations: string | null;
  readonly seed: SeedState | null;
  /** What a bulk load has dropped and not restored yet, in the order in which it must come back. */
  readonly dropped: readonly Dropped[] | null;
}

/** Reads what was done to a database, in one statement. */
export async function readState(client: Client): Promise<LocalState> {
  const { rows } = await client.query<{ key: string; value: unknown }>('select key, value from local.state');
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const read = <K extends keyof LocalState>(key: K): LocalState[K] | null => (values.get(key) as LocalState[K] | undefined) ?? null;
  return { migrations: read('migrations'), seed: read('seed'), dropped: read('dropped') };
}

/** Records a piece of state, in whatever transaction is under way. */
export async function writeState<K extends keyof LocalState>(client: Client, key: K, value: NonNullable<LocalState[K]>): Promise<void> {
  await client.query('insert into local.state values ($1, $2) on conflict (key) do update set value = excluded.value', [key, JSON.stringify(value)]);
}
