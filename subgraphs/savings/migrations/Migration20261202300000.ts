import { Migration } from '@mikro-orm/migrations';
import { changedExportViews, quickPseudonyms } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_12_02 } from './exports/views-2026-12-02.js';

/** Views for auditors that say the same in half the time. */
export class Migration20261202300000 extends Migration {
  override up(): void {
    for (const sql of [...quickPseudonyms('savings'), ...changedExportViews('savings', CHANGED_VIEWS_2026_12_02)]) this.addSql(sql);
  }
}
