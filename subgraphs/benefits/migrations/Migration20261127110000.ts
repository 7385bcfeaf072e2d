import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

/**
 * Which child an award was for is sealed when the child was adopted away from the recipient (Code on Marriage and Family, 102): the
 * one would lead to the other. Award and payments stay; the process reads the link on no path, and changes it only as the civil
 * registry's feed tells it to.
 */
export class Migration20261127110000 extends Migration {
  override up(): void {
    this.addSql('alter table benefit_award_child add column sealed_on date');
    this.addSql(`create policy benefit_award_child_sealed on benefit_award_child as restrictive for select to "${roleName('benefits', 'app')}" using (
      sealed_on is null or current_setting('app.feeds', true) = 'open')`);
  }
}
