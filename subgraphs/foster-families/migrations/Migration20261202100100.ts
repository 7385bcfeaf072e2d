import { Migration } from '@mikro-orm/migrations';
import { exportViews } from '../../shared/export/migration.js';
import { NEW_VIEWS_2026_12_02 } from './exports/views-2026-12-02.js';

/** What auditors read of housing, alimony and specialists. */
export class Migration20261202100100 extends Migration {
  override up(): void {
    for (const sql of exportViews('foster-families', NEW_VIEWS_2026_12_02)) this.addSql(sql);
  }
}
