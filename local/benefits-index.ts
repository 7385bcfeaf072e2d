import { carryThrough, NoIndexChange } from '../subgraphs/benefits/modules/index-change/carry-through.js';
import { civilDay, systemClock } from '../subgraphs/shared/clock.js';
import { readChange } from './benefits/index-arguments.js';
import { withRegister } from './jobs.js';
import { runCommand, StartFailure } from './failure.js';
import { untilSignalled } from './stop-signals.js';
import { formatTable } from './table.js';

const count = (value: number): string => value.toLocaleString('en');

/** `npm run -s benefits:index`: recalculates awards after a change of an index, and makes the payments of arrears for months that were paid before. */
await runCommand(async () => {
  const wish = readChange(process.argv.slice(2), civilDay(systemClock.now()));
  const totals = await untilSignalled((abort) => withRegister('benefits', abort, (surroundings) => carryThrough(surroundings, wish))).catch((error: unknown) => {
    throw error instanceof NoIndexChange ? new StartFailure(`No index changes on ${wish.validFrom}: the figures are those of subgraphs/benefits/migrations/reference.`) : error;
  });
  const rows = totals.map(({ programme, recalculated, arrears, amount, open }) => [programme, count(recalculated), count(arrears), amount, count(open)]);
  process.stdout.write(`${formatTable([['programme', 'amounts recalculated', 'payments of arrears', 'tenge', 'for an official to decide'], ...rows])}\n`);
});
