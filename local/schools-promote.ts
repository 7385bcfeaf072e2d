import { schoolCalendar } from '../subgraphs/schools/modules/bulk/school-calendar.js';
import { Exceptions } from '../subgraphs/schools/modules/promotion/exceptions-file.js';
import { promoteClasses, type Promoted } from '../subgraphs/schools/modules/promotion/promote-classes.js';
import { registerRegions } from '../subgraphs/shared/access/regions.js';
import type { Clerk } from '../subgraphs/shared/bulk/clerk.js';
import { runCommand, StartFailure } from './failure.js';
import { notThatFile } from './import-command.js';
import { progressOf } from './progress.js';
import { withClerk } from './schools/clerk.js';
import { promotionWish, readPromotion, type PromotionArguments } from './schools/promotion-arguments.js';

async function promote(clerk: Clerk, args: PromotionArguments): Promise<Promoted> {
  const calendar = await clerk.read(schoolCalendar);
  const wish = promotionWish(args, registerRegions(clerk.viewer), clerk.today, calendar);
  const named = args.exceptions === null ? null : await Exceptions.read(clerk, wish, calendar, args.exceptions.file, args.exceptions.rejects).catch(notThatFile);
  if (named !== null && named.rejected > 0) throw new StartFailure(`Nothing was done: ${named.rejected.toLocaleString('en')} rows of the exceptions are wrong, see ${args.exceptions?.rejects}`);
  const progress = progressOf('schools', process.stderr);
  return promoteClasses(clerk, wish, named?.exceptions.of ?? new Map(), calendar, (done, of) => progress.at(done, of)).finally(() => progress.end());
}

const said = (number: number, what: string): string => `${number.toLocaleString('en')} ${what}`;

/** `npm run schools:promote`: moves the classes of schools on to a school year. */
await runCommand(async () => {
  const args = readPromotion(process.argv.slice(2));
  const { schools, promoted, repeated, completed, leftOut } = await withClerk('promotion', (clerk) => promote(clerk, args));
  const counts = [said(schools, args.dryRun ? 'schools would move on' : 'schools have moved on'), said(promoted, 'pupils promoted'), said(repeated, 'repeat'), said(completed, 'completed'), said(leftOut, 'left as they are')];
  process.stdout.write(`${counts.join(', ')}\n`);
});
