import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

/** A placement's life between its first and last day: visits and reports, and what the journal says of them and of what is paid. */
export class Migration20261130230200 extends Migration {
  override up(): void {
    this.addSql(`create table placement_visit (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      placement_id bigint not null references placement,
      announced boolean not null,
      visited_on date not null, received_on date not null check (received_on >= visited_on),
      child_seen boolean not null, seen_alone boolean not null check (child_seen or not seen_alone),
      finding text not null check (finding in ('WELL', 'CONCERN', 'DANGER')),
      ${RECORD_COLUMNS})`);
    this.addSql(`create table placement_report (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      placement_id bigint not null references placement,
      due_on date not null,
      received_on date not null,
      health_passport boolean not null,
      ${RECORD_COLUMNS},
      unique (placement_id, due_on))`);
    this.addSql('create index on placement_visit (placement_id)');
    for (const table of ['placement_visit', 'placement_report']) {
      rowLevelSecurity('foster-families', table, { condition: visibleThrough('placement', 'id', `${table}.placement_id`) }).forEach((sql) => this.addSql(sql));
      this.addSql(`revoke update on ${table} from ${APP}`);
    }
    this.addSql('alter table placement_event drop constraint placement_event_kind_check');
    this.addSql(`alter table placement_event add constraint placement_event_kind_check check (kind in ('RECORDED', 'TOOK_EFFECT', 'SHIELDED', 'SHIELDING_LIFTED', 'EXTENDED', 'VISITED', 'REPORTED', 'MEANS_RECORDED', 'ADOPTION_PAYMENT_DECIDED', 'ENDED')) not valid`);
  }
}
