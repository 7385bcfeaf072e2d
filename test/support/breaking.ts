import { withClient } from './kept-connections.js';

/** Everything in a database but what its ledger and its door remember, in a form that changes with anything. Asked in one statement: there are dozens of tables. */
export const everythingIn = (adminUrl: string): Promise<unknown[]> =>
  withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' and tablename not like all ('{door_nonce,ledger%}') order by tablename`);
    const looks = rows.map(({ name }) => `select '${name}' as name, count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as md5 from "${name}" t`);
    return (await admin.query(looks.join(' union all '))).rows;
  });

/** Runs work while whatever writes to a table fails, as on a full disk. */
export async function whileBroken<T>(adminUrl: string, table: string, work: () => Promise<T>): Promise<T> {
  await withClient(adminUrl, (admin) => admin.query(`create or replace function boom() returns trigger language plpgsql as $$ begin raise exception 'disk full' using errcode = '53100'; end $$;
    create constraint trigger boom after insert or update on ${table} deferrable initially immediate for each row execute function boom()`));
  try {
    return await work();
  } finally {
    await withClient(adminUrl, (admin) => admin.query(`drop trigger boom on ${table}`));
  }
}
