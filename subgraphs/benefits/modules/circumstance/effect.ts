import { addDays, latest } from '../../../shared/calendar.js';
import type { CivilDate } from '../../../shared/clock.js';
import { type Circumstance, effectiveFrom, type LifeEvent } from '../../rules/circumstances.js';
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
  | ({ readonly kind: 'TERMINATED' | 'NEVER_DUE'; readonly reason: AwardEndReason } & Grounded)
  | ({ readonly kind: 'CHILD_LEFT'; readonly child: Membership; readonly before: number; readonly after: number } & Grounded);

/** Benefits for several children together, and how few they may be for (90(2), 234(1), 239(1)). */
const GROUPS: Readonly<Partial<Record<BenefitProgrammeCode, number>>> = { LARGE_FAM: LEAST_CHILDREN, SURVIVOR: 1, SURVIVOR_GFSS: 1 };

/** Happenings about one child of a family, which then leaves the benefit; the others are about the recipient, or the whole. */
const ABOUT_CHILD: ReadonlySet<LifeEvent> = new Set<LifeEvent>([
  'CHILD_DIED', 'FULL_STATE_SUPPORT', 'RIGHTS_REMOVED', 'ADOPTION_CANCELLED', 'GUARDIAN_REMOVED', 'TURNED_18', 'STUDY_ENDED', 'CITIZENSHIP_LOST', 'MOVED_ABROAD',
]);

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
  MOVED_SETTLEMENT: 'CONTRACT_BROKEN',
  CONTRACT_BROKEN: 'CONTRACT_BROKEN',
};

/** Whether a happening in an award for several children must say about which of them it is. */
export const needsChild = ({ programme }: AwardState, event: LifeEvent): boolean =>
  GROUPS[programme] !== undefined && ABOUT_CHILD.has(event) && !['CITIZENSHIP_LOST', 'MOVED_ABROAD'].includes(event) && groundOf(programme, event)?.does === 'ENDS';

/** What the law says of an event in a programme; null where it has no ground. */
export function groundOf(programme: BenefitProgrammeCode, event: LifeEvent): Circumstance | null {
  return (isRuled(programme) && RULES[programme].circumstances.find((one) => one.event === event)) || null;
}

const inOn = ({ since, until }: Membership, day: CivilDate): boolean => since <= day && (until === null || day <= until);

/** A child that leaves a family which is still large enough: the rest is recalculated (91(2), 92(4), 235(4)). */
function leaving({ award, members, child }: Concerned, event: LifeEvent, grounded: Grounded): Effect | null {
  const least = GROUPS[award.programme];
  if (least === undefined || child === null || !ABOUT_CHILD.has(event)) return null;
  const before = members.filter((one) => inOn(one, addDays(grounded.from, -1))).length;
  const after = members.filter((one) => one.id !== child.id && inOn(one, grounded.from)).length;
  return after >= least ? { kind: 'CHILD_LEFT', child, before, after, ...grounded } : null;
}

/** What ends from its first day, or before, was never due. */
function ending(concerned: Concerned, event: LifeEvent, grounded: Grounded): Effect {
  const { award, child } = concerned;
  const tooFew = (GROUPS[award.programme] ?? 0) > 1 && child !== null && ABOUT_CHILD.has(event);
  const kind = grounded.from === award.since ? 'NEVER_DUE' : 'TERMINATED';
  return leaving(concerned, event, grounded) ?? { kind, reason: tooFew ? 'TOO_FEW_CHILDREN' : (REASONS[event] ?? 'WITHDRAWN'), ...grounded };
}

/** What a happening does to an award, by the event × programme table of the rules. */
export function effectOf(concerned: Concerned, { event, occurredOn, receivedOn }: Happening): Effect {
  const { award } = concerned;
  const ground = groundOf(award.programme, event);
  if (ground === null) return { kind: 'NO_GROUND' };
  const { article, does } = ground;
  const day = effectiveFrom(ground, { assignedOn: award.since, occurredOn, receivedOn });
  if (day === null) return { kind: 'CONTINUES', article, from: null };
  const grounded = { article, from: latest(day, award.since) };
  if (award.until !== null && award.until < grounded.from) return { kind: 'UNCHANGED' };
  switch (does) {
    case 'ENDS':
      return ending(concerned, event, grounded);
    case 'SUSPENDS':
    case 'CHANGES_PAYEE':
      return award.status === 'TERMINATED' ? { kind: 'UNCHANGED' } : (leavingOnly(concerned, event, grounded, does) ?? { kind: 'SUSPENDED', ...grounded });
    case 'RECALCULATES':
      return award.status === 'TERMINATED' ? { kind: 'UNCHANGED' } : { kind: 'RECALCULATION_DUE', ...grounded };
    case 'CONTINUES':
      return { kind: 'CONTINUES', article, from: null };
    default:
      return does satisfies never;
  }
}

/** One child of several for whom it is suspended is left out of it meanwhile; a new payee receives it for all. */
const leavingOnly = (concerned: Concerned, event: LifeEvent, grounded: Grounded, does: 'SUSPENDS' | 'CHANGES_PAYEE'): Effect | null => (does === 'SUSPENDS' ? leaving(concerned, event, grounded) : null);
