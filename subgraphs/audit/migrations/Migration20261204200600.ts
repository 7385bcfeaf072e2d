import { Migration } from '@mikro-orm/migrations';

/** Whose an engagement is that was opened without a body: a mark of the account, which names nobody. Null of those before, which are nobody's but their named members'. */
export class Migration20261204200600 extends Migration {
  override up(): void {
    this.addSql('alter table engagement add column opened_by bytea');
  }
}
