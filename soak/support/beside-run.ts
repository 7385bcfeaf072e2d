import { Client } from 'pg';
import type { ThrowawayRegister } from '../../bench/benefits/throwaway-register.js';
import { withJobs } from '../../local/jobs.js';
import { iins } from '../../subgraphs/savings/modules/feeds/iins.js';
import { isPassing } from '../../subgraphs/shared/database/passing.js';
import { replaceIin } from '../../subgraphs/shared/feeds/replaced.js';
import { chance } from '../../subgraphs/shared/synthetic/seed.js';

/** SQLSTATE of what the ledger refuses on purpose. */
const REFUSED = '23514';

/** What officials and the civil registry did while a run went on. */
export interface Beside {
  readonly replaced: number;
  readonly corrected: number;
}

/** Of children whose keys end so nothing else is special. */
const REPLACED = '66';
const CORRECTED = '77';

/** A part of a sum is taken back, or that is taken back, each as a correction does it: the claim that lasts is held first. */
const CORRECTIONS = [
  `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, 1.25, 'CLAWBACK', '2025-02-03', id from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`,
  `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, amount, 'REVERSAL', '2025-02-03', id from transfer t
    where iin = $1 and kind = 'CLAWBACK' and not exists (select 1 from transfer r where r.refers_to = t.id and r.kind = 'REVERSAL') order by id limit 1`,
] as const;

async function correct(client: Client, iin: string, sql: string): Promise<boolean> {
  await client.query('begin');
  try {
    const { rowCount } = await client.query('select 1 from savings_claim where iin = $1 and closed_on is null for no key update', [iin]);
    const done = rowCount === 0 ? 0 : (await client.query(sql, [iin])).rowCount;
    await client.query('commit');
    return done !== 0;
  } catch (error) {
    await client.query('rollback');
    if (!isPassing(error) && (error as { code?: string }).code !== REFUSED) throw error;
    return false;
  }
}

/** Replaces IINs, takes parts of sums back and gives them back, as long as `goesOn`. */
export const besideRun = (register: ThrowawayRegister, seed: number, goesOn: () => boolean): Promise<Beside> =>
  withJobs('savings', { databaseUrl: register.appUrl, ledgerKey: register.ledgerKey }, async ({ database }) => {
    const client = new Client({ connectionString: register.appUrl });
    await client.connect();
    await client.query(`set app.path = 'register'; set app.regions = '*'`);
    const keysOf = async (ending: string): Promise<string[]> => (await client.query<{ iin: string }>(`select iin from listed_child where iin like '%' || $1 order by iin`, [ending])).rows.map(({ iin }) => iin);
    const [replaced, corrected] = [await keysOf(REPLACED), await keysOf(CORRECTED)];
    const done = { replaced: 0, corrected: 0 };
    for (let turn = 0; goesOn(); turn += 1) {
      const pick = (what: string): number => chance(seed, what, turn);
      const oldIin = replaced.splice(Math.floor(pick('replaced') * replaced.length), 1)[0];
      if (oldIin !== undefined) {
        // No day of birth begins so.
        const replacement = { oldIin, newIin: `99${oldIin.slice(2)}` };
        await database.feeds((em) => replaceIin(em, iins, replacement, { outbox: true }));
        done.replaced += 1;
      }
      const iin = corrected[Math.floor(pick('corrected') * corrected.length)];
      if (iin !== undefined && (await correct(client, iin, CORRECTIONS[turn % 2] ?? CORRECTIONS[0]))) done.corrected += 1;
    }
    await client.end();
    return done;
  });
