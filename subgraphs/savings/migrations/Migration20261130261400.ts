import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_11_30_B } from './exports/views-2026-11-30-b.js';

/** Views for auditors that take what was taken back for what it is, and find savings that should have lapsed and payments after a death. */
export class Migration20261130261400 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('savings', CHANGED_VIEWS_2026_11_30_B)) this.addSql(sql);
  }
}
