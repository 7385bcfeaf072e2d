import { OnlineMigration } from '../../shared/database/online-migration.js';

/** For whoever looks for what a run has made. */
export class Migration20261129100300 extends OnlineMigration {
  override up(): void {
    this.createIndex('benefit_payment_of_run', 'on benefit_payment (run_id, region_kato) where run_id is not null');
  }
}
