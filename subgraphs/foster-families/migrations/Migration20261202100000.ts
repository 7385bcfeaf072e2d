import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const [APP, EXPORT] = [`"${roleName('foster-families', 'app')}"`, `"${roleName('foster-families', 'export')}"`];

const STANDINGS = 'HOUSING_OWNED HOUSING_USE_KEPT HOUSING_NOT_QUEUED HOUSING_APPLIED HOUSING_QUEUED HOUSING_REFUSED HOUSING_PROVIDED ALIMONY_NOBODY_OWES ALIMONY_NOT_CLAIMED ALIMONY_CLAIMED ALIMONY_ORDERED ALIMONY_UNPAID ALIMONY_ENFORCED ALIMONY_DISMISSED'
  .split(' ').map((standing) => `'${standing}'`).join(', ');

/** Statements are never changed: a wrong one is corrected by another that names it, once. */
const statement = (table: string): string => `
      received_on date not null,
      corrects_id bigint references ${table},
      official text, organisation text,
      ${RECORD_COLUMNS}`;

/** Housing and alimony of children in care; specialists of guardianship bodies and children of their districts. */
export class Migration20261202100000 extends Migration {
  override up(): void {
    this.rights();
    this.staffing();
  }

  /** Keyed by the placement, so that regions, shielding, adoption and a new IIN of the child are those of the placement. */
  private rights(): void {
    this.addSql(`create table ward_right (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      placement_id bigint not null references placement,
      kind text not null check (kind in ('HOUSING', 'ALIMONY')),
      standing text not null check (standing in (${STANDINGS}) and starts_with(standing, kind)),
      occurred_on date not null check (occurred_on <= received_on),
      ${statement('ward_right')})`);
    this.addSql('create index on ward_right (placement_id, kind, occurred_on, id)');
    this.correctedOnce('ward_right');
    rowLevelSecurity('foster-families', 'ward_right', { condition: visibleThrough('placement', 'id', 'ward_right.placement_id') }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on ward_right from ${APP}`);
  }

  /** Corrections alone, which are few. */
  private correctedOnce(table: string): void {
    this.addSql(`create unique index on ${table} (corrects_id) where corrects_id is not null`);
  }

  private staffing(): void {
    this.addSql(`create table guardianship_staff (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      ${PLACE_COLUMNS},
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      posts numeric(7, 2) not null check (posts >= 0 and posts % 0.25 = 0),
      filled numeric(7, 2) not null check (filled between 0 and posts and filled % 0.25 = 0),
      valid_from date not null check (valid_from <= received_on),
      ${statement('guardianship_staff')})`);
    this.addSql(`create table district_children (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      ${PLACE_COLUMNS},
      children int not null check (children >= 0),
      valid_from date not null check (valid_from <= received_on),
      ${statement('district_children')})`);
    for (const table of ['guardianship_staff', 'district_children']) {
      this.addSql(`create index on ${table} (district_kato, valid_from, id)`);
      this.correctedOnce(table);
      this.addSql(`grant select, insert on ${table} to ${APP}`);
      this.addSql(`grant select on ${table} to ${EXPORT}`);
    }
  }
}
