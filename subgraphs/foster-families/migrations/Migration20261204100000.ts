import { Migration } from '@mikro-orm/migrations';
import { settingsAskedOnce, visibleThroughOne } from '../../shared/database/row-level-security.js';

const OF_AUTHORITY = `(select current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible')`;

/** Worklists and the search for a family go through carers by the thousand: their settings are asked once. Who sees what stays as it was. */
export class Migration20261204100000 extends Migration {
  override up(): void {
    for (const table of ['carer_evidence', 'carer_decision']) {
      this.askOnce(table, { condition: visibleThroughOne('carer_candidate', 'id', `${table}.candidate_id`) });
      this.addSql(`alter policy ${table}_confidential on ${table} using (${OF_AUTHORITY})`);
    }
    this.askOnce('carer_candidate', { region: 'region_kato' });
    this.addSql(`alter policy carer_candidate_confidential on carer_candidate using (${OF_AUTHORITY})`);
    this.askOnce('carer', { condition: visibleThroughOne('foster_family', 'id', 'carer.family_id') });
    this.askOnce('foster_family', { region: 'region_kato' });
    // One placement of the family will do, and `exists` would be planned twice.
    this.addSql(`alter policy foster_family_of_placement on foster_family using (
      (select current_setting('app.path', true) = 'register') and (select true from placement where placement.family_id = foster_family.id limit 1))`);
  }

  private askOnce(table: string, rule: Parameters<typeof settingsAskedOnce>[1]): void {
    settingsAskedOnce(table, rule).forEach((sql) => this.addSql(sql));
  }
}
