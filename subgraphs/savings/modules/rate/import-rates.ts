import type { Client } from 'pg';
import type { RateRow } from './rate-file.js';

/** What became of a rate. */
export type RateFate = 'ADDED' | 'KNOWN' | 'OTHER_RATE';

/** A published rate takes the place of one from memory, and no other's. */
const ADD = `
  insert into exchange_rate (currency, day, kzt, source, certainty) values ('USD', $1, $2, $3, $4)
  on conflict (currency, day) do update set kzt = excluded.kzt, source = excluded.source, certainty = excluded.certainty, recorded_at = now()
    where exchange_rate.certainty = 'M' and excluded.certainty <> 'M'`;

/** Puts one rate on record; the same again changes nothing, another one for its day is not taken. */
export async function addRate(client: Client, { day, kzt, source, certainty }: RateRow): Promise<RateFate> {
  if ((await client.query(ADD, [day, kzt, source, certainty])).rowCount === 1) return 'ADDED';
  const { rowCount } = await client.query(`select 1 from exchange_rate where currency = 'USD' and day = $1 and kzt = $2`, [day, kzt]);
  return rowCount === 1 ? 'KNOWN' : 'OTHER_RATE';
}
