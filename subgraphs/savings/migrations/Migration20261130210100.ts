import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable } from '../../shared/database/row-level-security.js';

/** How many children of a list lived in which region, as the civil registry has counted them. Of groups under five the programme has nothing. */
export class Migration20261130210100 extends Migration {
  override up(): void {
    this.addSql(`create table list_count (
      list_date date primary key,
      counted_at timestamptz not null,
      recorded_at timestamptz not null default now())`);
    this.addSql(`create table region_count (
      list_date date not null references list_count,
      region_kato text not null check (region_kato ~ '^[0-9]{9}$'),
      children int not null check (children >= 5),
      turning_18 int check (turning_18 between 0 and children),
      primary key (list_date, region_kato),
      constraint region_count_no_few check (turning_18 not between 1 and 4 and children - turning_18 not between 1 and 4))`);
    for (const table of ['list_count', 'region_count']) {
      referenceTable('savings', table).forEach((sql) => this.addSql(sql));
      this.addSql(`grant insert on ${table} to "${roleName('savings', 'app')}"`);
    }
  }
}
