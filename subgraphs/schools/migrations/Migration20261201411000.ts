import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, settingsAskedOnce } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, RECORD_COLUMNS } from './columns.js';

const PERSON = 'person_iin text not null check (length(person_iin) = 12)';
const PERIOD = 'valid_from date not null, valid_to date';

/**
 * Whom schools are for, as the civil registry tells it by feed: birth, death, the district of registered residence, and who acts
 * for a child. It belongs to no region: nobody reads it in a list, and counts of it are made for the whole country.
 */
export class Migration20261201411000 extends Migration {
  override up(): void {
    this.addSql(`create table resident_child (
      iin text primary key check (length(iin) = 12),
      birth_date date not null, died_on date,
      region_kato text, district_kato text, resident_since date,
      ${RECORD_COLUMNS},
      check ((region_kato is null) = (district_kato is null)))`);
    this.addSql('create index on resident_child (district_kato, birth_date)');

    // Two feeds tell of them, each whole, so each has a table of its own: what came first of a replaced IIN goes by table.
    this.addSql(`create table child_parent (${KEY_COLUMN}, iin ${IIN}, ${PERSON},
      basis text not null check (basis in ('PARENTAGE', 'RIGHTS_REMOVED')), ${PERIOD}, ${RECORD_COLUMNS})`);
    this.addSql(`create table child_guardian (${KEY_COLUMN}, iin ${IIN}, ${PERSON}, ${PERIOD}, ${RECORD_COLUMNS})`);
    for (const table of ['child_parent', 'child_guardian']) {
      this.addSql(`create index on ${table} (iin)`);
      this.addSql(`create index on ${table} (person_iin)`);
    }

    for (const table of ['resident_child', 'child_parent', 'child_guardian']) {
      rowLevelSecurity('schools', table, { region: null }).forEach((sql) => this.addSql(sql));
      settingsAskedOnce(table).forEach((sql) => this.addSql(sql));
      this.addSql(`grant delete on ${table} to "${roleName('schools', 'app')}"`);
    }
  }
}
