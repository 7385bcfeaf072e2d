import { Migration } from '@mikro-orm/migrations';
import { changedExportViews, exportViews } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_12_03, PARTS_2026_12_03 } from './exports/views-2026-12-03.js';

/** Views for auditors that compute once for an award what is the same in all of its rows, and the parts that one of them is derived from. */
export class Migration20261203500000 extends Migration {
  override up(): void {
    for (const sql of [...changedExportViews('benefits', CHANGED_VIEWS_2026_12_03), ...exportViews('benefits', PARTS_2026_12_03)]) this.addSql(sql);
  }
}
