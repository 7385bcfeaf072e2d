import { Migration } from '@mikro-orm/migrations';
import { roleName } from '../../shared/database/roles.js';
import { refuse } from './ledger/refuse.js';

const APP = `"${roleName('savings', 'app')}"`;

/** What the application changes of a row that it has made; the keys of people, since they may be replaced. */
const CHANGED: Readonly<Record<string, string>> = {
  accrual_run: 'status, credited_on, list_as_of, released_account, released_iin, released_at, finished_at, prepared_iin',
  accrual_run_part: 'counted, credited, left_over',
  asset_batch: 'persons, amount',
  savings_claim: 'closed_on, closing_reason, iin',
  savings_account: 'iin',
  payout: 'state, version, pay_by, use_by, reason, transfer_id, used_amount, iin, representative_iin',
};

const guard = (table: string, name: string, body: string): string[] => [
  `create function ${name}() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  ${body}
  return new;
end $$`,
  `create trigger ${name} before update on ${table} for each row when (current_user = '${roleName('savings', 'app')}') execute function ${name}()`,
];

/** What two officials have signed, and what a run has booked, stays as it is: also for the application. */
export class Migration20261130260000 extends Migration {
  static readonly allowed = Object.fromEntries(['accrual_run_total', ...Object.keys(CHANGED)].map((table) =>
    [`takes update on ${table} from the processes`, 'The columns that the version before changes are granted again in the same transaction; it never changed the others.']));

  override up(): void {
    this.addSql(`revoke update on accrual_run_total from ${APP}`);
    for (const [table, columns] of Object.entries(CHANGED)) {
      this.addSql(`revoke update on ${table} from ${APP}`);
      this.addSql(`grant update (${columns}) on ${table} to ${APP}`);
    }
    guard('accrual_run', 'accrual_run_kept', `
  if (new.credited_on, new.list_as_of, new.released_account, new.released_at) is distinct from (old.credited_on, old.list_as_of, old.released_account, old.released_at) and (old.status, new.status) is distinct from ('COUNTED', 'CREDITING') then ${refuse('accrual_run_signed', 'what a run was released with is not changed')}; end if;
  if new.status <> old.status and (old.status in ('DONE', 'WITHDRAWN') or (new.status = 'CREDITING' and old.status <> 'COUNTED')) then ${refuse('accrual_run_status', 'a run that is over stays so, and only one that is counted is released')}; end if;`).forEach((sql) => this.addSql(sql));
    guard('asset_batch', 'asset_batch_kept', `
  perform 1 from accrual_run r where r.id = new.run_id and r.status = 'CREDITING';
  if not found then ${refuse('asset_batch_open', 'a batch of assets changes with its run only')}; end if;`).forEach((sql) => this.addSql(sql));
  }
}
