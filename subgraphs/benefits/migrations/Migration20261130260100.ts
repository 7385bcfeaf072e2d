import { Migration } from '@mikro-orm/migrations';
import { seenThroughOnce, visibleThrough } from '../../shared/database/row-level-security.js';

/** As Migration20261130260000, of the amounts of awards. */
export class Migration20261130260100 extends Migration {
  override up(): void {
    seenThroughOnce('benefits', 'benefit_award_amount', visibleThrough('benefit_award', 'id', 'benefit_award_amount.award_id')).forEach((sql) => this.addSql(sql));
  }
}
