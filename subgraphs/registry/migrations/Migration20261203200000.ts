import { Migration } from '@mikro-orm/migrations';
import { exportCarrier } from '../../shared/export/migration.js';

/** What rules found of somebody in one of auditors' snapshots is found again in the next, whose pseudonyms are others. */
export class Migration20261203200000 extends Migration {
  override up(): void {
    for (const sql of exportCarrier('registry', { name: 'carried_people', table: 'person', value: 't.iin' })) this.addSql(sql);
  }
}
