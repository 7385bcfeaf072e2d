import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { PageRequest } from '../../../shared/pagination.js';
import { MAJORITY } from '../../migrations/ledger/majority.js';
import type { SavingsDestination } from './settlement-codes.type.js';

/** Somebody whose savings are due to go to a destination. */
export interface DueRow {
  /** Number of the account on the ledger. */
  readonly accountId: string;
  readonly iin: string;
  readonly dueOn: CivilDate;
  /** USD. */
  readonly amount: string;
}

const balanceOf = (account: string, iin: string): string => `(select coalesce(sum(case when t.credit_account = ${account} then t.amount else -t.amount end), 0) from transfer t where t.iin = ${iin} and ${account} in (t.credit_account, t.debit_account))`;

/** Whose money it is, on which account, and from when on it is due. Heirs get what is on a claim that lasts where there was no account yet. */
const HOLDINGS: Readonly<Record<SavingsDestination, string>> = {
  PENSION: `select s.account_id, s.iin, (${MAJORITY} + interval '10 years')::date as due_on from savings_account s join listed_child l on l.iin = s.iin where l.died_on is null and l.birth_date <= ?::date - interval '28 years'`,
  HEIRS: `select h.account_id, h.iin, greatest(${MAJORITY}, l.died_on) as due_on
      from (select account_id, iin from savings_account union all
            select c.account_id, c.iin from savings_claim c where c.closed_on is null and not exists (select 1 from savings_account s where s.iin = c.iin)) h
      join listed_child l on l.iin = h.iin where l.died_on is not null and l.died_on <= ?::date`,
};

/** Register path: due by a day, with something on the account and no application under way; by number of the account, one row more than the page. */
export const listDue = (em: EntityManager, destination: SavingsDestination, on: CivilDate, { limit, after }: PageRequest): Promise<DueRow[]> =>
  em.execute<DueRow[]>(`
    select d.account_id::text as "accountId", d.iin, d.due_on::text as "dueOn", b.amount::text from (${HOLDINGS[destination]}) d cross join lateral (select ${balanceOf('d.account_id', 'd.iin')} as amount) b
     where d.account_id > ? and d.due_on <= ?::date and b.amount > 0 and not exists (select 1 from payout p where p.iin = d.iin and p.state in ('SUBMITTED', 'CHECKED', 'PAID'))
     order by d.account_id limit ?`, [on, after ?? '0', on, limit + 1]);
