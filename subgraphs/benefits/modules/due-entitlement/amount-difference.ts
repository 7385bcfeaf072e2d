import type { CivilDate } from '../../../shared/clock.js';
import type { AmountPeriod } from '../../../shared/rules/amount-periods.js';

type Amount = Pick<AmountPeriod, 'from' | 'to' | 'tier' | 'exact' | 'gross' | 'ruleVersion'>;

const valueOn = (amounts: readonly Amount[], day: CivilDate): string => {
  const found = amounts.find(({ from, to }) => from <= day && (to === null || day < to));
  return found === undefined ? '' : [found.tier, found.exact.toFixed(), found.gross.toFixed(), found.ruleVersion].join(' ');
};

/** The first day of some days on which two lists of amounts differ; null where they are the same. Days from `from` until `to`, not included. */
export function firstDifference(a: readonly Amount[], b: readonly Amount[], from: CivilDate, to: CivilDate | null): CivilDate | null {
  const days = [...a, ...b].flatMap((one) => [one.from, ...(one.to === null ? [] : [one.to])]);
  const within = [from, ...days].filter((day) => day >= from && (to === null || day < to)).toSorted();
  return within.find((day) => valueOn(a, day) !== valueOn(b, day)) ?? null;
}
