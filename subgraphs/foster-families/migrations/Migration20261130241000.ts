import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const ACTIONS = 'IDENTIFY ADMIT DISCHARGE RECORD REGISTER_REGIONAL REGISTER_CENTRAL PLACE LEAVE AMEND CLOSE'.split(' ').map((action) => `'${action}'`).join(', ');

/** A child may leave an institution for no other placement; a pair of siblings that stands under both keys of a replaced IIN loses one row. */
export class Migration20261130241000 extends Migration {
  override up(): void {
    this.addSql(`grant delete on care_sibling to "${roleName('foster-families', 'app')}"`);
    this.addSql('alter table care_need_event drop constraint care_need_event_action_check');
    this.addSql(`alter table care_need_event add constraint care_need_event_action_check check (action in (${ACTIONS})) not valid`);
  }
}
