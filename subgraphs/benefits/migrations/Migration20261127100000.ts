import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const APP = `"${roleName('benefits', 'app')}"`;

const REGISTER = `current_setting('app.path', true) = 'register' and current_setting('app.regions', true) <> ''`;

/**
 * Whoever acts in no region sees nothing, as everywhere: not who is shielded either. And which child an award was for is sealed when
 * the child was adopted away from the recipient (Code on Marriage and Family, 102): the one would lead to the other. Award and payments
 * stay; the process reads the link on no path, and changes it only as the civil registry's feed tells it to.
 */
export class Migration20261127100000 extends Migration {
  override up(): void {
    this.addSql('drop policy shielding_register on shielding');
    this.addSql(`create policy shielding_register on shielding to ${APP} using (${REGISTER}) with check (${REGISTER})`);
    this.addSql('alter table benefit_award_child add column sealed_on date');
    this.addSql(`create policy benefit_award_child_sealed on benefit_award_child as restrictive for select to ${APP} using (
      sealed_on is null or current_setting('app.feeds', true) = 'open')`);
  }
}
