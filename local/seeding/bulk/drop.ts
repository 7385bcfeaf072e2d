import type { Client } from 'pg';
import { writeState, type Dropped } from '../../bootstrap/state.js';
import { hasCode } from '../../failure.js';
import { type Definition, readDefinitions } from './definitions.js';

/** SQLSTATE of something that others depend on, for instance a view that groups by a primary key. */
const NEEDED = '2BP01';

/** Drops one thing, unless others depend on it: then it stays, and slows the load down. */
async function dropOne(client: Client, { drop }: Definition): Promise<boolean> {
  await client.query('savepoint one');
  try {
    await client.query(drop);
  } catch (error) {
    if (!hasCode(error, NEEDED)) throw error;
    await client.query('rollback to savepoint one');
    return false;
  }
  return true;
}

async function dropAll(client: Client, definitions: readonly Definition[]): Promise<Dropped[]> {
  const dropped: Dropped[] = [];
  // From the last to the first: a key can go when the foreign keys to it have gone.
  for (const definition of definitions.toReversed()) {
    const { table, name, tables, restore } = definition;
    if (await dropOne(client, definition)) dropped.unshift({ table, name, tables, restore });
  }
  return dropped;
}

/**
 * Takes indexes and constraints from some tables, for a load that is much quicker without. What was dropped is recorded in
 * the same transaction, so that whoever comes next can restore it, however this ends.
 */
export async function dropForBulk(client: Client, tables: readonly string[]): Promise<readonly Dropped[]> {
  await client.query('begin');
  try {
    const dropped = await dropAll(client, await readDefinitions(client, tables));
    await writeState(client, 'dropped', dropped);
    await client.query('commit');
    return dropped;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
