import { periodically } from '../../../shared/job/periodic.js';
import type { CheckpointSigner } from '../../../shared/ledger/checkpoint/key.js';
import { sqlIn } from '../../../shared/ledger/sql.js';
import type { Attendant, Surroundings } from '../../../shared/server.js';
import { signDaily } from './sign.js';

/** How often it is looked whether the day has a checkpoint; the first time when the ledgers have had time to come. */
const EVERY_MS = 60_000;

/** Signs a checkpoint on every day, whichever instance comes first. */
export function signEveryDay({ database, clock, log }: Pick<Surroundings, 'database' | 'clock' | 'log'>, signer: CheckpointSigner): Attendant {
  const sign = async (): Promise<void> => {
    const signed = await database.feeds((em) => signDaily(sqlIn(em), signer, clock.now()));
    if (signed !== null) log.info({ number: signed.number }, 'checkpoint signed');
  };
  return periodically(sign, (err) => log.error({ err }, 'no checkpoint was signed; trying again'), { everyMs: EVERY_MS });
}
