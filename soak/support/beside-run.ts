import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { ThrowawayRegister } from '../../bench/benefits/throwaway-register.js';
import { withClient } from '../../local/bootstrap/connection.js';
import { withJobs } from '../../local/jobs.js';
import { iins } from '../../subgraphs/savings/modules/feeds/iins.js';
import { isPassing } from '../../subgraphs/shared/database/passing.js';
import { replaceIin } from '../../subgraphs/shared/feeds/replaced.js';
import { insistently } from '../../subgraphs/shared/job/job.js';
import { chance } from '../../subgraphs/shared/synthetic/seed.js';

/** SQLSTATE of what the ledger refuses on purpose. */
const REFUSED = '23514';

/** What officials and the civil registry did while a run went on. */
export interface Beside {
  readonly replaced: number;
  readonly corrected: number;
}

/** SQL for the key that somebody had before it was replaced, or has: the seventh digit of the synthetic ones is a five, and that of others a six. */
const keyBefore = (iin: string): string => `overlay(${iin} placing '5' from 7)`;

/** SQL that is true of one in a hundred children, whatever key they have by now. */
export const oneInAHundred = (of: number, iin = 'iin'): string => `abs(hashtext(${keyBefore(iin)})) % 100 = ${of}`;

/** About these nothing else is special. */
const REPLACED = 66;
const CORRECTED = 77;

/** Pause between two changes, milliseconds. */
const PAUSE_MS = 5;

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

const keysOf = async (client: Client, of: number): Promise<string[]> =>
  (await client.query<{ iin: string }>(`select iin from listed_child where ${oneInAHundred(of)} order by iin`)).rows.map(({ iin }) => iin);

/** Replaces IINs, takes parts of sums back and gives them back, as long as `goesOn`. */
export const besideRun = ({ appUrl, ledgerKey }: ThrowawayRegister, seed: number, goesOn: () => boolean): Promise<Beside> =>
  withJobs('savings', { databaseUrl: appUrl, ledgerKey }, ({ database }) => withClient(appUrl, async (client) => {
    await client.query(`set app.path = 'register'; set app.regions = '*'`);
    const [replaced, corrected] = [await keysOf(client, REPLACED), await keysOf(client, CORRECTED)];
    const done = { replaced: 0, corrected: 0 };
    for (let turn = 0; goesOn(); turn += 1) {
      await delay(PAUSE_MS);
      const pick = (what: string): number => chance(seed, what, turn);
      const oldIin = replaced.splice(Math.floor(pick('replaced') * replaced.length), 1)[0];
      if (oldIin !== undefined) {
        const replacement = { oldIin, newIin: `${oldIin.slice(0, 6)}6${oldIin.slice(7)}` };
        await insistently(() => database.feeds((em) => replaceIin(em, iins, replacement, { outbox: true })));
        done.replaced += 1;
      }
      const iin = corrected[Math.floor(pick('corrected') * corrected.length)];
      if (iin !== undefined && (await correct(client, iin, CORRECTIONS[turn % 2] ?? CORRECTIONS[0]))) done.corrected += 1;
    }
    return done;
  }));
