import { withServer } from '../bootstrap/bootstrap.js';
import { withClient } from '../bootstrap/connection.js';
import { seedMissing, type SeedTarget } from '../bootstrap/seed-missing.js';
import { readState } from '../bootstrap/state.js';
import { runCommand } from '../failure.js';
import { untilSignalled } from '../stop-signals.js';
import { readSeedEnvironment, type SeedEnvironment } from './environment.js';

const report = (line: string): void => void process.stdout.write(`seed: ${line}\n`);

const targetsIn = ({ databases }: SeedEnvironment): Promise<SeedTarget[]> =>
  Promise.all([...databases].map(async ([name, ownerUrl]) => ({ name, ownerUrl, state: await withClient(ownerUrl, readState) })));

/** `node dist/local/compose/seed.js`: fills migrated databases with made-up people, or goes on where that was left. */
await runCommand(async () => {
  const environment = readSeedEnvironment();
  const { child } = await untilSignalled((abort) =>
    withServer(async () => seedMissing(await targetsIn(environment), { children: environment.children, abort, report })));
  report(`done; the child of the examples is ${child}`);
});
