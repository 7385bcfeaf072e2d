import { Migration } from '@mikro-orm/migrations';
import { changedExportViews } from '../../shared/export/migration.js';
import { REPORT_VIEW_2026_12_02 } from './exports/report-view-2026-12-02.js';

/** Reports for auditors are counted through every contract with a family, as guardianship bodies count them. */
export class Migration20261202200100 extends Migration {
  override up(): void {
    for (const sql of changedExportViews('foster-families', REPORT_VIEW_2026_12_02)) this.addSql(sql);
  }
}
