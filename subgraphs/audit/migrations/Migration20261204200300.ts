import { Migration } from '@mikro-orm/migrations';

/** What belongs to each region of a finding that lies in several: an engagement of one region is shown that one's. Null where all rows are of one. */
export class Migration20261204200300 extends Migration {
  override up(): void {
    this.addSql('alter table finding add column parts jsonb');
  }
}
