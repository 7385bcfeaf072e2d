import { Migration } from '@mikro-orm/migrations';

/** How often a run was begun that has no end yet, and since when: one that keeps failing is given up, and stands in no other's way. */
export class Migration20261204200000 extends Migration {
  override up(): void {
    this.addSql('alter table rule_run add column attempts integer not null default 0, add column tried_since timestamptz');
  }
}
