import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** What was asked of cohorts, as far as it says how often noise was drawn. Nothing of any child. */
export class Migration20261203300000 extends Migration {
  override up(): void {
    this.addSql(`create table cohort_question (
      snapshot_id bigint not null references snapshot,
      question bytea not null check (octet_length(question) = 32),
      units integer not null check (units > 0),
      asked_at timestamptz not null default clock_timestamp(),
      primary key (snapshot_id, question))`);
    this.addSql('create index cohort_question_asked on cohort_question (asked_at)');
    closedTable('cohort_question', { register: 'insert' }).forEach((sql) => this.addSql(sql));
  }
}
