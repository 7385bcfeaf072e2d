import { OnlineMigration } from '../../shared/database/online-migration.js';

/** Families are looked for where a child was found: in the district, then in the region. */
export class Migration20261130270200 extends OnlineMigration {
  override up(): void {
    this.createIndex('foster_family_district', 'on foster_family (district_kato, id)');
    this.createIndex('foster_family_in_region', 'on foster_family (region_kato, id)');
  }
}
