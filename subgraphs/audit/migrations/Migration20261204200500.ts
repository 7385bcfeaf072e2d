import { Migration } from '@mikro-orm/migrations';

/** Whose share of the units a question is of: a mark of the auditor, which names nobody. Null of what was asked before. */
export class Migration20261204200500 extends Migration {
  override up(): void {
    this.addSql('alter table cohort_question add column asked_by bytea');
  }
}
