import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const LEAVE_REASONS = ['PROMOTED', 'TRANSFERRED', 'GRADUATED', 'COLLEGE', 'MOVED_ABROAD', 'DEATH', 'OTHER'];

/** Enrolments, and the children whose school is withheld. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    this.addSql(`create table enrolment (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      school_id bigint not null references school,
      region_kato text not null,
      class_number int not null check (class_number between 0 and 11),
      letter text not null,
      language text not null check (language in ('KK', 'RU', 'OTHER')),
      shift int not null check (shift between 1 and 3),
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      leave_reason text check (leave_reason in (${LEAVE_REASONS.map((reason) => `'${reason}'`).join(', ')})),
      ${RECORD_COLUMNS},
      check ((valid_to is null) = (leave_reason is null)))`);
    this.addSql('create index on enrolment (iin)');
    // A child is a pupil of one school at a time.
    this.addSql('create unique index enrolment_one_open on enrolment (iin) where valid_to is null');
    this.addSql('create index on enrolment (school_id, valid_from)');
    this.addSql('create index on enrolment (region_kato, id)');

    this.addSql(`create table restricted_child (${KEY_COLUMN}, iin ${IIN},
      valid_from date not null, valid_to date check (valid_to >= valid_from), ${RECORD_COLUMNS})`);
    this.addSql('create index on restricted_child (iin)');

    rowLevelSecurity('schools', 'enrolment', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    // No place stands in it; hidden by region, it could not hide a child who goes to school in another one.
    rowLevelSecurity('schools', 'restricted_child', { condition: `current_setting('app.regions', true) <> ''` }).forEach((sql) => this.addSql(sql));
    this.hideRestricted();
  }

  /**
   * On the register path a restricted child is absent from lists and counts, with past schools too, for the ministry's
   * staff as well. Restrictive, so that no forgotten condition opens it; `app.confidential` is set for one thing only:
   * the ministry's look-up by key, which answers with a record whose school is withheld.
   */
  private hideRestricted(): void {
    const today = `(now() at time zone 'Asia/Almaty')::date`;
    this.addSql(`create policy enrolment_restricted on enrolment as restrictive for select to "${roleName('schools', 'app')}" using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible'
      or not exists (select 1 from restricted_child r where r.iin = enrolment.iin and (r.valid_to is null or r.valid_to > ${today})))`);
  }
}
