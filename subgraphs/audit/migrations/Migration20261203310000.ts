import { Migration } from '@mikro-orm/migrations';
import { closedTable } from './closed-table.js';

/** Figures of regions by year, as they are told: worked out once a month, of one snapshot. */
export class Migration20261203310000 extends Migration {
  override up(): void {
    this.addSql(`create table region_index (
      id bigint generated always as identity primary key,
      snapshot_id bigint not null references snapshot,
      year integer not null,
      day date not null,
      month date not null,
      unique (year, month))`);
    this.addSql(`create table region_index_figure (
      index_id bigint not null references region_index,
      region text not null,
      measure text not null,
      numerator numeric,
      denominator numeric,
      primary key (index_id, region, measure))`);
    for (const table of ['region_index', 'region_index_figure']) closedTable(table, { register: 'insert' }).forEach((sql) => this.addSql(sql));
  }
}
