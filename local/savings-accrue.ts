import { Decimal } from 'decimal.js';
import type { RunRow, RunTotal } from '../subgraphs/savings/modules/accrual-run/accrual-run.repository.js';
import { dryRunOfYear, prepareRun, releasedRunOfYear } from '../subgraphs/savings/modules/accrual-run/accrual-run.service.js';
import { carryOut, OFFICE, reportOf, type RunSurroundings } from '../subgraphs/savings/modules/accrual-run/carry-out.js';
import { leftTotals, type LeftTotal } from '../subgraphs/savings/modules/left-to-officials/left.repository.js';
import { regionsOfRuns, type RunRegions } from '../subgraphs/savings/modules/region-count/run-regions.js';
import { civilDay } from '../subgraphs/shared/clock.js';
import { ofJobOf } from '../subgraphs/shared/job/job.js';
import { Refused } from '../subgraphs/shared/mutation/refusal.js';
import { runCommand, StartFailure } from './failure.js';
import { withRegister } from './jobs.js';
import { progressOf } from './progress.js';
import { readAccrual, type AccrualWish } from './savings/accrue-arguments.js';
import { untilSignalled } from './stop-signals.js';
import { formatTable } from './table.js';

/** Dollars, exact, in groups of three digits. */
const dollars = (value: Decimal.Value): string => new Decimal(value).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');

const rowOf = ({ kind, reportingYear, birthYear, transfers, amount }: RunTotal): string[] => [kind, String(reportingYear ?? ''), String(birthYear), transfers.toLocaleString('en'), dollars(amount)];

function reportText({ year, dry, listAsOf, creditedOn }: RunRow, totals: readonly RunTotal[]): string {
  const of = totals.filter(({ credited }) => credited === !dry);
  const table = formatTable([['kind', 'of year', 'born in', 'transfers', 'USD'], ...of.map(rowOf)]);
  const list = listAsOf === null ? 'a list that no feed has filled' : `the civil registry as of ${listAsOf}`;
  return `${table}\n${year}, by ${list}; ${dry ? 'nothing was booked' : `credited on ${creditedOn}`}.\n`;
}

/** The year by region: everybody who is credited for it, by this run or one before. */
function regionsText({ countedAt, parts }: RunRegions): string {
  const rows = parts.map(({ region, children, turning18, amount }) => [region ?? 'unknown region', children.toLocaleString('en'), turning18?.toLocaleString('en') ?? '', dollars(amount)]);
  return `${formatTable([['region', 'children', 'turning 18', 'USD'], ...rows])}\n${countedAt === null ? 'The civil registry has not told how many children live where' : `The civil registry's count of ${countedAt}`}.\n`;
}

/** What is not for a run; who that is the list `savingsLeftToOfficials` tells the fund's staff. */
function leftText({ left }: RunRow, totals: readonly LeftTotal[]): string {
  if (totals.length === 0) return '';
  const rows = totals.map(({ reason, year, people, amount }) => [reason, String(year), people.toLocaleString('en'), dollars(amount)]);
  return `${formatTable([['left to officials', 'of year', 'people', 'USD'], ...rows])}\nSomething of ${left.toLocaleString('en')} people is left to officials.\n`;
}

/** The run that is to be gone on with: a count of its own, or what two officials have prepared and released. */
async function runFor(surroundings: RunSurroundings, { year, dry }: AccrualWish): Promise<string> {
  const today = civilDay(surroundings.clock.now());
  const found = await ofJobOf(OFFICE, surroundings, (em) => (dry ? dryRunOfYear(em, year) : releasedRunOfYear(em, year)));
  if (found !== null) return found.id;
  if (!dry) throw new StartFailure(`No run of ${year} is released: one official prepares it (prepareAccrualRun), another releases it (releaseAccrualRun). --dry-run counts what it would credit.`);
  return ofJobOf(OFFICE, surroundings, async (em) => (await prepareRun(em, { year, dry: true, today, by: null })).id).catch((error: unknown) => {
    throw error instanceof Refused ? new StartFailure(error.message) : error;
  });
}

/** `npm run -s savings:accrue`: counts what a year's run would credit, or goes on with one that is released. */
await runCommand(async () => {
  const wish = readAccrual(process.argv.slice(2));
  await untilSignalled((abort) => withRegister('savings', abort, async (surroundings) => {
    const id = await runFor(surroundings, wish);
    const progress = progressOf('children', process.stderr);
    try {
      await carryOut(surroundings, id, (done, of) => progress.at(done, of), abort);
    } finally {
      progress.end();
    }
    const { run, totals } = await reportOf(surroundings, id);
    const [regions] = await ofJobOf(OFFICE, surroundings, (em) => regionsOfRuns(em, [id]));
    const left = await ofJobOf(OFFICE, surroundings, (em) => leftTotals(em, id));
    process.stdout.write(`${reportText(run, totals)}${leftText(run, left)}${regions === undefined ? '' : regionsText(regions)}`);
  }));
});
