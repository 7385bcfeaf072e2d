import { withClient } from '../../../support/kept-connections.js';
import { withCheckDigit } from '../../../../subgraphs/shared/scalars/identifier.js';

let serial = 0;

export interface Wealth {
  /** USD. */
  readonly amount?: string;
  readonly diedOn?: string | null;
  /** First day without citizenship. */
  readonly citizenUntil?: string | null;
  /** A claim that lasts, and no account. */
  readonly claim?: boolean;
}

/** The first year of birth of whom the programme credits. */
const FIRST_BORN = '2006';

/** Puts somebody into a register, with an account since February of 2025 or a claim that lasts; the IIN. Of whom the programme never credited, the money is a claim's of before. */
export async function personIn(adminUrl: string, birthDate: string, { amount = '300.00', diedOn = null, citizenUntil = null, claim = false }: Wealth = {}): Promise<string> {
  let iin: string | null = null;
  while (iin === null) iin = withCheckDigit(`${birthDate.slice(2).replaceAll('-', '')}9${String((serial += 1)).padStart(4, '0')}`);
  await withClient(adminUrl, async (client) => {
    await client.query('begin; set local session_replication_role = replica');
    await client.query(`insert into listed_child (iin, birth_date, citizenship, died_on, received_on) values ($1, $2, datemultirange(daterange($2, $4)), $3, $2)`, [iin, birthDate, diedOn, citizenUntil]);
    const { rows: [account] } = await client.query<{ id: string }>(`insert into ledger_account (kind, opened_on) values ($1, '2025-02-01') returning id`, [claim ? 'CLAIM' : 'SAVINGS_ACCOUNT']);
    await client.query(`insert into ${claim ? 'savings_claim' : 'savings_account'} (iin, account_id, opened_on) values ($1, $2, '2025-02-01')`, [iin, account?.id]);
    // Where the money came from is another test's.
    await client.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id)
      select $1, id, $2, $3, $4, $5::int, '2025-02-01', $6::bigint from ledger_account where kind = 'NATIONAL_FUND'`, [iin, account?.id, amount, ...(birthDate < FIRST_BORN ? ['OPENING', null, null] : ['ACCRUAL', 2024, 1])]);
    await client.query('commit');
  });
  return iin;
}

