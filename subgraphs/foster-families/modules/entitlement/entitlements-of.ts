import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { hasDays, unionOf, type Period } from '../../../shared/periods.js';
import { type AmountPeriod, amountPeriods, amountsWithin, type ComputedAmount } from '../../../shared/rules/amount-periods.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { computeCare } from '../../rules/amount.js';
import type { CareBook } from '../../rules/book.js';
import { type Due, DUES } from '../../rules/dues.js';
import type { FormTerms } from '../form/form-terms.js';
import type { Entitlement, EntitlementPart, FamilyFacts, PaidPlacement } from './entitlement.js';
import { common, firstCarers, type PaidPeriod, paidPeriod } from './paid-periods.js';

/** A placement with the days for which it is paid. */
interface Paid {
  readonly placement: PaidPlacement;
  readonly period: PaidPeriod;
}

/** Placements that follow each other in one entitlement. */
type Placements = readonly Paid[];

/** What the ward has of their own on a day, by the placement of the day; null where nothing is on record. */
function meansOn(all: Placements, day: CivilDate): Decimal | null {
  const means = all.findLast(({ period }) => period.from <= day)?.placement.means.findLast(({ from }) => from <= day);
  return means === undefined ? null : new Decimal(means.income);
}

/** What a due comes to on a day; null where it comes to nothing, and for days whose figures are not known. */
function amountOn({ programme, facts }: Due, all: Placements, day: CivilDate, book: CareBook): ComputedAmount | null {
  try {
    const { tier, ruleVersion, exact, amount: gross } = computeCare(programme, day, programme === 'GUARDIAN' ? { ...facts, wardIncome: meansOn(all, day) } : facts, book);
    return tier === null || ruleVersion === null || gross.isZero() ? null : { tier, ruleVersion, exact, gross, withheld: new Decimal(0) };
  } catch (error) {
    if (error instanceof NotCovered) return null;
    throw error;
  }
}

/** Amounts of a period, one for each change of an index, a rate or the ward's means; days on which it comes to nothing have none. */
function amountsOf(due: Due, all: Placements, period: Period, book: CareBook): AmountPeriod[] {
  const turns = all.flatMap((one) => [one.period.from, ...one.placement.means.map(({ from }) => from)]);
  const days = [period.from, ...book.changes, ...turns].filter((day) => day >= period.from && (period.to === null || day < period.to));
  const sorted = [...new Set(days)].toSorted();
  const known = sorted.map((from, i) => ({ from, to: sorted[i + 1] ?? period.to, amount: amountOn(due, all, from, book) }));
  const spans = unionOf(known.filter(({ amount }) => amount !== null));
  return amountsWithin(amountPeriods(sorted, (day) => known.find(({ from }) => from === day)?.amount ?? null), spans);
}

const decided = ({ bodyBin, act, regionKato }: PaidPlacement): Pick<Entitlement, 'bodyBin' | 'act' | 'regionKato'> => ({ bodyBin, act, regionKato });

/** Why a stretch of a paid period ends: for the period's reason, or because the carer was one no longer. */
const reasonOf = ({ to, endReason }: PaidPeriod, stretch: Period): Entitlement['endReason'] => (stretch.to === to ? endReason : 'PLACEMENT_ENDED');

/** Days of one payee because of one placement. */
interface Held {
  readonly paid: Paid;
  readonly part: EntitlementPart;
}

/** One entitlement for each stretch of days without a gap, whichever placements they are of. */
function stretchesOf(due: Due, carer: string | null, held: readonly Held[], book: CareBook): Entitlement[] {
  return unionOf(held.map(({ part }) => part)).map((run): Entitlement => {
    const within = held.filter(({ part }) => part.from >= run.from && (run.to === null || part.from < run.to));
    const [first] = within;
    const last = within.find(({ part }) => part.to === run.to);
    if (first === undefined || last === undefined) throw new RangeError('days of nobody');
    const amounts = amountsOf(due, within.map(({ paid }) => paid), run, book);
    return { programme: due.programme, component: due.component, carer, ...decided(first.paid.placement), ...run, endReason: reasonOf(last.paid.period, last.part), parts: within.map(({ part }) => part), amounts };
  });
}

const byPayee = (held: readonly (Held & { readonly carer: string | null })[]): [string | null, Held[]][] => [...Map.groupBy(held, ({ carer }) => carer)];

/** A child's keep, of each payee that there is in turn: it goes on from one act to the next. */
function keepOf(due: Due, all: readonly Paid[], { carers }: FamilyFacts, book: CareBook): Entitlement[] {
  const held = all.flatMap((paid) => {
    const stretches = due.paidTo === 'BODY' ? [{ carer: null, from: paid.period.from, to: paid.period.to }] : firstCarers(paid.period, carers);
    return stretches.map(({ carer, from, to }) => ({ carer, paid, part: { placement: paid.placement.id, from, to } }));
  });
  return byPayee(held).flatMap(([carer, own]) => stretchesOf(due, carer, own, book));
}

/** A carer's pay, for as long as there is a child, whichever it is. */
function payOf(due: Due, all: readonly Paid[], { carers }: FamilyFacts, book: CareBook): Entitlement[] {
  return carers.flatMap((carer) => {
    const held = all.flatMap((paid): Held[] => {
      const days = common(paid.period, carer);
      return days === null ? [] : [{ paid, part: { placement: paid.placement.id, ...days } }];
    });
    return stretchesOf(due, carer.id, held, book);
  });
}

/**
 * What is due because of a family's placements, to whom, and what it comes to. Of placements in the order of their first days. What
 * ends on a birthday says so from the first day; what comes to nothing is not there.
 */
export function entitlementsOf(family: FamilyFacts, forms: readonly FormTerms[], book: CareBook): Entitlement[] {
  const paid = family.placements.map((placement) => ({ placement, period: paidPeriod(placement, forms) })).filter(({ period }) => hasDays(period));
  const dues = paid.flatMap((one) => (DUES[one.placement.form] ?? []).map((due) => ({ due, one })));
  const groups = [...Map.groupBy(dues, ({ due, one }) => [due.programme, due.component, due.component === 'CHILD_MONEY' ? one.placement.iin : ''].join(' ')).values()];
  const found = groups.flatMap((group) => {
    const [first] = group;
    const all = group.map(({ one }) => one);
    if (first === undefined) return [];
    return first.due.component === 'CHILD_MONEY' ? keepOf(first.due, all, family, book) : payOf(first.due, all, family, book);
  });
  return found.filter(({ amounts }) => amounts.length > 0);
}
