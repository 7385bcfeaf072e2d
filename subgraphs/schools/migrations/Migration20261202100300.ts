import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN, RECORD_COLUMNS } from './columns.js';
import { BY } from './project/columns.js';

const FACTS = ['DESIGN_CAPACITY', 'DISTRICT', 'RURAL', 'NAME_KK', 'NAME_RU', 'NAME_EN', 'CUSTOMER'];

/** What a fact of each kind looks like, as the columns of a project have it. */
const SHAPE = `case fact when 'DESIGN_CAPACITY' then corrected ~ '^[1-9][0-9]{0,5}$' and corrected::int <= 100000 when 'DISTRICT' then corrected ~ '^[0-9]{9}$' when 'RURAL' then corrected in ('true', 'false')
  when 'CUSTOMER' then corrected ~ '^[0-9]{4}[4-9][0-9]{7}$' else length(corrected) between 1 and 200 end`;

/** What was recorded of a project by mistake: what it was, and what it should have been. The project's own row stays as it is. */
export class Migration20261202100300 extends Migration {
  override up(): void {
    this.addSql(`create table project_correction (${KEY_COLUMN},
      project_id bigint not null references project, version int not null,
      fact text not null check (fact in (${FACTS.map((fact) => `'${fact}'`).join(', ')})),
      was text not null, corrected text not null check (corrected <> was), check (${SHAPE}),
      reason text not null,
      occurred_on date not null, received_on date not null check (received_on >= occurred_on),
      ${RECORD_COLUMNS}, ${BY},
      unique (project_id, fact, version))`);
    rowLevelSecurity('schools', 'project_correction', { condition: visibleThrough('project', 'id', 'project_correction.project_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on project_correction from "${roleName('schools', 'app')}"`);
  }
}
