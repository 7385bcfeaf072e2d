import type { Client } from 'pg';
import type { PopulationFacts } from '../../subgraphs/shared/synthetic/seed.js';
import type { DemoFamily } from '../data/run-state.js';

/** How far a database is with its synthetic population. */
export interface SeedState {
  readonly facts: PopulationFacts;
  readonly demo: DemoFamily;
  /** Households loaded so far, counted from the first. */
  readonly households: number;
  readonly done: boolean;
}

/** What `local.state` of one database says; null for what it does not say. */
export interface LocalState {
  /** Fingerprint of the migrations that were last brought to this database. */
  readonly migrations: string | null;
  readonly seed: SeedState | null;
}

/** Reads what was done to a database, in one statement. */
export async function readState(client: Client): Promise<LocalState> {
  const { rows } = await client.query<{ key: string; value: unknown }>('select key, value from local.state');
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  return { migrations: (values.get('migrations') as string | undefined) ?? null, seed: (values.get('seed') as SeedState | undefined) ?? null };
}

/** Records a piece of state, in whatever transaction is under way. */
export async function writeState<K extends keyof LocalState>(client: Client, key: K, value: NonNullable<LocalState[K]>): Promise<void> {
  await client.query('insert into local.state values ($1, $2) on conflict (key) do update set value = excluded.value', [key, JSON.stringify(value)]);
}
