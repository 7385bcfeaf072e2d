import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/**
 * One row for each child and request: who looked, for what, and at which programmes; what a child's log is read from. Kept up
 * as records arrive, so that a page of the log costs a page, however often a child is looked at. And the inquiries whose
 * visits a log does not show yet.
 */
export class Migration20261127040000 extends Migration {
  override up(): void {
    // `programmes` and `outcomes` are sets of bits (source number; see visit.ts). Only officials have a pseudonym.
    this.addSql(`create table visit (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      person integer not null,
      programmes smallint not null,
      outcomes smallint not null,
      correlation uuid not null,
      pseudonym bytea,
      role text,
      organisation text,
      purpose text,
      case_number text,
      unique (person, correlation))`);
    this.addSql('create index visit_log on visit (person, at desc, id desc)');
    this.addSql('create index visit_official on visit (pseudonym, at) where pseudonym is not null');
    closedTable('visit', { pull: 'insert, update, delete', relation: true }).forEach((sql) => this.addSql(sql));

    this.addSql(`create table inquiry (
      id bigint generated always as identity primary key,
      case_number text not null,
      organisation text,
      opened_at timestamptz not null default clock_timestamp(),
      closed_at timestamptz check (closed_at >= opened_at))`);
    this.addSql('create unique index inquiry_open on inquiry (case_number) where closed_at is null');
    closedTable('inquiry', { relation: true, register: 'insert, update' }).forEach((sql) => this.addSql(sql));
  }
}
