import { Migration } from '@mikro-orm/migrations';
import { keepCount } from './kept-count.js';
import { ROLL } from './roll-count.js';

/**
 * Pupils on the roll on the first day of a school year, by shift, kept as enrolments are written: counted anew for every answer,
 * the country's are some four million rows. Children whose whereabouts are withheld are in it, and are taken off by who reads it
 * (`roll.repository.ts`): from when to when that is so goes by the day of the question.
 */
export class Migration20261201420000 extends Migration {
  override up(): void {
    this.addSql(`create table school_roll (
      school_year int not null, school_id bigint not null, shift int not null,
      pupils int not null,
      primary key (school_year, school_id, shift))`);
    keepCount(ROLL).forEach((sql) => this.addSql(sql));
  }
}
