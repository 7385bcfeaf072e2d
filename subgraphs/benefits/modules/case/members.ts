import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import { earliestOf, type Entitlement, latestOf } from '../../rules/entitlement.js';
import type { RuledProgramme } from '../../rules/rule.js';

/** A child's time in an award, both days included. */
export interface Member {
  readonly iin: string;
  readonly since: CivilDate;
  readonly until: CivilDate | null;
}

/** One benefit for all members, each for as long as it is one (234(9), 235(1), 239(4)). */
export const isForMembers = (programme: RuledProgramme): boolean => programme === 'SURVIVOR' || programme === 'SURVIVOR_GFSS';

const isMet = ({ conditions, applyBy }: Entitlement, appliedOn: CivilDate): boolean =>
  (applyBy === null || appliedOn <= applyBy) && conditions.every(({ code, met }) => met !== false || code === 'WITHIN_TERM');

/** A child with its right, as if it were asked for alone. */
export interface Asking {
  readonly iin: string;
  readonly right: Entitlement;
}

/** Those of some children who have a right at some time, each for its own. */
export const membersOf = (children: readonly Asking[], appliedOn: CivilDate, notBefore: CivilDate | null): Member[] =>
  children.flatMap(({ iin, right }) => {
    const since = latestOf(right.from, notBefore);
    const { until } = right;
    return since === null || !isMet(right, appliedOn) || (until !== null && until < since) ? [] : [{ iin, since, until }];
  });

/** The right of all together: from the first to the last day that one of them has it. */
export function together(right: Entitlement, members: readonly Member[]): Entitlement {
  const ends = members.map(({ until }) => until);
  return { ...right, from: earliestOf(...members.map(({ since }) => since)), until: ends.includes(null) ? null : latestOf(...ends) };
}

/** How many are in it on a day. */
export const countOn = (members: readonly Member[], day: CivilDate): number => members.filter(({ since, until }) => since <= day && (until === null || day <= until)).length;

/** The days after the first on which somebody comes or goes. */
export const comingsAndGoings = (members: readonly Member[]): CivilDate[] =>
  [...new Set(members.flatMap(({ since, until }) => [since, ...(until === null ? [] : [addDays(until, 1)])]))].sort();

/** Throws `BAD_USER_INPUT` where the decider counts others than the case has. */
export function requireCounted(said: number | null | undefined, members: readonly Member[], since: CivilDate): void {
  const counted = countOn(members, since);
  if (said != null && said !== counted) throw badInput('input.facts.survivorsCount', `the children of the case who have a right on ${since} come to ${counted}; who has one besides is among otherDependants (Social Code, 234, 239).`);
}
