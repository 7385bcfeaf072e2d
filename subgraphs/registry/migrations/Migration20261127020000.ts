import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { rowLevelSecurity, visibleThrough } from '../../shared/database/row-level-security.js';
import { KEY_COLUMN } from './columns.js';

const APP = `"${roleName('registry', 'app')}"`;

/** Who did it: account, role and body as the token says them; `iin` is the person behind it. */
const by = (iin: string): string => `
  account text not null,
  role text not null,
  organisation text check (organisation ~ '^[0-9]{12}$'),
  ${iin} text not null check (length(${iin}) = 12)`;

/**
 * Exceptional accesses to a record: what an official opened or asked for, and the steps that others took on it. Rows are added
 * and never changed, but for an IIN that was replaced.
 */
export class Migration20261127020000 extends Migration {
  override up(): void {
    this.addSql(`create table approval (
      id uuid primary key default gen_random_uuid(),
      number bigint generated always as identity unique,
      kind text not null check (kind in ('BREAK_GLASS', 'OWN_RELATIVE')),
      iin text not null references person on update cascade,
      region_kato text references region,
      ${by('official_iin')},
      reason text not null,
      case_number text check (case_number is not null or kind <> 'BREAK_GLASS'),
      asked_at timestamptz not null,
      until timestamptz not null check (until > asked_at))`);
    this.addSql('create index on approval (official_iin)');
    this.addSql('create index on approval (iin)');
    this.addSql(`create table approval_step (${KEY_COLUMN},
      approval uuid not null references approval,
      step text not null check (step in ('DECISION', 'REVIEW', 'REVOCATION')),
      verdict text not null check (verdict in ('APPROVED', 'REFUSED', 'JUSTIFIED', 'UNJUSTIFIED', 'REVOKED')),
      ${by('by_iin')},
      note text not null,
      at timestamptz not null,
      until timestamptz check (until > at),
      unique (approval, step))`);
    this.secure('approval', { region: 'region_kato' }, 'official_iin');
    this.secure('approval_step', { condition: visibleThrough('approval', 'id', 'approval_step.approval') }, 'by_iin');
    // Officials see what they opened outside of their own regions.
    this.addSql(`create policy approval_own on approval for select to ${APP}
      using (current_setting('app.path', true) = 'register' and official_iin = current_setting('app.person', true))`);
  }

  private secure(table: string, rule: Parameters<typeof rowLevelSecurity>[2], replaceable: string): void {
    rowLevelSecurity('registry', table, rule).forEach((sql) => this.addSql(sql));
    this.addSql(`revoke update on ${table} from ${APP}`);
    this.addSql(`grant update (${replaceable}) on ${table} to ${APP}`);
  }
}
