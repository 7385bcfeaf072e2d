import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN } from './columns.js';

/**
 * What guardianship bodies have made due, as they told it last, and the award that it is shown and paid by; none where nothing was ever
 * due. An award that was paid before anybody told of it is theirs from `decides_from` on.
 */
export class Migration20261130200400 extends Migration {
  override up(): void {
    this.addSql(`create table due_entitlement (${KEY_COLUMN},
      entitlement uuid not null unique,
      version int not null check (version >= 1),
      award_id bigint unique references benefit_award,
      act text not null,
      told_on date not null,
      decides_from date,
      recorded_at timestamptz not null default now())`);
    const condition = visibleThrough('benefit_award', 'id', 'due_entitlement.award_id');
    rowLevelSecurity('benefits', 'due_entitlement', { condition }).forEach((sql) => this.addSql(sql));
    // The act of a district's body tells the place, as the award does.
    this.addSql(`create policy due_entitlement_shielded on due_entitlement as restrictive for select to "${roleName('benefits', 'app')}" using (
      current_setting('app.path', true) = 'relation' or current_setting('app.confidential', true) = 'visible' or ${condition})`);
  }
}
