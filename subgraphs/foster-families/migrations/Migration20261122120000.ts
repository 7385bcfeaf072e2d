import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN, PLACE_COLUMNS, PUBLIC_ID_COLUMN, RECORD_COLUMNS } from './columns.js';

const FORMS = ['GUARDIANSHIP', 'TRUSTEESHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST', 'INSTITUTION'];
const REASONS = ['ORPHAN', 'RIGHTS_DEPRIVED', 'RIGHTS_LIMITED', 'ABANDONED', 'PARENTS_MISSING', 'NEGLECT'];
const END_REASONS = ['MAJORITY', 'MARRIAGE', 'FULL_CAPACITY', 'RETURNED_TO_PARENT', 'ADOPTED', 'NEW_PLACEMENT', 'CONTRACT_EXPIRED',
  'ENDED_BY_CARER', 'ENDED_BY_BODY', 'CARER_RELEASED', 'CARER_REMOVED', 'DEATH', 'MISSING_OR_DECLARED_DEAD'];

const oneOf = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** Set in a register transaction for the authority that places children: it alone sees sealed and shielded rows. */
const CONFIDENTIAL = `current_setting('app.confidential', true) = 'visible'`;

/** Placements, and which of them are shielded. */
export class Migration20261122120000 extends Migration {
  override up(): void {
    // A trusted extension: whoever owns the database may add it, a superuser is not needed.
    this.addSql('create extension if not exists btree_gist');
    this.addSql(`create table placement (${KEY_COLUMN}, ${PUBLIC_ID_COLUMN},
      iin ${IIN},
      form text not null check (form in (${oneOf(FORMS)})),
      family_id bigint references foster_family,
      institution_bin text check (institution_bin ~ '^[0-9]{12}$'),
      body_bin text not null check (body_bin ~ '^[0-9]{12}$'),
      act text not null,
      reason text not null check (reason in (${oneOf(REASONS)})),
      ${PLACE_COLUMNS},
      valid_from date not null, planned_until date check (planned_until >= valid_from), valid_to date check (valid_to >= valid_from),
      end_reason text check (end_reason in (${oneOf(END_REASONS)})),
      sealed_on date,
      ${RECORD_COLUMNS},
      version int not null default 1,
      check ((form = 'INSTITUTION') = (family_id is null)),
      check (form not in ('INSTITUTION', 'GUEST') or institution_bin is not null),
      check ((valid_to is null) = (end_reason is null)))`);
    this.addSql('create index on placement (iin)');
    this.addSql('create index on placement (family_id)');
    this.addSql('create index on placement (region_kato, id)');
    this.oneAtATime();

    this.addSql(`create table shielding (${KEY_COLUMN},
      iin ${IIN},
      placement_id bigint not null references placement,
      valid_from date not null, valid_to date check (valid_to >= valid_from),
      ${RECORD_COLUMNS})`);
    this.addSql('create index on shielding (iin)');
    this.addSql('create unique index on shielding (placement_id) where valid_to is null');

    rowLevelSecurity('foster-families', 'placement', { region: 'region_kato' }).forEach((sql) => this.addSql(sql));
    // No place and no carer stands in it; hidden by region, it could not hide a child placed in another one.
    rowLevelSecurity('foster-families', 'shielding', { condition: `current_setting('app.regions', true) <> ''` }).forEach((sql) => this.addSql(sql));
    this.hideConfidential();
    this.showFamilies();
  }

  /**
   * A child lives in one placement at a time. A guest stay interrupts life in an institution without ending it, and
   * overlaps neither a family placement nor another stay.
   */
  private oneAtATime(): void {
    const period = 'daterange(valid_from, valid_to) with &&';
    this.addSql(`alter table placement add constraint placement_one_at_a_time exclude using gist (iin with =, ${period}) where (form <> 'GUEST')`);
    this.addSql(`alter table placement add constraint placement_one_family exclude using gist (iin with =, ${period}) where (form <> 'INSTITUTION')`);
  }

  /**
   * Restrictive policies, so that no other policy and no forgotten condition opens these rows. A placement that ended in
   * adoption, and every one before it, is sealed on both paths (the secrecy of adoption, art. 102). On the register
   * path a shielded child is absent with all placements, past ones too: the last address leads to the next.
   */
  private hideConfidential(): void {
    const app = `"${roleName('foster-families', 'app')}"`;
    const today = `(now() at time zone 'Asia/Almaty')::date`;
    this.addSql(`create policy placement_sealed on placement as restrictive for select to ${app} using (sealed_on is null or ${CONFIDENTIAL})`);
    this.addSql(`create policy placement_shielded on placement as restrictive for select to ${app} using (
      current_setting('app.path', true) = 'relation' or ${CONFIDENTIAL}
      or not exists (select 1 from shielding where shielding.iin = placement.iin and (shielding.valid_to is null or shielding.valid_to > ${today})))`);
  }

  /** Whoever sees a placement sees the family of it, though that may have moved to another region since. */
  private showFamilies(): void {
    this.addSql(`create policy foster_family_of_placement on foster_family for select to "${roleName('foster-families', 'app')}" using (
      current_setting('app.path', true) = 'register' and exists (select 1 from placement where placement.family_id = foster_family.id))`);
  }
}
