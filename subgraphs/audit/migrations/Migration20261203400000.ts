import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** What auditors work on together, and under whose key pseudonyms leave: until it is closed, which takes the key away. */
export class Migration20261203400000 extends Migration {
  override up(): void {
    this.addSql(`create table engagement (
      id bigint generated always as identity primary key,
      public_id uuid not null unique,
      case_number text not null,
      organisation text,
      programmes text[] not null check (cardinality(programmes) > 0),
      regions text[] not null,
      opened_at timestamptz not null default clock_timestamp(),
      ends_on date not null,
      closed_at timestamptz check (closed_at >= opened_at),
      sealed_key bytea,
      check ((closed_at is null) = (sealed_key is not null)))`);
    this.addSql('create unique index engagement_open on engagement (case_number) where closed_at is null');
    this.addSql(`create table engagement_member (
      engagement_id bigint not null references engagement,
      iin text not null,
      primary key (engagement_id, iin))`);
    this.addSql('create index engagement_member_iin on engagement_member (iin)');
    closedTable('engagement', { register: 'insert, update' }).forEach((sql) => this.addSql(sql));
    closedTable('engagement_member', { pull: 'update', register: 'insert' }).forEach((sql) => this.addSql(sql));
  }
}
