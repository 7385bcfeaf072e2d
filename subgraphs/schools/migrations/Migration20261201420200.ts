import { Migration } from '@mikro-orm/migrations';
import { COHORTS } from './cohort-count.js';
import { keepCount } from './kept-count.js';

/**
 * Children of each district by the school year in which they have the age for class 1, kept as the civil registry tells of them: what is
 * planned by.
 */
export class Migration20261201420200 extends Migration {
  override up(): void {
    this.addSql(`create table resident_cohort (first_year int not null, district_kato text not null, region_kato text not null, children int not null, primary key (first_year, district_kato))`);
    keepCount(COHORTS).forEach((sql) => this.addSql(sql));
  }
}
