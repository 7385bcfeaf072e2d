import path from 'node:path';
import { parseArgs } from 'node:util';
import { exportWorklist, openClerk, type WorklistWish } from '../subgraphs/foster-families/modules/worklist/export-worklist.js';
import type { SupervisionFilter } from '../subgraphs/foster-families/modules/worklist/worklist.type.js';
import { schema } from '../subgraphs/foster-families/schema.js';
import { withClerkOf } from './clerk.js';
import { reason, refusalsInOneLine, runCommand, StartFailure } from './failure.js';
import { filterOf } from './filter-argument.js';
import { said } from './progress.js';

const USAGE = 'npm run foster-families:export -- --out FILE.csv [--filter \'{"kinds": ["VISIT_DUE"], "regionKato": "750000000", …}\']';

function wishOf(args: string[]): WorklistWish {
  try {
    const { out, filter } = parseArgs({ args, options: { out: { type: 'string' }, filter: { type: 'string' } } }).values;
    if (out === undefined) throw new Error('--out is missing.');
    return { file: path.resolve(out), filter: filter === undefined ? undefined : (filterOf(schema.own, 'SupervisionFilter', filter, USAGE) as SupervisionFilter) };
  } catch (error) {
    throw error instanceof StartFailure ? error : new StartFailure(`${reason(error)} Usage: ${USAGE}`);
  }
}

/** `npm run foster-families:export`: writes what the guardianship bodies have to look after to a file. */
await runCommand(async () => {
  const wish = wishOf(process.argv.slice(2));
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort());
  try {
    const cases = await refusalsInOneLine(() => withClerkOf('foster-families', openClerk, 'export', (clerk) => exportWorklist(clerk, wish, said('cases'), controller.signal)));
    process.stdout.write(`${cases.toLocaleString('en')} cases in ${wish.file}\n`);
  } catch (error) {
    if (controller.signal.aborted) throw new StartFailure('Stopped; there is no file.');
    throw error;
  }
});
