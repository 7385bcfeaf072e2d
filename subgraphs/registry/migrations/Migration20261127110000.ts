import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

const APP = `"${roleName('registry', 'app')}"`;

const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

/** What the migration before gave the other facts, and a shielded child's approvals, whose queue would tell the region. */
export class Migration20261127110000 extends Migration {
  override up(): void {
    this.addSql('alter table marriage add column told_at timestamptz');
    this.addSql(`create policy approval_shielded on approval as restrictive for select to ${APP} using (
      current_setting('app.path', true) = 'relation' or current_setting('app.regions', true) = '*' or official_iin = current_setting('app.person', true)
      or not exists (select 1 from restriction r where r.iin = approval.iin and r.superseded_at is null and (r.valid_to is null or r.valid_to > ${TODAY})))`);
  }
}
