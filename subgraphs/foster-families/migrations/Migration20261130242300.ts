import { Migration } from '@mikro-orm/migrations';
import { exportSchema, exportViews } from '../../shared/export/migration.js';
import { EXPORT_VIEWS_2026_11_30 } from './exports/views-2026-11-30.js';

/** What auditors read: views without names, IINs and days of birth. */
export class Migration20261130242300 extends Migration {
  override up(): void {
    for (const sql of [...exportSchema('foster-families'), ...exportViews('foster-families', EXPORT_VIEWS_2026_11_30)]) this.addSql(sql);
  }
}
