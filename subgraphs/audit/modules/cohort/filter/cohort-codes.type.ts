import { enumType, type EnumValue } from '../../../../shared/enum.js';

/* The words that the published views have for things, as a cohort is asked by them. */

export const CohortSex = enumType('CohortSex', 'Sex, as the civil registry has it.', { FEMALE: 'Female.', MALE: 'Male.' });
export type CohortSex = EnumValue<typeof CohortSex>;

export const CohortBenefit = enumType('CohortBenefit', 'Programmes of benefits, as their register codes them; BenefitProgrammeCode says more of each.', {
  BIRTH: 'Birth grant.',
  CARE_STATE: 'Childcare benefit from the budget.',
  MATERNITY: 'Maternity payment of social insurance.',
  CARE_GFSS: 'Childcare payment of social insurance.',
  OPV_SUBSIDY: 'Pension contributions during it.',
  LARGE_FAM: 'Benefit for large families.',
  AWARD_MOTHER: 'Benefit for mothers with an award.',
  DIS_CHILD: 'Disability benefit of a child.',
  DIS_CARER: 'Benefit for raising a child with a disability.',
  SURVIVOR: 'Benefit after the loss of a breadwinner.',
  SURVIVOR_GFSS: 'Payment of social insurance after it.',
  ASP: 'Targeted social assistance.',
  ASP_CHILD: 'Addition to it for small children.',
  ADULT_CARER: 'Benefit for the carer of an adult.',
  GUARDIAN: 'Allowance for a guardian or trustee.',
  PATRONAGE: 'Patronage care.',
  FOSTER_FAM: 'Foster family.',
  PRO_FOSTER: 'Professional foster family.',
  ADOPTION_ONCE: 'One-off payment on an adoption.',
});
export type CohortBenefit = EnumValue<typeof CohortBenefit>;

export const CohortEndReason = enumType('CohortEndReason', 'Why awards end, as their register codes it; AwardEndReason says more of each.', {
  PAID: 'Paid at once.', TERM_ENDED: 'Term over.', MAJORITY: 'Of age.', CHILD_DIED: 'Death of the child.', RECIPIENT_DIED: 'Death of the recipient.', RECIPIENT_CHANGED: 'Another recipient.', CHILD_IN_CARE: 'Child in care.',
  RIGHTS_REMOVED: 'Parental rights limited or removed.', CITIZENSHIP_LOST: 'Citizenship lost.', MOVED_ABROAD: 'Moved abroad.', TOO_FEW_CHILDREN: 'Too few children.', DISABILITY_ENDED: 'Disability over.', PLACEMENT_ENDED: 'Placement over.',
  AWARD_REPLACED: 'A higher state award.', FALSE_DATA: 'False data.', ADOPTION_CANCELLED: 'Adoption cancelled.', GUARDIAN_REMOVED: 'Guardian released or removed.', STUDY_ENDED: 'Study over.', WITHDRAWN: 'At the recipient\'s wish.',
  AWARD_TAKEN_BACK: 'State award taken back.', CONTRACT_BROKEN: 'Social contract broken.',
});
export type CohortEndReason = EnumValue<typeof CohortEndReason>;

export const CohortCareForm = enumType('CohortCareForm', 'Forms of placement (Code on Marriage and Family).', {
  GUARDIANSHIP: 'Guardian, under 14; of placements, trustees too.',
  TRUSTEESHIP: 'Trustee, from 14 on.',
  PATRONAGE: 'Patronage carer.',
  FOSTER_FAMILY: 'Foster family.',
  PROFESSIONAL_FOSTER: 'Professional foster family.',
  GUEST: 'Guest family; none of the register of guardianships.',
  INSTITUTION: 'Institution.',
});
export type CohortCareForm = EnumValue<typeof CohortCareForm>;

export const CohortTeachingLanguage = enumType('CohortTeachingLanguage', 'Language of instruction.', { KK: 'Kazakh.', RU: 'Russian.', OTHER: 'Another.' });
export type CohortTeachingLanguage = EnumValue<typeof CohortTeachingLanguage>;

export const CohortPayoutState = enumType('CohortPayoutState', 'How far an application for savings is.', {
  SUBMITTED: 'Submitted.', CHECKED: 'Checked.', REFUSED: 'Refused.', PAID: 'Paid to the operator.', USED: 'Used.', RETURNED: 'Returned.',
});
export type CohortPayoutState = EnumValue<typeof CohortPayoutState>;

export const CohortRightsStatus = enumType('CohortRightsStatus', 'What a court decided about a parent\'s rights.', { DEPRIVED: 'Taken.', LIMITED: 'Limited.' });
export type CohortRightsStatus = EnumValue<typeof CohortRightsStatus>;
