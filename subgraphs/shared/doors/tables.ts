import type { SubgraphName } from '../access/viewer.js';
import { roleName } from '../database/roles.js';

/**
 * The table of a subgraph's gateway door, for its migration: nonces of calls let in during the last minute and a half.
 * It is not logged, so that a call costs no write to the disk; a crash of the server empties it.
 */
export function doorTables(subgraph: SubgraphName): string[] {
  const app = `"${roleName(subgraph, 'app')}"`;
  return [
    'create unlogged table door_nonce (nonce uuid primary key, expires_at timestamptz not null)',
    'create index door_nonce_expires_at on door_nonce (expires_at)',
    `grant select, insert, delete on door_nonce to ${app}`,
  ];
}
