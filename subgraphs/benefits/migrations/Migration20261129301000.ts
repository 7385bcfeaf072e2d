import { OnlineMigration } from '../../shared/database/online-migration.js';

/** The orders in which the ministry lists its awards. */
export class Migration20261129301000 extends OnlineMigration {
  override up(): void {
    this.createIndex('benefit_award_decided', 'on benefit_award (decided_on, id)');
    this.createIndex('benefit_award_since', 'on benefit_award (since, id)');
    this.createIndex('benefit_award_until', `on benefit_award (coalesce(until, 'infinity'::date), id)`);
  }
}
