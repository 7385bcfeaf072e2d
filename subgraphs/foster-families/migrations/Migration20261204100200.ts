import { Migration } from '@mikro-orm/migrations';
import { settingsAskedOnce } from '../../shared/database/row-level-security.js';

const RELATION = `current_setting('app.path', true) = 'relation'`;
const CONFIDENTIAL = `current_setting('app.confidential', true) = 'visible'`;
const ANYWHERE = `(select current_setting('app.path', true) = 'register' and current_setting('app.regions', true) <> '')`;
const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

/** As Migration20261204100000, of children, their brothers and sisters, the databank and placements, with what hides the sealed and the shielded. */
export class Migration20261204100200 extends Migration {
  override up(): void {
    this.anywhere('shielding');
    this.anywhere('care_sibling');
    this.askOnce('known_child', null);
    this.askOnce('care_need', 'region_kato');
    this.askOnce('placement', 'region_kato');
    this.hide('care_sibling', 'care_sibling.sibling_iin');
    this.hide('care_need', 'care_need.iin');
    this.hide('placement', 'placement.iin');
    this.addSql(`alter policy placement_pending on placement using (awaited_event is null or (select ${CONFIDENTIAL}))`);
  }

  private askOnce(table: string, region: string | null): void {
    settingsAskedOnce(table, { region }).forEach((sql) => this.addSql(sql));
  }

  private anywhere(table: string): void {
    this.addSql(`alter policy ${table}_relation on ${table} using ((select ${RELATION}))`);
    this.addSql(`alter policy ${table}_register on ${table} using (${ANYWHERE})`);
  }

  private hide(table: string, iin: string): void {
    this.addSql(`alter policy ${table}_sealed on ${table} using (sealed_on is null or (select ${CONFIDENTIAL}))`);
    this.addSql(`alter policy ${table}_shielded on ${table} using ((select ${RELATION} or ${CONFIDENTIAL})
      or not exists (select 1 from shielding where shielding.iin = ${iin} and (shielding.valid_to is null or shielding.valid_to > ${TODAY})))`);
  }
}
