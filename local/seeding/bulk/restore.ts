import type { Client } from 'pg';
import { writeState, type Dropped } from '../../bootstrap/state.js';
import { blaming } from '../../failure.js';
import { asOwner } from '../owner-transaction.js';

/**
 * Makes again what a bulk load dropped, one after the other, each in a transaction with the record of what is left. Past
 * row-level security, for a foreign key is checked against the rows that its owner can see.
 */
export async function restore(client: Client, dropped: readonly Dropped[], restored: (one: Dropped) => void = () => undefined): Promise<void> {
  for (const [i, one] of dropped.entries()) {
    await asOwner(client, one.tables, async () => {
      await client.query(one.restore).catch(blaming(`${one.table}: ${one.name} could not be made again`));
      await writeState(client, 'dropped', dropped.slice(i + 1));
    });
    restored(one);
  }
}
