import type { Client } from 'pg';
import type { Cell } from '../../shared/database/bulk-load.js';

/** What the synthetic facts name as their source: no real register is behind them. */
const DATABANK = 'Databank of children without parental care (synthetic)';

export const RECORD = ['source', 'recorded_at'] as const;

/** Recorded on the day it began. */
export const record = (from: string): Cell[] => [DATABANK, `${from}T06:00:00Z`];

export const regionOf = (district: string): string => `${district.slice(0, 2)}0000000`;

/** Internal keys of rows that were just loaded, by the ids that clients see. */
export async function keysOf(client: Client, table: 'foster_family' | 'placement', publicIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; public_id: string }>(`select id, public_id from ${table} where public_id = any ($1)`, [publicIds]);
  return new Map(rows.map(({ id, public_id }) => [public_id, id]));
}
