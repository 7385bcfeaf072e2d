import { Migration } from '@mikro-orm/migrations';

/**
 * An award that was never due (false data: Social Code, 83(3)3, 86(4)4, 92(3)4, 95(3)1, 185(3)3) takes nobody's place: another person may
 * have the same right from the same day. PostgreSQL knows no exclusion that is built beside everybody.
 */
export class Migration20261129000300 extends Migration {
  static readonly allowed = {
    'builds the index benefit_award_child_once of benefit_award_child with the table locked':
      'An exclusion constraint can be neither `not valid` nor built concurrently. Awards are written in office hours: run it outside of them.',
  };

  override up(): void {
    this.addSql('alter table benefit_award_child add column never_due boolean not null default false');
    this.addSql('alter table benefit_award_child drop constraint benefit_award_child_once');
    this.addSql(`alter table benefit_award_child add constraint benefit_award_child_once
      exclude using gist (iin with =, child_right with =, daterange(since, until, '[]') with &&) where (not never_due)`);
  }
}
