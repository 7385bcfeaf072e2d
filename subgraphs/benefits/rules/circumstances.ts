import { monthEnd, monthStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';

/** What may happen to an award's recipient or child. */
export type LifeEvent =
  | 'CHILD_DIED' | 'RECIPIENT_DIED' | 'FULL_STATE_SUPPORT' | 'RIGHTS_REMOVED' | 'CITIZENSHIP_LOST' | 'MOVED_ABROAD' | 'ADOPTION_CANCELLED'
  | 'GUARDIAN_REMOVED' | 'FALSE_DATA_ON_RIGHT' | 'FALSE_DATA_ON_AMOUNT' | 'IMPRISONED' | 'ACCOUNT_UNUSED' | 'RECIPIENT_IN_CENTRE' | 'MISSING'
  | 'DOCUMENT_EXPIRED' | 'TURNED_18' | 'STUDY_ENDED' | 'CHILDREN_CHANGED' | 'CONTRIBUTIONS_ARRIVED' | 'AWARD_TAKEN_BACK' | 'WITHDRAWN'
  | 'MEDICAL_PAPERS_DOUBTED' | 'EXAMINATION_MISSED' | 'NOT_DISABLED_ANY_MORE' | 'GROUP_CHANGED' | 'MOVED_SETTLEMENT' | 'CONTRACT_BROKEN' | 'MEMBERS_CHANGED';

/** From when an effect counts: of the day itself, or of the month after the event or after the notice of it. */
export type Starting =
  /** The day of the event; paid until the day before. */
  | 'FROM_EVENT'
  /** Paid through the month of the event. */
  | 'AFTER_MONTH_OF_EVENT'
  /** The first of the month after the information arrived. */
  | 'AFTER_MONTH_OF_NOTICE'
  /** Never due: back to the day it was assigned. */
  | 'FROM_ASSIGNMENT';

/** `CHANGES_PAYEE` suspends until the new payee is there, who is paid from the suspension. */
export type EffectKind = 'ENDS' | 'SUSPENDS' | 'CHANGES_PAYEE' | 'RECALCULATES' | 'CONTINUES';

/** When a suspended award goes on: from where it stopped, from the day its cause ended, or not for this recipient. */
export type Resumption = 'FROM_SUSPENSION' | 'FROM_END_OF_CAUSE' | 'TO_NEW_PAYEE';

/** What one event does to an award, and where that stands. */
export interface Circumstance {
  readonly event: LifeEvent;
  readonly does: EffectKind;
  readonly starting: Starting | null;
  readonly resumes: Resumption | null;
  readonly article: string;
}

export const ends = (event: LifeEvent, starting: Starting, article: string): Circumstance => ({ event, does: 'ENDS', starting, resumes: null, article });

export const suspends = (event: LifeEvent, article: string, resumes: Resumption = 'FROM_END_OF_CAUSE', starting: Starting = 'AFTER_MONTH_OF_NOTICE'): Circumstance =>
  ({ event, does: 'SUSPENDS', starting, resumes, article });

export const changesPayee = (event: LifeEvent, article: string, starting: Starting = 'AFTER_MONTH_OF_NOTICE'): Circumstance =>
  ({ event, does: 'CHANGES_PAYEE', starting, resumes: 'TO_NEW_PAYEE', article });

export const recalculates = (event: LifeEvent, article: string, starting: Starting = 'FROM_EVENT'): Circumstance =>
  ({ event, does: 'RECALCULATES', starting, resumes: null, article });

export const continues = (event: LifeEvent, article: string): Circumstance => ({ event, does: 'CONTINUES', starting: null, resumes: null, article });

/** The three days that effects are counted from. */
export interface EventDays {
  readonly assignedOn: CivilDate;
  readonly occurredOn: CivilDate;
  /** When this programme learnt of it. */
  readonly receivedOn: CivilDate;
}

/** The first day that is not paid (or is paid otherwise) because of an event; null where nothing changes. */
export function effectiveFrom({ starting }: Circumstance, { assignedOn, occurredOn, receivedOn }: EventDays): CivilDate | null {
  if (starting === null) return null;
  const days: Readonly<Record<Starting, CivilDate>> = {
    FROM_EVENT: occurredOn,
    AFTER_MONTH_OF_EVENT: monthStart(occurredOn, 1),
    AFTER_MONTH_OF_NOTICE: monthStart(receivedOn, 1),
    FROM_ASSIGNMENT: assignedOn,
  };
  return days[starting];
}

/** The last day through which a death leaves a benefit due that ends with its month. */
export const throughMonthOf = (death: CivilDate): CivilDate => monthEnd(death);
