import { Decimal } from 'decimal.js';
import type { CivilDate } from '../../../shared/clock.js';
import { hasDays, unionOf, type Period } from '../../../shared/periods.js';
import { type AmountPeriod, amountPeriods, amountsWithin, type ComputedAmount } from '../../../shared/rules/amount-periods.js';
import { NotCovered } from '../../../shared/rules/working.js';
import { computeCare } from '../../rules/amount.js';
import type { CareBook } from '../../rules/book.js';
import { type Due, DUES } from '../../rules/dues.js';
import type { FormTerms } from '../form/form-terms.js';
import type { CareFactsKnown, Entitlement, PaidCarer, PaidPlacement } from './entitlement.js';
import { common, daysOf, firstCarers, type PaidPeriod, paidPeriod, turnsOf } from './paid-periods.js';

/** A placement with the days for which it is paid. */
interface Paid {
  readonly placement: PaidPlacement;
  readonly period: PaidPeriod;
}

/** Placements of one entitlement. */
type Placements = readonly Paid[];

/** What the ward has of their own on a day, whichever placement it was recorded with: all of them are of one child. */
function meansOn(all: Placements, day: CivilDate): Decimal | null {
  const means = all[0]?.placement.means.findLast(({ from }) => from <= day);
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
  const turns = all.flatMap(({ placement }) => placement.means.map(({ from }) => from));
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
interface Held extends Period {
  readonly paid: Paid;
}

/** Whoever decides and pays. */
const authorityOf = ({ paid: { placement } }: Held): string => `${placement.bodyBin} ${placement.regionKato}`;

/** Why days end: for the reason of what ends with them; otherwise another body goes on. */
const reasonAt = (held: readonly Held[], to: Period['to']): Entitlement['endReason'] => {
  const last = held.find((one) => one.to === to);
  return last === undefined ? 'PLACEMENT_ENDED' : reasonOf(last.paid.period, last);
};

/** One entitlement for each stretch of days without a gap that one body decides on, whichever placements they are of: the first of them says which. */
function stretchesOf(due: Due, carer: string | null, held: readonly Held[], book: CareBook): Entitlement[] {
  return turnsOf(held, authorityOf).map(({ one: first, ...run }): Entitlement => {
    const within = held.flatMap((one) => {
      const days = common(one, run);
      return days === null ? [] : [{ paid: one.paid, part: { placement: one.paid.placement.id, ...days } }];
    });
    const amounts = amountsOf(due, within.map(({ paid }) => paid), run, book);
    return { programme: due.programme, component: due.component, carer, ...decided(first.paid.placement), ...run, endReason: reasonAt(held, run.to), parts: within.map(({ part }) => part), amounts };
  });
}

/** Days of a carer in a placement of their family. */
function heldBy(carer: PaidCarer, paid: Paid): Held[] {
  const days = carer.family === paid.placement.family ? common(paid.period, daysOf(carer, paid.period.from)) : null;
  return days === null ? [] : [{ paid, ...days }];
}

/** A child's keep, of each payee that there is in turn: it goes on from one act to the next. */
function keepOf(due: Due, all: readonly Paid[], { carers }: CareFactsKnown, book: CareBook): Entitlement[] {
  if (due.paidTo === 'BODY') return stretchesOf(due, null, all.map((paid) => ({ paid, from: paid.period.from, to: paid.period.to })), book);
  const held = all.flatMap((paid) => firstCarers(paid.period, carers).map(({ carer, ...days }) => ({ carer, paid, ...days })));
  return [...Map.groupBy(held, ({ carer }) => carer)].flatMap(([carer, own]) => stretchesOf(due, carer, own, book));
}

/** Placements with a component that they make due, in groups of one entitlement each. */
function groupsOf(component: Due['component'], { placements }: CareFactsKnown, forms: readonly FormTerms[], book: CareBook, keyOf: (due: Due, placement: PaidPlacement) => string): { readonly due: Due; readonly all: Placements }[] {
  const paid = placements.map((placement) => ({ placement, period: paidPeriod(placement, forms, book) })).filter(({ period }) => hasDays(period));
  const dues = paid.flatMap((one) => (DUES[one.placement.form] ?? []).filter((due) => due.component === component).map((due) => ({ due, one })));
  return [...Map.groupBy(dues, ({ due, one }) => keyOf(due, one.placement)).values()].flatMap((group) => (group[0] === undefined ? [] : [{ due: group[0].due, all: group.map(({ one }) => one) }]));
}

const comesToSomething = ({ amounts }: Entitlement): boolean => amounts.length > 0;

/**
 * Children's keep that is due because of a family's placements, to whom, and what it comes to. Of placements in the order of their first
 * days. What ends on a birthday says so from the first day; what comes to nothing is not there.
 */
export const keepsOf = (family: CareFactsKnown, forms: readonly FormTerms[], book: CareBook): Entitlement[] =>
  groupsOf('CHILD_MONEY', family, forms, book, ({ programme }, { iin }) => `${programme} ${iin}`).flatMap(({ due, all }) => keepOf(due, all, family, book)).filter(comesToSomething);

/** The same of one carer's pay, for as long as there is a child, whichever it is, in whichever of their families. */
export const paysOf = (person: CareFactsKnown, forms: readonly FormTerms[], book: CareBook): Entitlement[] =>
  groupsOf('CARER_PAY', person, forms, book, ({ programme }) => programme)
    .flatMap(({ due, all }) => stretchesOf(due, person.carers[0]?.id ?? null, all.flatMap((paid) => person.carers.flatMap((carer) => heldBy(carer, paid))), book))
    .filter(comesToSomething);
