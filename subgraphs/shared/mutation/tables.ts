import type { SubgraphName } from '../access/viewer.js';
import { roleName } from '../database/roles.js';

/**
 * The table of a subgraph's idempotency keys, for its migration: which inputs have had their effect, and what it led to.
 * - `key` and `input` are MACs made with the client's own random key, which is not kept: neither can be turned back, whatever
 *   else somebody knows.
 * - `names` are the IINs that the input names, so that a replaced one stops answering here too (`forgetIin`).
 * - `reference` says what the effect led to by internal keys, never by an IIN; null only while the transaction runs.
 */
export function mutationTables(subgraph: SubgraphName): string[] {
  const app = `"${roleName(subgraph, 'app')}"`;
  const register = `current_setting('app.path', true) = 'register'`;
  return [
    `create table idempotency (
      key text primary key,
      mutation text not null,
      input text not null,
      names text[] not null default '{}',
      reference jsonb,
      created_at timestamptz not null default clock_timestamp())`,
    'create index idempotency_created on idempotency (created_at)',
    'create index idempotency_names on idempotency using gin (names)',
    'alter table idempotency enable row level security',
    'alter table idempotency force row level security',
    `create policy idempotency_register on idempotency to ${app} using (${register}) with check (${register})`,
    `grant select, insert, update, delete on idempotency to ${app}`,
  ];
}
