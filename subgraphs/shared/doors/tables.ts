import { roleName, type DatabaseName } from '../database/roles.js';

/**
 * The table of a door that signed calls come to, for a migration: nonces of calls let in during the last minute and a half.
 * It is not logged, so that a call costs no write to the disk; a crash of the server empties it.
 */
export function doorTables(database: DatabaseName): string[] {
  const app = `"${roleName(database, 'app')}"`;
  return [
    'create unlogged table door_nonce (nonce uuid primary key, expires_at timestamptz not null)',
    'create index door_nonce_expires_at on door_nonce (expires_at)',
    `grant select, insert, delete on door_nonce to ${app}`,
  ];
}
