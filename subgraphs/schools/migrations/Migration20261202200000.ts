import { Migration } from '@mikro-orm/migrations';

/**
 * How many of the places that an intake sets aside were added because a child whose whereabouts are withheld came when all of them were
 * taken. They are in no plan of the school and move no limit that an official could try: whoever found it would find the child.
 */
export class Migration20261202200000 extends Migration {
  override up(): void {
    this.addSql('alter table intake add column beyond int not null default 0');
  }
}
