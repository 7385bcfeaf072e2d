import { latest, monthEnd, monthStart } from '../../shared/calendar.js';
import type { CivilDate } from '../../shared/clock.js';

/** What may happen to an award's recipient or child. */
export type LifeEvent =
  | 'CHILD_DIED' | 'RECIPIENT_DIED' | 'FULL_STATE_SUPPORT' | 'RIGHTS_REMOVED' | 'CITIZENSHIP_LOST' | 'MOVED_ABROAD' | 'ADOPTION_CANCELLED'
  | 'GUARDIAN_REMOVED' | 'FALSE_DATA_ON_RIGHT' | 'FALSE_DATA_ON_AMOUNT' | 'IMPRISONED' | 'ACCOUNT_UNUSED' | 'RECIPIENT_IN_CENTRE' | 'MISSING' | 'FOUND'
  | 'DOCUMENT_EXPIRED' | 'TURNED_18' | 'STUDY_ENDED' | 'CHILDREN_CHANGED' | 'CONTRIBUTIONS_ARRIVED' | 'AWARD_TAKEN_BACK' | 'WITHDRAWN' | 'TOOK_WORK' | 'PENSION_ABROAD'
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

/** `CHANGES_PAYEE` suspends until the new payee is there, who is paid as `guardianPaid` says. */
export type EffectKind = 'ENDS' | 'SUSPENDS' | 'CHANGES_PAYEE' | 'RECALCULATES' | 'CONTINUES';

/** When a suspended award goes on; never before the suspension. */
export type Resumption =
  | 'FROM_SUSPENSION'
  /** The day its cause ended: return, release, a new document, study (which may have begun before). */
  | 'FROM_END_OF_CAUSE'
  /** Not for this recipient. */
  | 'TO_NEW_PAYEE';

/** A legal representative is paid from the suspension; so is a guardian where the benefit is the child's own, and else from the guardianship. */
export type GuardianPaid = 'FROM_SUSPENSION' | 'FROM_GUARDIANSHIP';

/** Whose an event must be for the ground, where the article names one of them. */
export type Whose = 'CHILD' | 'RECIPIENT';

/** What one event does to an award, and where that stands. */
export interface Circumstance {
  readonly event: LifeEvent;
  readonly does: EffectKind;
  readonly starting: Starting | null;
  readonly resumes: Resumption | null;
  readonly article: string;
  /** Of a change of payee. */
  readonly guardianPaid?: GuardianPaid | null;
  /** Where the right goes on for others in the award (enough children, another member), it is recalculated instead. */
  readonly whereOthersRemain?: { readonly starting: Starting; readonly article: string } | null;
  /** From when there is no right, where payment goes on until the notice: what is paid meanwhile is recovered. */
  readonly rightEnds?: Starting | null;
  readonly whose?: Whose | null;
}

export const ends = (event: LifeEvent, starting: Starting, article: string): Circumstance => ({ event, does: 'ENDS', starting, resumes: null, article });

export const suspends = (event: LifeEvent, article: string, resumes: Resumption = 'FROM_END_OF_CAUSE', starting: Starting = 'AFTER_MONTH_OF_NOTICE'): Circumstance =>
  ({ event, does: 'SUSPENDS', starting, resumes, article });

export const changesPayee = (event: LifeEvent, article: string, starting: Starting = 'AFTER_MONTH_OF_NOTICE', guardianPaid: GuardianPaid = 'FROM_GUARDIANSHIP'): Circumstance =>
  ({ event, does: 'CHANGES_PAYEE', starting, resumes: 'TO_NEW_PAYEE', article, guardianPaid });

/** The child's own benefit, which whoever is appointed has from the suspension on. */
export const passesOn = (event: LifeEvent, article: string, starting: Starting = 'AFTER_MONTH_OF_NOTICE'): Circumstance => changesPayee(event, article, starting, 'FROM_SUSPENSION');

/** Of an award for several. */
export const unlessOthersRemain = (circumstance: Circumstance, starting: Starting, article: string): Circumstance => ({ ...circumstance, whereOthersRemain: { starting, article } });

/** Of a payment that ends with the notice, and a right that has ended before. */
export const afterRight = (circumstance: Circumstance, rightEnds: Starting): Circumstance => ({ ...circumstance, rightEnds });

/** Of what counts for one of them only: the other's changes nothing. */
export const of = (whose: Whose, circumstance: Circumstance): Circumstance => ({ ...circumstance, whose });

export const recalculates = (event: LifeEvent, article: string, starting: Starting = 'FROM_EVENT'): Circumstance =>
  ({ event, does: 'RECALCULATES', starting, resumes: null, article });

export const continues = (event: LifeEvent, article: string): Circumstance => ({ event, does: 'CONTINUES', starting: null, resumes: null, article });

/** What an event does to an award in which others remain. */
export const whereOthersRemain = (circumstance: Circumstance): Circumstance =>
  circumstance.whereOthersRemain == null ? circumstance : recalculates(circumstance.event, circumstance.whereOthersRemain.article, circumstance.whereOthersRemain.starting);

/** The three days that effects are counted from. */
export interface EventDays {
  /** The first day that the award is for. */
  readonly assignedOn: CivilDate;
  readonly occurredOn: CivilDate;
  /** When this programme learnt of it. */
  readonly receivedOn: CivilDate;
}

/** Not before the award (74(2)2, 91(2), 232(2)2). */
function dayOf(starting: Starting, { assignedOn, occurredOn, receivedOn }: EventDays): CivilDate {
  const days: Readonly<Record<Starting, CivilDate>> = {
    FROM_EVENT: occurredOn,
    AFTER_MONTH_OF_EVENT: monthStart(occurredOn, 1),
    AFTER_MONTH_OF_NOTICE: monthStart(receivedOn, 1),
    FROM_ASSIGNMENT: assignedOn,
  };
  return latest(assignedOn, days[starting]);
}

/** The first day that is not paid (or is paid otherwise) because of an event; null where nothing changes. */
export const effectiveFrom = ({ starting }: Circumstance, days: EventDays): CivilDate | null => (starting === null ? null : dayOf(starting, days));

/** The first day without a right, which may lie before the first that is not paid; null where there still is one. */
export const noRightFrom = ({ does, starting, rightEnds }: Circumstance, days: EventDays): CivilDate | null => {
  const from = rightEnds ?? (does === 'ENDS' ? starting : null);
  return from === null ? null : dayOf(from, days);
};

/** The last day through which a death leaves a benefit due that ends with its month. */
export const throughMonthOf = (death: CivilDate): CivilDate => monthEnd(death);
