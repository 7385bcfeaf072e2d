import type { CivilDate } from '../../../shared/clock.js';
import { changeAmounts, inBatch, insistently, ofJob, type Job, type JobSurroundings } from '../job/job.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';
import { LAW } from '../rate/law.js';
import { RateBook, type RateFigures } from '../rate/rate-book.js';
import { bookBefore } from './book-before.js';
import { PLACES, recomputed } from './case-of-tier.js';
import {
  amountsAtStake, beginChange, finish, lockChange, moveOn, nextAwards, payArrears, recalculate, totalsOfChange,
  type AmountAtStake, type ChangeTotal, type IndexChangeRow, type Recalculation,
} from './index-change.repository.js';

const JOB: Job = { name: 'indexChange', fields: ['AwardAmount.exact', 'AwardAmount.gross', 'AwardAmount.validTo', 'AwardAmount.withheld', 'BenefitPayment.amount', 'BenefitPayment.state'] };

/** Awards in one transaction. */
const BATCH = 5_000;

/** The two books of a change: figures as they were known when the amounts were computed, and as they are. */
interface Books {
  readonly before: RateBook;
  readonly after: RateBook;
}

/** No index of a day that is named is another one than before. */
export class NoIndexChange extends Error {
  override readonly name = 'NoIndexChange';
}

type Known = Map<string, Recalculation['now'] | 'SAME'>;

/** Computed from an income alone, and raised by nobody but the Government: no index moves them. */
const WITHOUT_INDEX: ReadonlySet<BenefitProgrammeCode> = new Set(['MATERNITY', 'SURVIVOR_GFSS']);

/** What an amount comes to: null where it is not known, `SAME` where it stays what it is. */
function valueOf(of: AmountAtStake, { before, after }: Books): Recalculation['now'] | 'SAME' {
  if (of.untold) return null;
  if (of.validFrom === of.from && recomputed(of, after, after, of.from) !== null) return 'SAME';
  const now = recomputed(of, before, after, of.from);
  return now !== null && now.exact.toDecimalPlaces(PLACES).equals(of.exact) ? 'SAME' : now;
}

/** Equal cases come out equal, and there are few: what one came to is remembered. */
function recalculations(all: readonly AmountAtStake[], books: Books, known: Known): Recalculation[] {
  return all.filter(({ programme }) => !WITHOUT_INDEX.has(programme)).flatMap((of) => {
    const key = [of.programme, of.tier, of.exact, of.validFrom, of.from, of.untold].join(' ');
    const found = known.get(key);
    const now = found === undefined ? valueOf(of, books) : found;
    known.set(key, now);
    return now === 'SAME' ? [] : [{ of, now }];
  });
}

interface Work {
  readonly books: Books;
  readonly known: Known;
  readonly size: number;
}

const batch = (surroundings: JobSurroundings, { id, publicId }: IndexChangeRow, { books, known, size }: Work): Promise<boolean> =>
  inBatch(surroundings, JOB, publicId, async (em) => {
    await changeAmounts(em);
    const change = await lockChange(em, id);
    if (change === null || change.status === 'DONE') return { result: true, changed: false };
    const upTo = await nextAwards(em, change, size);
    if (upTo === null) {
      await finish(em, change);
      return { result: true, changed: false };
    }
    const all = recalculations(await amountsAtStake(em, change, upTo), books, known);
    if (all.length > 0) {
      await recalculate(em, change, all);
      await payArrears(em, change, upTo);
    }
    await moveOn(em, change, upTo);
    return { result: false, changed: all.length > 0 };
  });

export interface ChangeWish {
  /** The day from which the new indices count. */
  readonly validFrom: CivilDate;
  /** The day on which the change is put into effect: of the months between the two the difference is paid. */
  readonly effectiveOn: CivilDate;
}

/**
 * Carries a change of indices through: recalculates the amounts of all awards from the day on which it counts, and makes a payment of
 * arrears for each month that is paid at the old amount. Killed and begun again it goes on where it stood; repeated it changes nothing.
 * Throws `NoIndexChange` where no index changes on that day.
 */
export async function carryThrough(surroundings: JobSurroundings, { validFrom, effectiveOn }: ChangeWish, { law = LAW, size = BATCH }: { readonly law?: RateFigures; readonly size?: number } = {}): Promise<ChangeTotal[]> {
  const before = bookBefore(law, validFrom);
  if (before === null) throw new NoIndexChange();
  const change = await inBatch(surroundings, JOB, '', async (em) => ({ result: await beginChange(em, validFrom, effectiveOn), changed: false }));
  if (change === null) throw new Error('A change of an index is gone.');
  const work = { books: { before, after: new RateBook(law) }, known: new Map(), size };
  while (!(await insistently(() => batch(surroundings, change, work)))) continue;
  return ofJob(surroundings, (em) => totalsOfChange(em, change.id));
}
