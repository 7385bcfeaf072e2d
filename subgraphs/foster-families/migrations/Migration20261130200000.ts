import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';

/** The figures of the budget laws, as the ministry of benefits tells them: `told_at` is when it recorded what is here. */
export class Migration20261130200000 extends Migration {
  override up(): void {
    this.addSql(`create table index_parameter (
      parameter text not null check (parameter in ('MCI', 'SM', 'MW')),
      valid_from date not null, valid_to date check (valid_to > valid_from),
      amount numeric not null check (amount > 0),
      legal_basis text not null, source text not null, certainty text not null check (certainty in ('A', 'B', 'C', 'D', 'M')),
      told_at timestamptz not null,
      recorded_at timestamptz not null default now(),
      primary key (parameter, valid_from))`);
    const [app, exporter] = [`"${roleName('foster-families', 'app')}"`, `"${roleName('foster-families', 'export')}"`];
    this.addSql(`grant select, insert, delete on index_parameter to ${app}`);
    this.addSql(`grant select on index_parameter to ${exporter}`);
  }
}
