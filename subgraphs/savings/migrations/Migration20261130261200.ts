import { Migration } from '@mikro-orm/migrations';

/** When the programme heard last that something about a child is another than it was: what it credits follows in the February after. Null where nothing ever was. */
export class Migration20261130261200 extends Migration {
  override up(): void {
    this.addSql('alter table listed_child add column changed_on date');
  }
}
