import { Migration } from '@mikro-orm/migrations';
import { settingsAskedOnce, visibleThroughOne } from '../../shared/database/row-level-security.js';

const OF_AUTHORITY = `(select current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible')`;

/** As Migration20261204100000, of what hangs on placements, and of adoptions with their reports. */
export class Migration20261204100100 extends Migration {
  override up(): void {
    this.through('adoption_report', 'adoption', 'adoption_id');
    settingsAskedOnce('adoption', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    for (const table of ['care_incident', 'after_care_contact', 'ward_right', 'placement_review', 'placement_report', 'placement_visit']) this.through(table, 'placement', 'placement_id');
    for (const table of ['adoption_report', 'adoption', 'care_incident']) this.addSql(`alter policy ${table}_confidential on ${table} using (${OF_AUTHORITY})`);
  }

  private through(table: string, above: string, key: string): void {
    settingsAskedOnce(table, { condition: visibleThroughOne(above, 'id', `${table}.${key}`) }).forEach((sql) => this.addSql(sql));
  }
}
