import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { KEY_COLUMN, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

/**
 * Which part of a district a school serves, and how many children it takes in. A place is taken by raising `taken` under the row's
 * lock: whatever applies at once, the check lets nobody past `places`. `set_aside` places are for children whose whereabouts are withheld:
 * taken from `places` they could be counted by whoever knows the others.
 */
export class Migration20261201412000 extends Migration {
  override up(): void {
    this.addSql(`create table catchment (${KEY_COLUMN},
      school_id bigint not null references school,
      district_kato text not null,
      code text not null, name text not null,
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      ${RECORD_COLUMNS})`);
    this.addSql('create unique index catchment_in_force on catchment (school_id, code) where valid_to is null');

    this.addSql(`create table intake (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      school_id bigint not null references school,
      school_year date not null,
      class_number int not null check (class_number between 0 and 11),
      language text not null check (language in ('KK', 'RU', 'OTHER')),
      places int not null check (places >= 0),
      taken int not null default 0,
      set_aside int not null,
      set_aside_taken int not null default 0,
      ceiling int not null,
      version int not null default 1,
      ${RECORD_COLUMNS},
      constraint intake_not_over check (taken between 0 and places),
      constraint intake_set_aside_not_over check (set_aside_taken between 0 and set_aside),
      constraint intake_in_building check (places + set_aside <= ceiling),
      unique (school_id, school_year, class_number, language))`);

    for (const table of ['catchment', 'intake']) {
      this.addSql(`grant select, insert, update on ${table} to "${roleName('schools', 'app')}"`);
      this.addSql(`grant select on ${table} to "${roleName('schools', 'export')}"`);
    }
  }
}
