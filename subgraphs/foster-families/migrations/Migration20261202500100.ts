import { Migration } from '@mikro-orm/migrations';
import { exportViews } from '../../shared/export/migration.js';
import { ADOPTER_REPORT_VIEW_2026_12_02 } from './exports/adopter-report-2026-12-02.js';

/** What auditors read of adopters' reports: counts. */
export class Migration20261202500100 extends Migration {
  override up(): void {
    for (const sql of exportViews('foster-families', ADOPTER_REPORT_VIEW_2026_12_02)) this.addSql(sql);
  }
}
