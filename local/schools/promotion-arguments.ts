import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CivilDate } from '../../subgraphs/shared/clock.js';
import { isDay } from '../../subgraphs/shared/scalars/scalars.js';
import { yearsAfter, type SchoolCalendar } from '../../subgraphs/schools/modules/bulk/school-calendar.js';
import { reason, StartFailure } from '../failure.js';
import { rejectsBeside } from '../import-command.js';
import { problemOfRegion } from '../regions.js';
import type { PromotionWish } from '../../subgraphs/schools/modules/promotion/promote-classes.js';

const USAGE = 'Usage: npm run schools:promote -- --year YYYY [--region KATO] [--completed-on YYYY-MM-DD] [--exceptions FILE.csv] [--source TEXT] [--dry-run]';

/** What the command line says, before the register is open. */
export interface PromotionArguments {
  readonly year: string;
  readonly region: string | null;
  readonly completedOn: string | null;
  readonly source: string;
  readonly dryRun: boolean;
  readonly exceptions: { readonly file: string; readonly rejects: string } | null;
}

const OPTIONS = { year: { type: 'string' }, region: { type: 'string' }, 'completed-on': { type: 'string' }, exceptions: { type: 'string' }, source: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

const refuse = (option: string, problem: string): never => {
  throw new StartFailure(`${option} ${problem}\n${USAGE}`);
};

/** Reads the arguments of `npm run schools:promote`. */
export function readPromotion(args: string[]): PromotionArguments {
  const { year = '', region = null, 'completed-on': completedOn = null, exceptions, source = 'Promotion of classes', 'dry-run': dryRun = false } = parsed(args);
  if (!/^20\d{2}$/.test(year)) refuse('--year', 'must be the calendar year in which the school year begins.');
  const problem = region === null ? null : problemOfRegion(region);
  if (problem !== null) refuse('--region', problem);
  if (completedOn !== null && !isDay(completedOn)) refuse('--completed-on', 'must be a day.');
  if (source.length > 200 || /\d{12}/.test(source)) refuse('--source', 'must have at most 200 characters and no number of twelve digits.');
  return { year, region, completedOn, source, dryRun, exceptions: exceptions === undefined ? null : { file: path.resolve(exceptions), rejects: path.resolve(rejectsBeside(exceptions)) } };
}

/** The same, against the school year of today: the one that runs or the one before, and any of them without effect. */
export function promotionWish({ year, region, completedOn, source, dryRun }: PromotionArguments, regions: readonly string[], today: CivilDate, { yearOf }: SchoolCalendar): PromotionWish {
  const running = yearOf(today);
  const begins = yearOf(`${year}-12-31`);
  const last = completedOn ?? begins;
  if (begins < yearsAfter(running, -1) || begins > yearsAfter(running, 1)) refuse('--year', `must be from ${yearsAfter(running, -1).slice(0, 4)} to ${yearsAfter(running, 1).slice(0, 4)}.`);
  if (begins > today && !dryRun) refuse('--year', `begins on ${begins}: classes move on when it has come, and until then with --dry-run alone.`);
  if (last > begins || last <= yearsAfter(begins, -1)) refuse('--completed-on', 'must lie in the school year that ends.');
  if (region !== null && !regions.includes('*') && !regions.includes(region)) refuse('--region', 'must be one in which you act.');
  return { year: begins, regions: region === null ? regions : [region], completedOn: last, source, dryRun };
}
