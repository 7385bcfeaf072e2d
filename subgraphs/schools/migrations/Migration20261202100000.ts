import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { KEY_COLUMN, RECORD_COLUMNS } from './columns.js';
import { BY } from './project/columns.js';

/** What the card of a school said before and after a file changed it, and by whom: the card itself has the last word only. */
export class Migration20261202100000 extends Migration {
  override up(): void {
    this.addSql(`create table school_card_change (${KEY_COLUMN}, school_id bigint not null references school, before jsonb not null, after jsonb not null, ${RECORD_COLUMNS}, ${BY})`);
    this.addSql('create index on school_card_change (school_id)');
    this.addSql(`grant select, insert on school_card_change to "${roleName('schools', 'app')}"`);
    this.addSql(`grant select on school_card_change to "${roleName('schools', 'export')}"`);
  }
}
