import { Migration } from '@mikro-orm/migrations';
import { exportSchema, exportViews } from '../../shared/export/migration.js';
import { EXPORT_VIEWS_2026_11_27 } from './exports/views-2026-11-27.js';

/** What auditors read: views without names, IINs and days of birth. */
export class Migration20261129300000 extends Migration {
  override up(): void {
    for (const sql of [...exportSchema('benefits'), ...exportViews('benefits', EXPORT_VIEWS_2026_11_27)]) this.addSql(sql);
  }
}
