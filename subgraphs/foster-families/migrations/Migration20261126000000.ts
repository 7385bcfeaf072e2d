import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { IIN, KEY_COLUMN } from './columns.js';

const APP = `"${roleName('foster-families', 'app')}"`;

/** What it takes to record a placement: who may be placed, what was recorded when, and what still waits. */
export class Migration20261126000000 extends Migration {
  override up(): void {
    this.knownChild();
    this.placementEvent();
    this.pendingPlacements();
  }

  /**
   * Everybody who could be placed, as the civil registry's feed tells of them: the law ends forms of placement at an age. It has no
   * region, because a child may be placed anywhere; it is looked into by key, past the regions of whoever asks.
   */
  private knownChild(): void {
    this.addSql(`create table known_child (
      iin ${IIN} primary key,
      birth_date date not null,
      died_on date check (died_on >= birth_date),
      recorded_at timestamptz not null default now())`);
    rowLevelSecurity('foster-families', 'known_child', { region: null }).forEach((sql) => this.addSql(sql));
    // A replaced IIN gives way to what is there under the new one already.
    this.addSql(`grant delete on known_child to ${APP}`);
  }

  /** The journal of a placement, one entry for each change since the register went live. Whoever sees a placement sees it. */
  private placementEvent(): void {
    this.addSql(`create table placement_event (${KEY_COLUMN},
      placement_id bigint not null references placement,
      kind text not null check (kind in ('RECORDED', 'TOOK_EFFECT', 'SHIELDED', 'SHIELDING_LIFTED', 'ENDED')),
      occurred_on date not null, received_on date not null,
      source text not null,
      version int not null,
      recorded_at timestamptz not null default now(),
      unique (placement_id, version))`);
    const condition = visibleThrough('placement', 'id', 'placement_event.placement_id');
    rowLevelSecurity('foster-families', 'placement_event', { condition }).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on placement_event from ${APP}`);
  }

  /**
   * A shielded placement takes effect when others have applied the event that is named here. Until then nobody but the authority
   * sees it, and for good when it ended before: the policy is restrictive, so that no other one opens it.
   */
  private pendingPlacements(): void {
    this.addSql('alter table placement add column awaited_event uuid');
    this.addSql(`create policy placement_pending on placement as restrictive for select to ${APP} using (
      awaited_event is null or current_setting('app.confidential', true) = 'visible')`);
  }
}
