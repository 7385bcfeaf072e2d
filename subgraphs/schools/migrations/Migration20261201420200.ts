import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { referenceTable } from '../../shared/database/row-level-security.js';
import { COHORTS_FILLED, COUNT_COHORTS, cohortTriggers } from './cohort-count.js';

/**
 * Children of each district by the school year in which they have the age for class 1, kept as the civil registry tells of them: what is
 * planned by. Filled in the transaction that has every later change counted.
 */
export class Migration20261201420200 extends Migration {
  override up(): void {
    this.addSql(`create table resident_cohort (first_year int not null, district_kato text not null, region_kato text not null, children int not null, primary key (first_year, district_kato))`);
    this.addSql(COUNT_COHORTS);
    this.addSql('revoke execute on function count_cohorts() from public');
    referenceTable('schools', 'resident_cohort').forEach((sql) => this.addSql(sql));
    cohortTriggers.forEach((sql) => this.addSql(sql));
    this.fill();
  }

  /** As the role that sees every child: their owner sees none. */
  private fill(): void {
    const reader = `"${roleName('schools', 'export')}"`;
    this.addSql(`grant insert on resident_cohort to ${reader}`);
    this.addSql(`set local role ${reader}`);
    this.addSql(COHORTS_FILLED);
    this.addSql('reset role');
    this.addSql(`revoke insert on resident_cohort from ${reader}`);
  }
}
