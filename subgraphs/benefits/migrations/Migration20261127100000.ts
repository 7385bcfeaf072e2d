import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const REGISTER = `current_setting('app.path', true) = 'register' and current_setting('app.regions', true) <> ''`;

/** Whoever acts in no region sees nothing, as everywhere: not who is shielded either. */
export class Migration20261127100000 extends Migration {
  override up(): void {
    this.addSql('drop policy shielding_register on shielding');
    this.addSql(`create policy shielding_register on shielding to "${roleName('benefits', 'app')}" using (${REGISTER}) with check (${REGISTER})`);
  }
}
