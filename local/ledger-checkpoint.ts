import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allCheckpoints } from '../subgraphs/audit/modules/checkpoint/checkpoint.repository.js';
import { signCheckpoint } from '../subgraphs/audit/modules/checkpoint/sign.js';
import { fileOf } from '../subgraphs/shared/ledger/checkpoint/checkpoint.js';
import { publicKeyOf, readSigner } from '../subgraphs/shared/ledger/checkpoint/key.js';
import { sqlOn } from '../subgraphs/shared/ledger/sql.js';
import { withClient } from './bootstrap/connection.js';
import { readCheckpointing, readLocalEnvironment } from './environment.js';
import { reason, runCommand, StartFailure } from './failure.js';
import { withLedgers } from './ledger/targets.js';
import { keptCheckpointKey } from './data/credentials.js';

const USAGE = 'npm run -s ledger:checkpoint -- --out FILE [--key-out FILE], for a data folder, or with DATABASE_URL of audit\'s database and CHECKPOINT_KEY in the environment';

interface Wish {
  readonly out: string;
  readonly keyOut: string | undefined;
}

function wishFrom(args: string[]): Wish {
  try {
    const { values } = parseArgs({ args, options: { out: { type: 'string' }, 'key-out': { type: 'string' } } });
    if (values.out !== undefined) return { out: values.out, keyOut: values['key-out'] };
  } catch (error) {
    throw new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
  throw new StartFailure(`Usage: ${USAGE}`);
}

/** Signs how far audit has come with every ledger, and writes all checkpoints that there are to a file. */
async function checkpoint(url: string, key: string, { out, keyOut }: Wish): Promise<void> {
  const signer = await readSigner(key);
  const all = await withClient(url, async (client) => {
    await client.query(`set app.path = 'register'`);
    await client.query('begin');
    await signCheckpoint(sqlOn(client), signer, new Date());
    await client.query('commit');
    return allCheckpoints(sqlOn(client));
  });
  writeFileSync(out, fileOf(all));
  if (keyOut !== undefined) writeFileSync(keyOut, `${JSON.stringify(publicKeyOf(key), null, 2)}\n`);
  process.stdout.write(`${out}: ${all.length} checkpoint${all.length === 1 ? '' : 's'}, signed with the key ${signer.publicJwk.x}\n`);
}

/** `npm run -s ledger:checkpoint -- --out FILE`: what another body keeps, so that nothing is taken from a ledger unnoticed. */
await runCommand(async () => {
  const wish = wishFrom(process.argv.slice(2));
  const given = readCheckpointing();
  if (given !== null) return checkpoint(given.databaseUrl, given.checkpointKey, wish);
  const local = readLocalEnvironment();
  await withLedgers(local, ['audit'], new AbortController().signal, async ([audit]) => {
    if (audit !== undefined) await checkpoint(audit.url, keptCheckpointKey(local.data), wish);
  });
});
