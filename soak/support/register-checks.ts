import type { ThrowawayRegister } from '../../bench/benefits/throwaway-register.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger } from '../../subgraphs/shared/ledger/verify/verify.js';

/** What must not be there, and a statement that counts it. */
export type Check = readonly [what: string, sql: string];

/** What is wrong with a register: what some checks count, and chains of its ledger that do not hold. */
export async function failuresOf({ adminUrl, appUrl, ledgerKey }: ThrowawayRegister, checks: readonly Check[]): Promise<string[]> {
  const failures = await withClient(adminUrl, async (admin) => {
    const found: string[] = [];
    for (const [what, sql] of checks) {
      const { rows } = await admin.query<Record<string, string>>(sql);
      const number = Number(Object.values(rows[0] ?? {})[0]);
      if (number !== 0) found.push(`${number} ${what}`);
    }
    return found;
  });
  await withClient(appUrl, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    for await (const { chain, fault } of verifyLedger(client, new LedgerKey(ledgerKey))) if (fault !== null) failures.push(`chain ${chain} of the ledger: ${fault.what}`);
  });
  return failures;
}
