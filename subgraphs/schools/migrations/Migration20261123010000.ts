import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

/** The feed of restricted children replaces what it said of a child before. */
export class Migration20261123010000 extends Migration {
  override up(): void {
    this.addSql(`grant delete on restricted_child to "${roleName('schools', 'app')}"`);
  }
}
