import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const STATES = ['SUBMITTED', 'WAITING', 'ACCEPTED', 'ENROLLED', 'LEFT', 'REFUSED', 'WITHDRAWN'];
const REASONS = ['INCOMPLETE_PAPERS', 'NO_PLACE', 'AGE', 'OUTSIDE_WINDOW'];
const ACTIONS = ['SUBMIT', 'ACCEPT', 'WAIT', 'REFUSE', 'WITHDRAW', 'OFFER', 'ENROL', 'LEAVE'];
const OPEN = `('SUBMITTED', 'WAITING', 'ACCEPTED')`;

const oneOf = (values: readonly string[]): string => `in (${values.map((value) => `'${value}'`).join(', ')})`;

/** Applications for a place in a school, with a journal that nobody edits. */
export class Migration20261201413000 extends Migration {
  override up(): void {
    this.addSql(`create table school_application (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      school_id bigint not null references school,
      region_kato text not null,
      intake_id bigint not null references intake,
      kind text not null check (kind in ('ADMISSION', 'TRANSFER')),
      school_year date not null,
      class_number int not null check (class_number between 0 and 11),
      language text not null check (language in ('KK', 'RU', 'OTHER')),
      applicant_iin text not null check (length(applicant_iin) = 12),
      applicant_role text not null check (applicant_role in ('PARENT', 'REPRESENTATIVE')),
      microdistrict text,
      in_catchment boolean not null,
      special_conditions text,
      papers text[] not null,
      state text not null check (state ${oneOf(STATES)}),
      reason text check (reason ${oneOf(REASONS)}),
      set_aside boolean not null,
      submitted_on date not null, answer_due_on date not null, answered_on date,
      enrolment_id bigint,
      version int not null default 1,
      ${RECORD_COLUMNS},
      check ((state = 'REFUSED') = (reason is not null)),
      check (state not in ('ENROLLED', 'LEFT') or enrolment_id is not null))`);
    this.addSql('create index on school_application (iin)');
    this.addSql('create index on school_application (applicant_iin)');
    // A child asks for one school at a time.
    this.addSql(`create unique index school_application_one_open on school_application (iin) where state in ${OPEN}`);
    this.addSql('create index on school_application (intake_id, state)');
    this.addSql('create index on school_application (region_kato, id)');
    this.addSql(`create index on school_application (answer_due_on) where state = 'SUBMITTED'`);

    this.addSql(`create table school_application_event (
      application_id bigint not null references school_application,
      version int not null,
      action text not null check (action ${oneOf(ACTIONS)}),
      from_state text check (from_state ${oneOf(STATES)}),
      to_state text not null check (to_state ${oneOf(STATES)}),
      reason text check (reason ${oneOf(REASONS)}),
      occurred_on date not null, received_on date not null,
      account text, organisation text,
      ${RECORD_COLUMNS},
      primary key (application_id, version))`);

    rowLevelSecurity('schools', 'school_application', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    this.hideRestricted();
    const condition = visibleThrough('school_application', 'id', 'school_application_event.application_id');
    rowLevelSecurity('schools', 'school_application_event', { condition }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on school_application_event from "${roleName('schools', 'app')}"`);
  }

  /** As enrolments: a restricted child is absent from the register path, for the ministry's staff as well. */
  private hideRestricted(): void {
    const today = `(now() at time zone 'Asia/Almaty')::date`;
    this.addSql(`create policy school_application_restricted on school_application as restrictive for select to "${roleName('schools', 'app')}" using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible'
      or not exists (select 1 from restricted_child r where r.iin = school_application.iin and (r.valid_to is null or r.valid_to > ${today})))`);
  }
}
