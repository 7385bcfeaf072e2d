import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { CHANGED_VIEWS_2026_12_03 } from './exports/views-2026-12-03.js';

/** Views for auditors that compute once for a person what is the same in all of the person's rows. */
export class Migration20261203500000 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('savings', CHANGED_VIEWS_2026_12_03)) this.addSql(sql);
  }
}
