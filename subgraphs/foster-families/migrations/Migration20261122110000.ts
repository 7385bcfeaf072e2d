import { Migration } from '@mikro-orm/migrations';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

/** Who takes children in: families and their one or two carers. */
export class Migration20261122110000 extends Migration {
  override up(): void {
    this.addSql(`create table foster_family (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN}, ${PLACE_COLUMNS}, ${RECORD_COLUMNS})`);
    this.addSql('create index on foster_family (region_kato)');

    this.addSql(`create table carer (${KEY_COLUMN},
      family_id bigint not null references foster_family,
      iin ${IIN},
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      ${RECORD_COLUMNS})`);
    this.addSql('create unique index on carer (family_id, iin) where valid_to is null');
    this.addSql('create index on carer (family_id)');
    this.addSql('create index on carer (iin)');

    rowLevelSecurity('foster-families', 'foster_family', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    const condition = visibleThrough('foster_family', 'id', 'carer.family_id');
    rowLevelSecurity('foster-families', 'carer', { condition }).forEach((sql) => this.addSql(sql));
  }
}
