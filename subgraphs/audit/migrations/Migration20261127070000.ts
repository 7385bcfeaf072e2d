import { Migration } from '@mikro-orm/migrations';

/** From when on a person's log is shown: whom an adoption gave a new record begins with it (Code on Marriage and Family, 102). */
export class Migration20261127070000 extends Migration {
  override up(): void {
    this.addSql('alter table person add column log_from timestamptz');
  }
}
