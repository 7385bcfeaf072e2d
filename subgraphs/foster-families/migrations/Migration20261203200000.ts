import { Migration } from '@mikro-orm/migrations';
import { exportCarrier } from '../../shared/export/migration.js';

/** Likewise of families, whom only this database tells apart. */
export class Migration20261203200000 extends Migration {
  override up(): void {
    for (const sql of exportCarrier('foster-families', { name: 'carried_families', table: 'foster_family', value: 't.public_id::text' })) this.addSql(sql);
  }
}
