import type { SubgraphName } from '../access/viewer.js';
import { roleName } from '../database/roles.js';

/** The event that a replaced IIN is told by: see replaced.ts. */
const REPLACED = 'IIN_REPLACED';

/** True in a transaction of the feeds themselves (`Database.feeds`): nobody else reads what waits in them. */
const OPEN = `current_setting('app.feeds', true) = 'open'`;

/** Grants and row-level security of a table whose rows name people. */
const closed = (table: string, app: string): string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy ${table}_feeds on ${table} to ${app} using (${OPEN}) with check (${OPEN})`,
  `grant select, insert, update, delete on ${table} to ${app}`,
];

/**
 * The tables of a subgraph's feeds, for its migration. As an owner: `outbox` (what it tells others; a row gets its
 * `position` only when it is committed, see outbox.ts) and `feed_consumer` (how far each says it has come, and what of that
 * it could not apply). As a consumer: `inbox` (every event received, applied or parked) and `feed_cursor` (where to go on;
 * events up to `replay_until` are applied again though seen; `retry` asks the process to try what is parked).
 */
export function feedTables(subgraph: SubgraphName): string[] {
  const app = `"${roleName(subgraph, 'app')}"`;
  return [
    `create table outbox (
      id bigint generated always as identity primary key,
      event_id uuid not null unique default gen_random_uuid(),
      feed text not null,
      type text not null,
      subjects text[] not null,
      occurred_on date not null,
      recorded_at timestamptz not null default clock_timestamp(),
      data jsonb not null,
      position bigint,
      unique (feed, position))`,
    'create index outbox_waiting on outbox (feed, id) where position is null',
    'create index outbox_subjects on outbox using gin (subjects)',
    `create index outbox_unsealed on outbox (position) where type = '${REPLACED}' and data <> '{}'`,
    ...closed('outbox', app),
    // Whoever writes on the register path may leave an event, and cannot read what others left.
    `create policy outbox_publish on outbox for insert to ${app} with check (current_setting('app.path', true) = 'register')`,

    `create table feed_consumer (
      feed text not null,
      consumer text not null,
      acknowledged bigint not null default 0 check (acknowledged >= 0),
      parked bigint[] not null default '{}',
      unapplied_from bigint,
      pulled_at timestamptz not null,
      primary key (feed, consumer))`,
    `grant select, insert, update on feed_consumer to ${app}`,

    `create table inbox (
      event_id uuid primary key,
      feed text not null,
      type text not null,
      subjects text[] not null,
      occurred_on date not null,
      recorded_at timestamptz not null,
      received_at timestamptz not null default clock_timestamp(),
      received_on date not null,
      position bigint not null,
      data jsonb not null,
      state text not null check (state in ('APPLIED', 'PARKED')),
      reason text,
      check ((state = 'PARKED') = (reason is not null)))`,
    'create index inbox_position on inbox (feed, position)',
    `create index inbox_parked on inbox (feed, position) where state = 'PARKED'`,
    'create index inbox_subjects on inbox using gin (subjects)',
    ...closed('inbox', app),

    `create table feed_cursor (
      feed text primary key,
      cursor text not null,
      position bigint not null check (position >= 0),
      head bigint not null check (head >= 0),
      caught_up_at timestamptz,
      pulled_at timestamptz,
      replay_until bigint not null default 0,
      retry boolean not null default false,
      problem text)`,
    `grant select, insert, update on feed_cursor to ${app}`,
  ];
}
