import { Decimal } from 'decimal.js';
import { carryOut, reportOf, startOrResume } from '../subgraphs/benefits/modules/payment-run/carry-out.js';
import type { RunRow, RunTotal } from '../subgraphs/benefits/modules/payment-run/payment-run.repository.js';
import { civilDay, systemClock } from '../subgraphs/shared/clock.js';
import { withRegister } from './jobs.js';
import { readPayment } from './benefits/pay-arguments.js';
import { progressOf } from './progress.js';
import { runCommand } from './failure.js';
import { untilSignalled } from './stop-signals.js';
import { formatTable } from './table.js';

const number = (value: Decimal.Value): string => new Decimal(value).toNumber().toLocaleString('en', { maximumFractionDigits: 2 });

/** Tenge, exact, in groups of three digits. */
const tenge = (value: Decimal.Value): string => new Decimal(value).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');

const sum = (totals: readonly RunTotal[], of: (total: RunTotal) => Decimal.Value): Decimal => totals.reduce((all, total) => all.plus(of(total)), new Decimal(0));

const rowOf = (name: readonly string[], totals: readonly RunTotal[]): string[] => [
  name.join('  '), number(sum(totals, ({ payments }) => payments)), tenge(sum(totals, ({ amount }) => amount)), tenge(sum(totals, ({ withheld }) => withheld)),
  tenge(sum(totals, ({ recovered }) => recovered)), number(sum(totals, ({ unpriced }) => unpriced)),
];

function reportText({ month, region, dry }: RunRow, totals: readonly RunTotal[]): string {
  const rows = totals.map((total) => rowOf([total.programme, total.region], [total]));
  const head = ['programme, region', 'payments', 'tenge', 'withheld', 'kept back', 'without an amount'];
  const what = dry ? 'would be paid' : 'are due; a run that is repeated tells only of what it adds';
  return `${formatTable([head, ...rows, rowOf(['together'], totals)])}\n${month.slice(0, 7)}, ${region ?? 'the nation'}: these payments ${what}.\n`;
}

/** `npm run -s benefits:pay`: makes the payments due for a month, or goes on with a run that was stopped. */
await runCommand(async () => {
  const scope = readPayment(process.argv.slice(2), civilDay(systemClock.now()));
  await untilSignalled((abort) => withRegister('benefits', abort, async (surroundings) => {
    const run = await startOrResume(surroundings, scope);
    const progress = progressOf('awards', process.stderr);
    try {
      await carryOut(surroundings, run, (done, of) => progress.at(done, of), abort);
    } finally {
      progress.end();
    }
    const { run: done, totals } = await reportOf(surroundings, run.id);
    process.stdout.write(reportText(done, totals));
  }));
});
