import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_12_01 } from './exports/views-2026-12-01.js';

/** Auditors' view of batches of assets, with what they took along. */
export class Migration20261201200300 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('savings', CHANGED_VIEWS_2026_12_01)) this.addSql(sql);
  }
}
