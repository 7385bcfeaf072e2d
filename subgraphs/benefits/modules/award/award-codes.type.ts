import type { CivilDate } from '../../../shared/clock.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';

export const AwardComponent = enumType('AwardComponent', 'Which part of a programme an award is.', {
  BENEFIT: 'The programme has one part only.',
  CHILD_MONEY: 'For the keep of a child in care.',
  CARER_PAY: 'Pay of whoever cares for the child.',
});
export type AwardComponent = EnumValue<typeof AwardComponent>;

export const AwardStatus = enumType('AwardStatus', 'Where an award stands in its life.', {
  ACTIVE: 'In force.',
  SUSPENDED: 'Not paid since a day; may be resumed.',
  TERMINATED: 'Ended by an event.',
  COMPLETED: 'Ended because it was paid in full, or its term ran out.',
});
export type AwardStatus = EnumValue<typeof AwardStatus>;

/** The status on a day: nobody touches an award when its last day passes, so that is read from the day. */
export const statusOn = ({ status, until }: { readonly status: AwardStatus; readonly until?: CivilDate | null | undefined }, day: CivilDate): AwardStatus =>
  status === 'ACTIVE' && until != null && until < day ? 'COMPLETED' : status;

export const AwardEndReason = enumType('AwardEndReason', 'Why an award ended.', {
  PAID: 'A one-off benefit was decided and paid.',
  TERM_ENDED: 'The term of the benefit ran out.',
  MAJORITY: 'The child came of age.',
  CHILD_DIED: 'The child died; paid through the month of death.',
  RECIPIENT_DIED: 'The recipient died; somebody else applies anew.',
  RECIPIENT_CHANGED: 'Somebody else receives it from then on.',
  CHILD_IN_CARE: 'The child no longer lives with the recipient: placed in care or on full state support.',
  RIGHTS_REMOVED: 'The recipient\'s parental rights were limited or removed.',
  CITIZENSHIP_LOST: 'Citizenship of Kazakhstan was lost.',
  MOVED_ABROAD: 'Moved abroad for good.',
  TOO_FEW_CHILDREN: 'Fewer children than the benefit asks for.',
  DISABILITY_ENDED: 'The disability was not confirmed, or its period ended.',
  PLACEMENT_ENDED: 'The guardianship or placement ended.',
  AWARD_REPLACED: 'A higher state award took the place of this one.',
  FALSE_DATA: 'False data led to it: it was never due, or not from some day on.',
  ADOPTION_CANCELLED: 'The adoption was cancelled.',
  GUARDIAN_REMOVED: 'The guardian or trustee was released or removed.',
  STUDY_ENDED: 'A student was expelled, or changed to study by correspondence.',
  WITHDRAWN: 'The recipient asked for the end.',
  AWARD_TAKEN_BACK: 'The state award was taken back.',
  CONTRACT_BROKEN: 'The social contract was broken, or the family moved away from it.',
});
export type AwardEndReason = EnumValue<typeof AwardEndReason>;
