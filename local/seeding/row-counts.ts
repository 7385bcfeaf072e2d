import { escapeIdentifier, escapeLiteral, type Client } from 'pg';

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

/** Counts the rows of some tables; in a transaction that sees all of them. */
export async function countRows(client: Client, tables: readonly string[]): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${escapeIdentifier(table)}`);
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}

export const addCounts = (a: RowCounts, b: RowCounts): RowCounts =>
  Object.fromEntries([...new Set([...Object.keys(a), ...Object.keys(b)])].map((table) => [table, (a[table] ?? 0) + (b[table] ?? 0)]));

/** Sets the sequences of some tables' keys to where the rows end. */
export async function setSequences(client: Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await client.query(`select setval(pg_get_serial_sequence(${escapeLiteral(table)}, 'id'), greatest(max(id), 1)) from ${escapeIdentifier(table)}`);
  }
}
