import { Migration } from '@mikro-orm/migrations';

/** The moment at which the programme was told of a child, or of something other about it than before; null of whom it has had since before it noted this. What a run's last look goes by. */
export class Migration20261201200400 extends Migration {
  override up(): void {
    this.addSql('alter table listed_child add column told_at timestamptz');
  }
}
