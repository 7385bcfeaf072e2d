import type { CivilDate } from '../../../shared/clock.js';
import { RUNS_ANEW, SETTLED, wardRightDueBy } from '../../reference/ward-rights.js';
import type { WardRightKind, WardRightStanding } from './ward-right-codes.type.js';

/** A statement, as far as it says how a right stands; in the order in which they were recorded. */
export interface Said {
  readonly kind: WardRightKind;
  readonly standing: WardRightStanding;
  readonly occurredOn: CivilDate;
  readonly corrected: boolean;
}

/** The last word on a right: of the latest day, and of two on one day the one that was recorded last. Null where nothing is on record. */
export const lastWord = <S extends Said>(kind: WardRightKind, statements: readonly S[]): S | null =>
  statements.filter((one) => one.kind === kind && !one.corrected).reduce<S | null>((last, one) => (last === null || one.occurredOn >= last.occurredOn ? one : last), null);

export const isSettled = (said: Pick<Said, 'standing'> | null): boolean => said !== null && SETTLED.has(said.standing);

/** By when something is to be done about a right of a child in care; null once nothing is. */
export function dueBy(kind: WardRightKind, said: Said | null, careSince: CivilDate): CivilDate | null {
  if (isSettled(said)) return null;
  const anew = said !== null && RUNS_ANEW.has(said.standing) && said.occurredOn > careSince;
  return wardRightDueBy(kind, anew ? said.occurredOn : careSince);
}
