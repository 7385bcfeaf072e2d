import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { COUNT_ROLL, ROLL_FILLED, rollTriggers } from './roll-count.js';

/**
 * Pupils on the roll on the first day of a school year, by shift, kept as enrolments are written: counted anew for every answer,
 * the country's are some four million rows. Children whose whereabouts are withheld are in it, and are taken off by who reads it
 * (`roll.repository.ts`): from when to when that is so goes by the day of the question.
 *
 * Filled in the transaction that has every later enrolment counted: in batches, what is written between two of them would be counted twice
 * or not at all.
 */
export class Migration20261201420000 extends Migration {
  override up(): void {
    this.addSql(`create table school_roll (
      school_year int not null, school_id bigint not null, shift int not null,
      pupils int not null,
      primary key (school_year, school_id, shift))`);
    this.addSql(COUNT_ROLL);
    this.addSql('revoke execute on function count_roll() from public');
    referenceTable('schools', 'school_roll').forEach((sql) => this.addSql(sql));
    rollTriggers.forEach((sql) => this.addSql(sql));
    this.fill();
  }

  /** As the role that sees every enrolment: their owner sees none. */
  private fill(): void {
    const reader = `"${roleName('schools', 'export')}"`;
    this.addSql(`grant insert on school_roll to ${reader}`);
    this.addSql(`set local role ${reader}`);
    this.addSql(ROLL_FILLED);
    this.addSql('reset role');
    this.addSql(`revoke insert on school_roll from ${reader}`);
  }
}
