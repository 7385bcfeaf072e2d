import type { Client } from 'pg';
import type { Truth } from '../population/anomalies/planting.js';

/*
 * What was planted in a database's rows, recorded with them in one transaction: so it is whole whenever they are, and a
 * ministry's database knows of no other programme's errors. In `local`, as the owner's; no role of a process reads it.
 */

export const createTruth = async (client: Client): Promise<void> => {
  await client.query('create table if not exists local.anomaly (household integer primary key, truth json not null)');
};

export async function keepTruth(client: Client, planted: readonly Truth[]): Promise<void> {
  if (planted.length === 0) return;
  const rows = planted.map((truth) => ({ household: truth.household, truth }));
  await client.query('insert into local.anomaly select household, truth from json_to_recordset($1) as planted (household integer, truth json)', [JSON.stringify(rows)]);
}

export async function readTruth(client: Client): Promise<Truth[]> {
  return (await client.query<{ truth: Truth }>('select truth from local.anomaly order by household')).rows.map(({ truth }) => truth);
}
