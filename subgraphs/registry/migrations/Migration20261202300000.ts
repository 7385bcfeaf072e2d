import { Migration } from '@mikro-orm/migrations';
import { exportSchema, exportViews, quickPseudonyms } from '../../shared/export/migration.js';
import { EXPORT_VIEWS_2026_12_02 } from './exports/views-2026-12-02.js';

/** What auditors read: views without names, IINs and days of lives. */
export class Migration20261202300000 extends Migration {
  override up(): void {
    for (const sql of [...exportSchema('registry'), ...quickPseudonyms('registry'), ...exportViews('registry', EXPORT_VIEWS_2026_12_02)]) this.addSql(sql);
  }
}
