import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** Signed checkpoints, each chained to the one before it by its hash: added, and never changed. */
export class Migration20261127050000 extends Migration {
  override up(): void {
    this.addSql(`create table checkpoint (
      number integer primary key check (number > 0),
      day date not null,
      signed_at timestamptz not null,
      records bigint not null,
      hash text not null unique,
      jws text not null)`);
    this.addSql('create index on checkpoint (day)');
    closedTable('checkpoint', { pull: 'insert', register: 'insert' }).forEach((sql) => this.addSql(sql));
  }
}
