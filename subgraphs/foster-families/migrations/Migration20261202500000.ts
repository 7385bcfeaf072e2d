import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

/** Who was adopted is the authority's alone, on the register: no relation and no official of a region opens it (102). */
const OF_AUTHORITY = `current_setting('app.path', true) = 'register' and current_setting('app.confidential', true) = 'visible'`;

const oneOf = (values: string): string => values.split(' ').map((value) => `'${value}'`).join(', ');

/** Adoptions whose adopters report. No key of another table stands in them, and none of theirs in another. */
export class Migration20261202500000 extends Migration {
  override up(): void {
    this.addSql(`create table adoption (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      adopter_iin ${IIN},
      second_adopter_iin text check (length(second_adopter_iin) = 12),
      home text not null check (home in (${oneOf('KAZAKHSTAN ABROAD')})),
      decided_on date not null, received_on date not null check (received_on >= decided_on),
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      ${PLACE_COLUMNS},
      ended_on date check (ended_on >= decided_on), ending text check (ending in (${oneOf('CANCELLED INVALID')})), end_source text,
      official text, organisation text,
      ${RECORD_COLUMNS},
      version int not null default 1,
      check (num_nulls(ended_on, ending, end_source) in (0, 3)))`);
    for (const column of ['iin', 'adopter_iin', 'second_adopter_iin']) this.addSql(`create index on adoption (${column})`);
    this.addSql('create index on adoption (region_kato, id)');
    this.addSql('create unique index adoption_open on adoption (iin) where ended_on is null');
    rowLevelSecurity('foster-families', 'adoption', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    this.addSql(`create table adoption_report (${KEY_COLUMN},
      adoption_id bigint not null references adoption,
      due_on date not null, received_on date not null,
      living text not null check (living in (${oneOf('WELL HELP_WISHED IN_DOUBT')})),
      education text not null check (education in (${oneOf('AT_HOME KINDERGARTEN SCHOOL COLLEGE NONE')})),
      health text not null check (health in (${oneOf('HEALTHY UNDER_OBSERVATION DISABILITY')})),
      official text, organisation text,
      ${RECORD_COLUMNS},
      unique (adoption_id, due_on))`);
    rowLevelSecurity('foster-families', 'adoption_report', { condition: visibleThrough('adoption', 'id', 'adoption_report.adoption_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on adoption_report from ${APP}`);
    for (const table of ['adoption', 'adoption_report']) this.addSql(`create policy ${table}_confidential on ${table} as restrictive for select to ${APP} using (${OF_AUTHORITY})`);
  }
}
