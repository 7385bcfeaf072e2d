import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { CHANGED_SIBLING_2026_12_02 } from './exports/siblings-2026-12-02.js';

/** Brothers and sisters for auditors, without the day of the younger one's birth. */
export class Migration20261202400000 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('foster-families', { care_sibling: CHANGED_SIBLING_2026_12_02 })) this.addSql(sql);
  }
}
