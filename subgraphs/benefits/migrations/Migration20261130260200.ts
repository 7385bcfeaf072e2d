import { Migration } from '@mikro-orm/migrations';
import { seenThroughOnce, visibleThrough } from '../../shared/database/row-level-security.js';

/** As Migration20261130260000, of payments. */
export class Migration20261130260200 extends Migration {
  override up(): void {
    seenThroughOnce('benefits', 'benefit_payment', visibleThrough('benefit_award', 'id', 'benefit_payment.award_id')).forEach((sql) => this.addSql(sql));
  }
}
