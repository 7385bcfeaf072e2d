import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** What was asked of cohorts, as far as it says how often noise was drawn, and how the first of each group was answered. Nothing of any child. */
export class Migration20261203300000 extends Migration {
  override up(): void {
    this.addSql(`create table cohort_question (
      snapshot_id bigint not null references snapshot,
      question bytea not null check (octet_length(question) = 32),
      units integer not null check (units > 0),
      asked_at timestamptz not null default clock_timestamp(),
      primary key (snapshot_id, question))`);
    this.addSql('create index cohort_question_asked on cohort_question (asked_at)');
    this.addSql(`create table cohort_figure (
      id bigint generated always as identity primary key,
      snapshot_id bigint not null references snapshot,
      kind text not null check (kind in ('CHILDREN', 'MONEY')),
      children integer not null check (children > 0),
      key numeric(20) not null,
      bits integer[] not null,
      answer text)`);
    this.addSql('create index cohort_figure_near on cohort_figure (snapshot_id, kind, children)');
    closedTable('cohort_figure', { register: 'insert' }).forEach((sql) => this.addSql(sql));
    closedTable('cohort_question', { register: 'insert' }).forEach((sql) => this.addSql(sql));
  }
}
