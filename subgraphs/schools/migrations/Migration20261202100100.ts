import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { RECORD_COLUMNS } from './columns.js';
import { BY } from './project/columns.js';

const LEAVE_REASONS = ['PROMOTED', 'REPEATED', 'TRANSFERRED', 'GRADUATED', 'COLLEGE', 'MOVED_ABROAD', 'DEATH', 'OTHER'];

/**
 * That a school's classes were moved on to a school year: once, by the key. The numbers are without children whose whereabouts are withheld,
 * who move on like everybody.
 */
export class Migration20261202100100 extends Migration {
  override up(): void {
    const number = (name: string): string => `${name} int not null check (${name} >= 0)`;
    this.addSql(`create table class_promotion (
      school_id bigint not null references school, school_year date not null,
      ${['promoted', 'repeated', 'completed', 'left_out'].map(number).join(', ')},
      completed_on date not null check (completed_on <= school_year),
      ${RECORD_COLUMNS}, ${BY},
      primary key (school_id, school_year))`);
    this.addSql(`grant select, insert on class_promotion to "${roleName('schools', 'app')}"`);
    this.addSql(`grant select on class_promotion to "${roleName('schools', 'export')}"`);

    this.addSql('alter table enrolment drop constraint enrolment_leave_reason_check');
    this.addSql(`alter table enrolment add constraint enrolment_leave_reason_check check (leave_reason in (${LEAVE_REASONS.map((reason) => `'${reason}'`).join(', ')})) not valid`);
  }
}
