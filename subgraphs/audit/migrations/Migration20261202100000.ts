import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** What auditors answer from: snapshots of all programmes' views, each of one moment, and how far each view of one has come. */
export class Migration20261202100000 extends Migration {
  override up(): void {
    this.addSql(`create table snapshot (
      id bigint generated always as identity primary key,
      public_id uuid not null unique default gen_random_uuid(),
      state text not null default 'TAKING' check (state in ('TAKING', 'COMPLETE', 'FAILED', 'DELETED')),
      as_of timestamptz not null,
      requested_at timestamptz not null default clock_timestamp(),
      organisation text,
      finished_at timestamptz,
      deleted_at timestamptz,
      problem text,
      sealed_key bytea,
      key_fingerprint text not null,
      checkpoint integer,
      checkpoint_hash text,
      package_version text not null,
      sources jsonb not null default '[]',
      manifest_hash text,
      check ((state = 'TAKING') = (finished_at is null)),
      check ((state = 'FAILED') = (problem is not null)),
      check ((state = 'DELETED') = (deleted_at is not null)),
      check ((state in ('COMPLETE', 'DELETED')) = (manifest_hash is not null)),
      check ((state in ('TAKING', 'COMPLETE')) = (sealed_key is not null)))`);
    // One at a time, whoever asks: each reads five databases from end to end.
    this.addSql(`create unique index snapshot_under_way on snapshot (state) where state = 'TAKING'`);
    this.addSql(`create table snapshot_view (
      snapshot_id bigint not null references snapshot,
      source text not null,
      view text not null,
      rows bigint check (rows >= 0),
      bytes bigint check (bytes >= 0),
      files jsonb,
      took_ms integer,
      wide boolean not null default false,
      check ((rows is null) = (files is null) and (rows is null) = (bytes is null) and (rows is null) = (took_ms is null)),
      primary key (snapshot_id, source, view))`);
    for (const table of ['snapshot', 'snapshot_view']) closedTable(table, { register: 'insert, update' }).forEach((sql) => this.addSql(sql));
  }
}
