/**
 * Rows when somebody waits for a lock of the database that is asked. Other tests have other databases of the same server, and
 * `pg_locks` has the locks of all of them.
 */
export const waitsForLock = (kind: 'advisory' | 'relation'): string =>
  `select 1 from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) and locktype = '${kind}'`;
