import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_12_01 } from './exports/views-2026-12-01.js';

/** Views for auditors by which no day of birth or death can be reckoned, and that know a carer by every record of the person. */
export class Migration20261201310000 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('foster-families', CHANGED_VIEWS_2026_12_01)) this.addSql(sql);
  }
}
