import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { bin, IIN, KEY_COLUMN, PUBLIC_ID_COLUMN, REGION_COLUMN } from './columns.js';
import { oneOf } from './sql.js';

const COMPONENTS = ['BENEFIT', 'CHILD_MONEY', 'CARER_PAY'];
const STATUSES = ['ACTIVE', 'SUSPENDED', 'TERMINATED', 'COMPLETED'];
const END_REASONS = ['PAID', 'TERM_ENDED', 'MAJORITY', 'CHILD_DIED', 'RECIPIENT_DIED', 'RECIPIENT_CHANGED', 'CHILD_IN_CARE', 'RIGHTS_REMOVED',
  'CITIZENSHIP_LOST', 'MOVED_ABROAD', 'TOO_FEW_CHILDREN', 'DISABILITY_ENDED', 'PLACEMENT_ENDED', 'AWARD_REPLACED'];

/**
 * What a child can have one award of at a time. The two childcare benefits are one right (Social Code, 81(2), 84(1)).
 * Exempt are the Fund's survivor payment, due once for each lost parent (239(3)), and pay, due to each of two carers.
 */
const RIGHT = `case when programme in ('CARE_STATE', 'CARE_GFSS') then 'CARE'
  when programme = 'SURVIVOR_GFSS' or component = 'CARER_PAY' then null else programme || '/' || component end`;

/** Set in a register transaction for the ministry: it pays, so it alone sees awards about shielded children there. */
const CONFIDENTIAL = `current_setting('app.confidential', true) = 'visible'`;

const TODAY = `(now() at time zone 'Asia/Almaty')::date`;

/** Awards, the children they are for, their amounts, and what was paid. */
export class Migration20261122210000 extends Migration {
  override up(): void {
    // A trusted extension: whoever owns the database may add it, a superuser is not needed.
    this.addSql('create extension if not exists btree_gist');
    this.awards();
    this.children();
    this.money();
    this.shielding();
    this.secure();
  }

  private awards(): void {
    this.addSql(`create table benefit_award (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      programme text not null references benefit_programme,
      component text not null default 'BENEFIT' check (component ${oneOf(COMPONENTS)}),
      recipient_iin text check (length(recipient_iin) = 12),
      recipient_bin text ${bin('recipient_bin')},
      ${REGION_COLUMN},
      deciding_body text not null ${bin('deciding_body')},
      occurred_on date not null, received_on date not null, decided_on date not null,
      since date not null, until date,
      status text not null check (status ${oneOf(STATUSES)}),
      suspended_from date,
      end_reason text check (end_reason ${oneOf(END_REASONS)}),
      end_occurred_on date, end_received_on date,
      recorded_at timestamptz not null default now(),
      unique (id, programme, component, region_kato),
      check (num_nonnulls(recipient_iin, recipient_bin) = 1),
      check (occurred_on <= received_on and received_on <= decided_on),
      check (until >= since),
      check ((status in ('TERMINATED', 'COMPLETED')) = (end_reason is not null)),
      check (end_reason is null or num_nonnulls(until, end_occurred_on, end_received_on) = 3),
      check ((status = 'SUSPENDED') = (suspended_from is not null)))`);
    this.addSql('create index on benefit_award (recipient_iin)');
    this.addSql('create index on benefit_award (programme, id)');
    this.addSql('create index on benefit_award (region_kato, id)');
  }

  /**
   * The region stands here too, because a policy on awards that asks for children, and one on children that asks for
   * awards, would call each other for ever; the foreign key keeps the two the same. The exclusion is what prevents a second
   * award of one right for one child, whoever applies for it.
   */
  private children(): void {
    this.addSql(`create table benefit_award_child (${KEY_COLUMN},
      award_id bigint not null,
      programme text not null, component text not null, region_kato text not null,
      child_right text generated always as (${RIGHT}) stored,
      iin ${IIN},
      since date not null, until date check (until >= since),
      recorded_at timestamptz not null default now(),
      foreign key (award_id, programme, component, region_kato) references benefit_award (id, programme, component, region_kato) on update cascade,
      constraint benefit_award_child_once exclude using gist (iin with =, child_right with =, daterange(since, until, '[]') with &&))`);
    this.addSql(`create unique index benefit_award_child_born_once on benefit_award_child (iin) where programme = 'BIRTH'`);
    this.addSql('create index on benefit_award_child (iin)');
    this.addSql('create index on benefit_award_child (award_id)');
  }

  private money(): void {
    this.addSql(`create table benefit_award_amount (${KEY_COLUMN},
      award_id bigint not null references benefit_award,
      valid_from date not null, valid_to date check (valid_to > valid_from),
      tier text not null,
      exact numeric not null check (exact > 0),
      gross numeric(14, 2) not null check (gross > 0),
      withheld numeric(14, 2) not null default 0 check (withheld >= 0 and withheld < gross),
      rule_version text not null,
      recorded_at timestamptz not null default now(),
      unique (award_id, valid_from))`);

    this.addSql(`create table benefit_payment (${KEY_COLUMN},
      award_id bigint not null references benefit_award,
      month date not null check (extract(day from month) = 1),
      amount numeric(14, 2) not null check (amount > 0),
      withheld numeric(14, 2) not null default 0 check (withheld >= 0),
      paid_on date not null check (paid_on >= month),
      budget_level text not null check (budget_level ${oneOf(['REPUBLICAN', 'LOCAL', 'FUND'])}),
      ${REGION_COLUMN},
      rule_version text not null,
      recorded_at timestamptz not null default now(),
      unique (award_id, month))`);
    this.addSql('create index on benefit_payment (month, region_kato)');
  }

  private shielding(): void {
    this.addSql(`create table shielding (${KEY_COLUMN},
      iin ${IIN},
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      source text not null,
      recorded_at timestamptz not null default now())`);
    this.addSql('create index on shielding (iin)');
  }

  private secure(): void {
    rowLevelSecurity('benefits', 'benefit_award', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    rowLevelSecurity('benefits', 'benefit_award_child', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    for (const table of ['benefit_award_amount', 'benefit_payment']) {
      const condition = visibleThrough('benefit_award', 'id', `${table}.award_id`);
      rowLevelSecurity('benefits', table, { condition }).forEach((sql) => this.addSql(sql));
    }
    // No place and no payee stands in it; hidden by region, it could not hide a child placed in another one.
    rowLevelSecurity('benefits', 'shielding', { condition: 'true' }).forEach((sql) => this.addSql(sql));
    this.hideShielded();
  }

  /**
   * On the register path awards about a shielded child, and whatever hangs on them, are not there for officials of a
   * region: payee and region say where the child is. Restrictive policies, so that no other policy and no forgotten
   * condition opens them. `benefit_award_child` cannot have one, because the policy on awards must see it: read it through
   * awards only.
   */
  private hideShielded(): void {
    const onlyIf = (table: string, condition: string): void =>
      this.addSql(`create policy ${table}_shielded on ${table} as restrictive for select to "${roleName('benefits', 'app')}" using (
        current_setting('app.path', true) = 'relation' or ${CONFIDENTIAL} or ${condition})`);
    onlyIf('benefit_award', `not exists (select 1 from benefit_award_child c join shielding s on s.iin = c.iin
      where c.award_id = benefit_award.id and (s.valid_to is null or s.valid_to > ${TODAY}))`);
    for (const table of ['benefit_award_amount', 'benefit_payment']) onlyIf(table, visibleThrough('benefit_award', 'id', `${table}.award_id`));
  }
}
