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

const meansOn = ({ means }: PaidPlacement, day: CivilDate): Decimal | null => {
  const found = means.findLast(({ from }) => from <= day);
  return found === undefined ? null : new Decimal(found.income);
};

/** What a due comes to on a day; null where it comes to nothing, and for days whose figures are not known. */
function amountOn({ programme, facts }: Due, placement: PaidPlacement, day: CivilDate, book: CareBook): ComputedAmount | null {
  try {
    const { tier, ruleVersion, exact, amount: gross } = computeCare(programme, day, programme === 'GUARDIAN' ? { ...facts, wardIncome: meansOn(placement, day) } : facts, book);
    return tier === null || ruleVersion === null || gross.isZero() ? null : { tier, ruleVersion, exact, gross, withheld: new Decimal(0) };
  } catch (error) {
    if (error instanceof NotCovered) return null;
    throw error;
  }
}

/** Amounts of a period, one for each change of an index, a rate or the ward's means; days on which it comes to nothing have none. */
function amountsOf(due: Due, placement: PaidPlacement, period: Period, book: CareBook): AmountPeriod[] {
  const days = [period.from, ...book.changes, ...placement.means.map(({ from }) => from)].filter((day) => day >= period.from && (period.to === null || day < period.to));
  const sorted = [...new Set(days)].toSorted();
  const known = sorted.map((from, i) => ({ from, to: sorted[i + 1] ?? period.to, amount: amountOn(due, placement, from, book) }));
  const spans = unionOf(known.filter(({ amount }) => amount !== null));
  return amountsWithin(amountPeriods(sorted, (day) => known.find(({ from }) => from === day)?.amount ?? null), spans);
}

const decided = ({ bodyBin, act, regionKato }: PaidPlacement): Pick<Entitlement, 'bodyBin' | 'act' | 'regionKato'> => ({ bodyBin, act, regionKato });

/** Why a stretch of a paid period ends: for the period's reason, or because the carer was one no longer. */
const reasonOf = ({ to, endReason }: PaidPeriod, stretch: Period): Entitlement['endReason'] => (stretch.to === to ? endReason : 'PLACEMENT_ENDED');

/** A child's keep: one entitlement for each payee that there is in turn. */
function keepOf(due: Due, { placement, period }: Paid, { carers }: FamilyFacts, book: CareBook): Entitlement[] {
  const stretches = due.paidTo === 'BODY' ? [{ carer: null, from: period.from, to: period.to }] : firstCarers(period, carers);
  return stretches.map(({ carer, from, to }) => ({
    programme: due.programme,
    component: due.component,
    carer,
    ...decided(placement),
    from,
    to,
    endReason: reasonOf(period, { from, to }),
    parts: [{ placement: placement.id, from, to }],
    amounts: amountsOf(due, placement, { from, to }, book),
  }));
}

/** A carer's pay: one entitlement for as long as there is a child, whichever it is. */
function payOf(due: Due, all: readonly Paid[], { carers }: FamilyFacts, book: CareBook): Entitlement[] {
  return carers.flatMap((carer) => {
    const held = all.flatMap((paid) => {
      const days = common(paid.period, carer);
      return days === null ? [] : [{ paid, part: { placement: paid.placement.id, ...days } }];
    });
    return unionOf(held.map(({ part }) => part)).map((run): Entitlement => {
      const within = held.filter(({ part }) => part.from >= run.from && (run.to === null || part.from < run.to));
      const [first] = within;
      const last = within.find(({ part }) => part.to === run.to);
      if (first === undefined || last === undefined) throw new RangeError('days of nobody');
      const parts: EntitlementPart[] = within.map(({ part }) => part);
      return { programme: due.programme, component: due.component, carer: carer.id, ...decided(first.paid.placement), ...run, endReason: reasonOf(last.paid.period, last.part), parts, amounts: amountsOf(due, first.paid.placement, run, book) };
    });
  });
}

/**
 * What is due because of a family's placements, to whom, and what it comes to. Of placements in the order of their first days. What
 * ends on a birthday says so from the first day; what comes to nothing is not there.
 */
export function entitlementsOf(family: FamilyFacts, forms: readonly FormTerms[], book: CareBook): Entitlement[] {
  const paid = family.placements.map((placement) => ({ placement, period: paidPeriod(placement, forms) })).filter(({ period }) => hasDays(period));
  const dues = paid.flatMap((one) => (DUES[one.placement.form] ?? []).map((due) => ({ due, one })));
  const keep = dues.filter(({ due }) => due.component === 'CHILD_MONEY').flatMap(({ due, one }) => keepOf(due, one, family, book));
  const pay = [...Map.groupBy(dues.filter(({ due }) => due.component === 'CARER_PAY'), ({ due }) => due.programme).values()]
    .flatMap((group) => (group[0] === undefined ? [] : payOf(group[0].due, group.map(({ one }) => one), family, book)));
  return [...keep, ...pay].filter(({ amounts }) => amounts.length > 0);
}
