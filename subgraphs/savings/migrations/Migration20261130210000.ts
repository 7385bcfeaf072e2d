import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { exportSchema, exportViews } from '../../shared/export/migration.js';
import { EXPORT_VIEWS_2026_11_30 } from './exports/views-2026-11-30.js';

/** What auditors read: views without names, IINs and days of birth. */
export class Migration20261130210000 extends Migration {
  override up(): void {
    this.addSql(`grant select on ledger_account to "${roleName('savings', 'export')}"`);
    for (const sql of [...exportSchema('savings'), ...exportViews('savings', EXPORT_VIEWS_2026_11_30)]) this.addSql(sql);
  }
}
