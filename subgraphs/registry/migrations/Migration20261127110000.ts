import { Migration } from '@mikro-orm/migrations';

/** What the other dated facts have: the moment that is told as that of the record. */
export class Migration20261127110000 extends Migration {
  override up(): void {
    this.addSql('alter table marriage add column told_at timestamptz');
  }
}
