import { withRegister } from './jobs.js';
import { bookPaidFile } from './benefits/paid-file.js';
import { runCommand, StartFailure } from './failure.js';
import { untilSignalled } from './stop-signals.js';

const count = (value: number): string => value.toLocaleString('en');

/** How often it is told how far it has come. */
const EVERY_LINES = 50_000;

/** `npm run -s benefits:reconcile -- FILE`: books what the paying body says was paid and came back. */
await runCommand(async () => {
  const [file, ...others] = process.argv.slice(2);
  if (file === undefined || others.length > 0) throw new StartFailure('Usage: npm run -s benefits:reconcile -- FILE');
  const watch = (line: number): void => void (line % EVERY_LINES === 0 && process.stderr.write(`${count(line)} lines\n`));
  const { applied, known, rejected } = await untilSignalled((abort) => withRegister('benefits', abort, (surroundings) => bookPaidFile(surroundings, file, watch)));
  process.stdout.write(`${count(applied)} booked, ${count(known)} known already, ${count(rejected)} rejected${rejected === 0 ? '' : `: see ${file}.rejects.csv`}.\n`);
  if (rejected > 0) process.exitCode = 1;
});
