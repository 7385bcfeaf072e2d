import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN, PUBLIC_ID_COLUMN } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

/** What an entitlement tells (payee, form, amount) only the authority may know, and the feed: nothing here is shown by a field. */
const CONFIDENTIAL = `current_setting('app.confidential', true) = 'visible'`;

/** What placements make due, and an adoption once: computed here alone, told to benefits. */
export class Migration20261130200100 extends Migration {
  override up(): void {
    this.carers();
    this.means();
    this.entitlements();
    this.computed();
  }

  /** The day of a carer's death, as the civil registry tells it: nobody is paid beyond its month. */
  private carers(): void {
    this.addSql('alter table carer add column died_on date');
  }

  /** What a ward has of their own a month, from a day on (Code on Marriage and Family, 125(2)). */
  private means(): void {
    this.addSql(`create table ward_means (${KEY_COLUMN},
      placement_id bigint not null references placement,
      valid_from date not null,
      monthly_income numeric(14, 2) not null check (monthly_income >= 0),
      source text not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on ward_means (placement_id, valid_from, id)');
    this.secure('ward_means', { condition: visibleThrough('placement', 'id', 'ward_means.placement_id') });
    this.addSql(`revoke update on ward_means from ${APP}`);
  }

  private entitlements(): void {
    this.addSql(`create table care_entitlement (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      family_id bigint references foster_family,
      programme text not null check (programme in ('GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER', 'ADOPTION_ONCE')),
      component text not null check (component in ('CHILD_MONEY', 'CARER_PAY', 'BENEFIT')),
      carer_id bigint references carer,
      adopted_placement_id bigint unique references placement,
      adopter_iin text check (length(adopter_iin) = 12),
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      act text not null,
      region_kato text not null check (region_kato ~ '^[0-9]{2}0{7}$'),
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      end_reason text check (end_reason in ('MAJORITY', 'CHILD_DIED', 'PLACEMENT_ENDED')),
      version int not null default 1,
      recorded_at timestamptz not null default now(),
      check (component <> 'CARER_PAY' or carer_id is not null),
      check ((programme = 'ADOPTION_ONCE') = (family_id is null)),
      check (num_nulls(adopted_placement_id, adopter_iin) = case programme when 'ADOPTION_ONCE' then 0 else 2 end))`);
    this.addSql('create index on care_entitlement (family_id)');
    this.addSql('create index on care_entitlement (adopter_iin)');
    this.secure('care_entitlement', { region: 'region_kato' });
    this.addSql(`create table care_entitlement_part (
      entitlement_id bigint not null references care_entitlement,
      placement_id bigint not null references placement,
      valid_from date not null, valid_to date,
      recorded_at timestamptz not null default now(),
      primary key (entitlement_id, placement_id, valid_from))`);
    this.addSql('create index on care_entitlement_part (placement_id)');
    this.addSql(`create table care_entitlement_amount (
      entitlement_id bigint not null references care_entitlement,
      valid_from date not null, valid_to date check (valid_to > valid_from),
      tier text not null,
      exact numeric not null check (exact > 0),
      amount numeric(14, 2) not null check (amount > 0),
      rule_version text not null,
      recorded_at timestamptz not null default now(),
      primary key (entitlement_id, valid_from))`);
    for (const table of ['care_entitlement_part', 'care_entitlement_amount']) {
      this.secure(table, { condition: visibleThrough('care_entitlement', 'id', `${table}.entitlement_id`) });
      this.addSql(`grant delete on ${table} to ${APP}`);
      this.addSql(`revoke update on ${table} from ${APP}`);
    }
  }

  /**
   * With which figures a family's money was computed last: others come, and it is computed again. Null while it never was.
   * `told_from`: of placements recorded before this row, what was over by then was paid without a word from here, and is never told.
   */
  private computed(): void {
    this.addSql(`create table family_money (
      family_id bigint primary key references foster_family,
      figures_at timestamptz,
      told_from date not null,
      recorded_at timestamptz not null default now())`);
    this.secure('family_money', { region: null });
  }

  private secure(table: string, rule: Parameters<typeof rowLevelSecurity>[2]): void {
    rowLevelSecurity('foster-families', table, rule).forEach((sql) => this.addSql(sql));
    this.addSql(`create policy ${table}_confidential on ${table} as restrictive for select to ${APP} using (${CONFIDENTIAL})`);
  }
}
