import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';

const APP = `"${roleName('savings', 'app')}"`;

/** The children the yearly run goes by, as the civil registry's feed tells of them; and transfers follow a replaced IIN. */
export class Migration20261123010000 extends Migration {
  override up(): void {
    this.listedChild();
    this.keyOfTransfers();
  }

  /**
   * What the list of 31 December needs of a child, and nothing else: birth, the periods of Kazakhstan's citizenship, death.
   * `received_on` is the day this programme heard of the child; a late registration is back-filled from it.
   */
  private listedChild(): void {
    this.addSql(`create table listed_child (
      iin text primary key check (length(iin) = 12),
      birth_date date not null,
      citizenship datemultirange not null,
      died_on date check (died_on >= birth_date),
      received_on date not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on listed_child (birth_date)');
    rowLevelSecurity('savings', 'listed_child', { region: null }).forEach((sql) => this.addSql(sql));
    this.addSql(`grant delete on listed_child to ${APP}`);
  }

  /**
   * An entry's money, accounts and dates are never edited. Whose it is follows the person to another IIN, and only where the
   * feeds apply such a replacement.
   */
  private keyOfTransfers(): void {
    this.addSql(`grant update (iin) on transfer to ${APP}`);
    this.addSql(`create policy transfer_key on transfer as restrictive for update to ${APP} using (current_setting('app.feeds', true) = 'open')`);
  }
}
