import { enumType, type EnumValue } from '../../../shared/enum.js';

export const CarerCandidateStatus = enumType('CarerCandidateStatus', 'Where somebody stands who wants to take a child in.', {
  REGISTERED: 'Registered; nothing is decided.',
  SUITABLE: 'The guardianship body found them suitable, in one form at least.',
  UNSUITABLE: 'Refused, or no longer suitable.',
  CLOSED: 'The record is closed, for a reason of article 118-4(2).',
});
export type CarerCandidateStatus = EnumValue<typeof CarerCandidateStatus>;

export const CarerCandidateAction = enumType('CarerCandidateAction', 'A step of a candidate\'s record.', {
  REGISTER: 'The candidate was registered.',
  EVIDENCE: 'Papers were recorded.',
  DECIDE: 'Suitability was decided.',
  CHECK: 'The yearly check.',
  BAR: 'A paper told of a conviction, a prosecution or a dispensary\'s register: no longer suitable from that moment (Law 236-VIII), nor fit for the children who are there.',
  CLOSE: 'The record was closed.',
});
export type CarerCandidateAction = EnumValue<typeof CarerCandidateAction>;

export const CarerCandidateClosing = enumType('CarerCandidateClosing', 'Why a candidate\'s record is closed (118-4(2)).', {
  TOOK_A_CHILD: 'They took a child in, and want no other.',
  WITHDREW: 'They asked for it in writing.',
  CIRCUMSTANCES_CHANGED: 'What allowed them to take a child in has changed.',
  DEATH: 'They died. Comes of itself, when the civil registry tells of it.',
});
export type CarerCandidateClosing = EnumValue<typeof CarerCandidateClosing>;

export const CandidateEvidenceKind = enumType('CandidateEvidenceKind', 'What a paper about a candidate says, yes or no.', {
  CAPACITY_LIMITED: 'A court found the candidate incapable, or of limited capacity.',
  SPOUSE_CAPACITY_LIMITED: 'A court found so of the spouse.',
  RIGHTS_REMOVED_OR_LIMITED: 'A court removed or limited parental rights.',
  REMOVED_AS_GUARDIAN: 'Was removed as guardian or trustee for failing the duty.',
  ADOPTION_CANCELLED: 'An adoption was cancelled through the candidate\'s fault.',
  UNFIT_HEALTH: 'Has a disease of the list with which no child is taken in.',
  DISPENSARY_REGISTER: 'Is on the register of a narcological or psychoneurological dispensary.',
  UNEXPUNGED_CONVICTION: 'Has an unexpunged conviction of an intentional crime.',
  LISTED_OFFENCE: 'Was ever convicted of, or prosecuted for, an offence of the Code\'s list.',
  UNDER_PROSECUTION: 'Is under criminal prosecution.',
  CITIZEN: 'Is a citizen of Kazakhstan.',
  STATELESS: 'Has no citizenship.',
  PERMANENT_HOME: 'Has a permanent home.',
  HOUSING: 'The home was looked at and is fit; with square metres and people.',
  INCOME_SUFFICES: 'The income secures the subsistence minimum for a child; with its amount.',
  MARRIED: 'Is married.',
  SPOUSE_CONSENT: 'The spouse consents.',
  SPOUSES_APART: 'The spouses have ended their family life, or lived apart for more than a year: an adopter needs no consent then (96(2)).',
  RAISED_THREE_YEARS: 'Has raised the child for three years, after the mother\'s death or loss of rights. Names the child.',
  RELATIVE_OF_CHILD: 'Is a relative or step-parent of the child: may be appointed guardian untrained, and must train within a year (122(1)13). Excuses no difference of age. Names the child.',
  CLOSE_RELATIVE: 'Is a close relative of the child, and need not train (91(2)15, 122(1)13). Names the child.',
  AGE_GAP_EXCUSED: 'No difference of sixteen years is asked: the candidate is the child\'s step-parent (92(2)), by the record of the marriage to the parent; or a court accepts a smaller one (92(1)), by its decision. `source` names the paper. Names the child.',
  TRAINING: 'Has the certificate of psychological training; until it runs out.',
  PROFESSIONAL_CONCLUSION: 'Was recognised as a professional foster carer.',
});
export type CandidateEvidenceKind = EnumValue<typeof CandidateEvidenceKind>;

export const CarerConditionCode = enumType('CarerConditionCode', 'A condition of the law for taking a child in.', {
  ADULT: 'Of age.',
  AGE_30_TO_63: 'From 30 to 63.',
  AGE_GAP: 'Sixteen years older than the child (92(1)); not asked of a step-parent (92(2)).',
  CAPABLE: 'Capable.',
  SPOUSE_CAPABLE: 'The spouse is capable.',
  RIGHTS_INTACT: 'No court removed or limited parental rights.',
  NEVER_REMOVED: 'Never removed as guardian.',
  NO_ADOPTION_CANCELLED: 'No adoption cancelled through their fault.',
  HEALTHY: 'In health to raise a child.',
  NOT_ON_DISPENSARY_REGISTER: 'On no dispensary\'s register.',
  NO_CONVICTION: 'No unexpunged conviction of an intentional crime.',
  NO_LISTED_OFFENCE: 'No offence of the list, ever.',
  NOT_PROSECUTED: 'Not under prosecution; since 4 February 2026.',
  CITIZEN: 'A citizen of Kazakhstan.',
  NOT_STATELESS: 'Not stateless.',
  PERMANENT_HOME: 'A permanent home.',
  ENOUGH_ROOM: 'Fifteen square metres for each person.',
  INCOME: 'An income that secures the subsistence minimum for the child.',
  MARRIED_IF_MAN: 'If a man, married; until 23 July 2024 for adoption, until 4 February 2026 for guardianship.',
  SPOUSE_CONSENTS: 'The spouse consents.',
  TRAINED: 'Psychological training; close relatives are exempt, other relatives who are guardians for a year.',
  RECOGNISED: 'Recognised as a professional foster carer.',
  CHECKED_THIS_YEAR: 'Suitability in that form confirmed in the last twelve months; since 4 February 2026.',
});
export type CarerConditionCode = EnumValue<typeof CarerConditionCode>;

export const SuitabilityDecision = enumType('SuitabilityDecision', 'A decision on a candidate.', {
  SUITABLE: 'Suitable in the forms named; every condition of the law is met by a paper.',
  UNSUITABLE: 'Refused in the forms named, on grounds of the law.',
});
export type SuitabilityDecision = EnumValue<typeof SuitabilityDecision>;

export const CandidateSex = enumType('CandidateSex', 'Sex, as the identity document has it.', { FEMALE: 'Female.', MALE: 'Male.' });
export type CandidateSex = EnumValue<typeof CandidateSex>;
