import { addDays } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { type Circumstance, effectiveFrom, type EventDays, type LifeEvent, noRightFrom, whereOthersRemain, type Whose } from '../../rules/circumstances.js';
import { LEAST_CHILDREN } from '../../rules/large-fam.js';
import { isRuled, RULES } from '../../rules/rules.js';
import type { AwardEndReason } from '../award/award-codes.type.js';
import type { AwardState, Membership } from '../award/award-state.repository.js';
import type { BenefitProgrammeCode } from '../programme/programme-code.type.js';

/** Something that happened, and when the programme learnt of it. */
export interface Happening {
  readonly event: LifeEvent;
  readonly occurredOn: CivilDate;
  readonly receivedOn: CivilDate;
}

/** An award that it may concern, the children in it, and the one that it is about; null where it is about the recipient. */
export interface Concerned {
  readonly award: AwardState;
  readonly members: readonly Membership[];
  readonly child: Membership | null;
  /** To whom it is said to have happened; null where both are named, or the award alone. */
  readonly whose: Whose | null;
}

interface Grounded {
  readonly article: string;
  /** The first day on which the award is paid otherwise, or not. */
  readonly from: CivilDate;
}

/** What a happening does to an award. `UNCHANGED`: the law has a ground, and the award is over by then. */
export type Effect =
  | { readonly kind: 'NO_GROUND' }
  | { readonly kind: 'UNCHANGED' }
  | { readonly kind: 'CONTINUES'; readonly article: string; readonly from: null }
  | ({ readonly kind: 'SUSPENDED' | 'RECALCULATION_DUE' } & Grounded)
  /** `noRightFrom`: what was paid from there until `from` is recovered. */
  | ({ readonly kind: 'TERMINATED' | 'NEVER_DUE'; readonly reason: AwardEndReason; readonly noRightFrom: CivilDate | null } & Grounded)
  | ({ readonly kind: 'CHILD_LEFT'; readonly child: Membership; readonly before: number; readonly after: number } & Grounded);

/** Benefits for several children together, and how few they may be for (90(2), 234(1), 239(1); assistance for adults alone, too: 120(1)). */
export const GROUPS: Readonly<Partial<Record<BenefitProgrammeCode, number>>> = { LARGE_FAM: LEAST_CHILDREN, SURVIVOR: 1, SURVIVOR_GFSS: 1, ASP: 0 };

const REASONS: Readonly<Partial<Record<LifeEvent, AwardEndReason>>> = {
  CHILD_DIED: 'CHILD_DIED',
  RECIPIENT_DIED: 'RECIPIENT_DIED',
  FULL_STATE_SUPPORT: 'CHILD_IN_CARE',
  RIGHTS_REMOVED: 'RIGHTS_REMOVED',
  CITIZENSHIP_LOST: 'CITIZENSHIP_LOST',
  MOVED_ABROAD: 'MOVED_ABROAD',
  ADOPTION_CANCELLED: 'ADOPTION_CANCELLED',
  GUARDIAN_REMOVED: 'GUARDIAN_REMOVED',
  FALSE_DATA_ON_RIGHT: 'FALSE_DATA',
  STUDY_ENDED: 'STUDY_ENDED',
  AWARD_TAKEN_BACK: 'AWARD_TAKEN_BACK',
  WITHDRAWN: 'WITHDRAWN',
  NOT_DISABLED_ANY_MORE: 'DISABILITY_ENDED',
  EXAMINATION_MISSED: 'DISABILITY_ENDED',
  GROUP_CHANGED: 'DISABILITY_ENDED',
  MOVED_SETTLEMENT: 'CONTRACT_BROKEN',
  CONTRACT_BROKEN: 'CONTRACT_BROKEN',
};

/** What the law says of an event in a programme; null where it has no ground. */
export function groundOf(programme: BenefitProgrammeCode, event: LifeEvent): Circumstance | null {
  return (isRuled(programme) && RULES[programme].circumstances.find((one) => one.event === event)) || null;
}

/** The ground that an event is in an award; null where there is none, or the Code means somebody else by it. */
export function groundIn({ award, whose }: Concerned, event: LifeEvent): Circumstance | null {
  const ground = groundOf(award.programme, event);
  return ground?.whose != null && whose !== null && ground.whose !== whose ? null : ground;
}

/** Whether a happening in an award for several children must say about which of them it is. Who asks for the end and names none means all. */
export const needsChild = ({ programme }: AwardState, event: LifeEvent): boolean => event !== 'WITHDRAWN' && groundOf(programme, event)?.whereOthersRemain != null;

export const inOn = ({ since, until }: Membership, day: CivilDate): boolean => since <= day && (until === null || day <= until);

/** How many are in an award before a child leaves it from a day on, and without it. */
export const stayingWithout = ({ members }: Pick<Concerned, 'members'>, child: Membership, from: CivilDate): { readonly before: number; readonly after: number } => ({
  before: members.filter((one) => inOn(one, addDays(from, -1))).length,
  after: members.filter((one) => one.id !== child.id && inOn(one, from)).length,
});

/** A child that leaves a family which is still large enough: the rest is recalculated (91(2), 92(4), 235(4), 239(6)). */
function leaving({ award, members, child }: Concerned, ground: Circumstance, days: EventDays): Effect | null {
  const least = GROUPS[award.programme];
  const otherwise = whereOthersRemain(ground);
  const from = effectiveFrom(otherwise, days);
  if (least === undefined || child === null || otherwise === ground || from === null || !inOn(child, from)) return null;
  const counts = stayingWithout({ members }, child, from);
  return counts.after >= least ? { kind: 'CHILD_LEFT', child, ...counts, article: otherwise.article, from } : null;
}

/** What ends from its first day was never due. */
function ending({ award, child }: Concerned, ground: Circumstance, days: EventDays, grounded: Grounded): Effect {
  const tooFew = (GROUPS[award.programme] ?? 0) > 1 && child !== null && ground.whereOthersRemain != null;
  const reason = tooFew ? 'TOO_FEW_CHILDREN' : REASONS[ground.event];
  if (reason === undefined) throw new RangeError(`${ground.event} ends ${award.programme}, and is no reason for an end.`);
  return { kind: grounded.from === award.since ? 'NEVER_DUE' : 'TERMINATED', reason, noRightFrom: noRightFrom(ground, days), ...grounded };
}

/** What a happening does to an award, by the event × programme table of the rules. */
export function effectOf(concerned: Concerned, { event, occurredOn, receivedOn }: Happening): Effect {
  const { award } = concerned;
  const ground = groundIn(concerned, event);
  if (ground === null) return { kind: 'NO_GROUND' };
  const { article, does } = ground;
  const days = { assignedOn: award.since, occurredOn, receivedOn };
  const from = effectiveFrom(ground, days);
  if (from === null || does === 'CONTINUES') return { kind: 'CONTINUES', article, from: null };
  if ((award.until !== null && award.until < from) || (award.status === 'TERMINATED' && does !== 'ENDS')) return { kind: 'UNCHANGED' };
  const left = leaving(concerned, ground, days);
  if (left !== null) return left;
  // Whoever has left it before ends nothing for the others.
  const { child } = concerned;
  if (child !== null && child.until !== null && child.until < from) return { kind: 'UNCHANGED' };
  switch (does) {
    case 'ENDS':
      return ending(concerned, ground, days, { article, from });
    case 'SUSPENDS':
    case 'CHANGES_PAYEE':
      return { kind: 'SUSPENDED', article, from };
    case 'RECALCULATES':
      return { kind: 'RECALCULATION_DUE', article, from };
    default:
      return does satisfies never;
  }
}
