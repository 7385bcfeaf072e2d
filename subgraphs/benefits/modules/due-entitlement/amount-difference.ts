import type { CivilDate } from '../../../shared/clock.js';
import { holds, type Period } from '../../../shared/periods.js';
import type { AmountPeriod } from '../../../shared/rules/amount-periods.js';

type Amount = Pick<AmountPeriod, 'from' | 'to' | 'tier' | 'exact' | 'gross' | 'ruleVersion'>;

const on = (amounts: readonly Amount[], day: CivilDate): Amount | undefined => amounts.find((one) => holds(one, day));

const valueOf = (amount: Amount | undefined): string => (amount === undefined ? '' : [amount.tier, amount.exact.toFixed(), amount.gross.toFixed(), amount.ruleVersion].join(' '));

/** The first day from another on, on which two lists of amounts differ; null where they are the same. */
export function firstDifference(a: readonly Amount[], b: readonly Amount[], from: CivilDate): CivilDate | null {
  const days = [...a, ...b].flatMap((one) => [one.from, ...(one.to === null ? [] : [one.to])]);
  const since = [from, ...days].filter((day) => day >= from).toSorted();
  return since.find((day) => valueOf(on(a, day)) !== valueOf(on(b, day))) ?? null;
}

/** For which days the last of some amounts goes on as it is, where others say the same from its end on and nothing else before; null where it does not. */
export function goesOn(held: readonly Amount[], told: readonly Amount[], from: CivilDate): Period | null {
  const last = held.at(-1);
  const day = firstDifference(held, told, from);
  const next = day === null || last?.to !== day ? undefined : on(told, day);
  return day !== null && next !== undefined && valueOf(next) === valueOf(last) ? { from: day, to: next.to } : null;
}
