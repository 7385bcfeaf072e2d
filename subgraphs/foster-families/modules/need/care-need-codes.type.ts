import { enumType, type EnumValue } from '../../../shared/enum.js';

export const CareNeedStatus = enumType('CareNeedStatus', 'How far a child in need of care has come in the Republican databank (Code on Marriage and Family, 118-1, 118-2).', {
  IDENTIFIED: 'Somebody told of the child; the primary record is still to be made.',
  PRIMARY: 'The guardianship body of the district has made the primary record.',
  REGIONAL: 'Registered by the region: no family was found in the district.',
  CENTRAL: 'Registered centrally, by the Committee: no family was found in the region.',
  CLOSED: 'Closed, for a reason of article 118-4; also once the child is of age, whether or not anybody has closed it.',
});
export type CareNeedStatus = EnumValue<typeof CareNeedStatus>;

export const CareNeedNotifier = enumType('CareNeedNotifier', 'Who told of a child without parental care.', {
  CHILD: 'The child.',
  RELATIVE: 'A relative.',
  CITIZEN: 'Somebody else.',
  HEALTH_ORGANISATION: 'A hospital, maternity ward or polyclinic.',
  SCHOOL: 'A school or kindergarten.',
  POLICE: 'The police.',
  COURT: 'A court.',
  GUARDIANSHIP_BODY: 'A guardianship body found out itself.',
  REGISTER: 'This register: a placement ended and the child did not leave care, or began in an institution without a record.',
});
export type CareNeedNotifier = EnumValue<typeof CareNeedNotifier>;

export const CareNeedAction = enumType('CareNeedAction', 'A step of a record in the databank.', {
  IDENTIFY: 'The child was identified.',
  ADMIT: 'The child was taken to hospital for the medical examination.',
  DISCHARGE: 'The child left the hospital.',
  RECORD: 'The primary record was made.',
  REGISTER_REGIONAL: 'The region registered the child.',
  REGISTER_CENTRAL: 'The Committee registered the child.',
  PLACE: 'The child was placed in an institution; a family is still sought.',
  LEAVE: 'The child left the institution for no other placement: the term for one runs anew.',
  AMEND: 'Reasons, siblings, documents, or what a family is looked for by, were added.',
  CLOSE: 'The record was closed.',
});
export type CareNeedAction = EnumValue<typeof CareNeedAction>;

export const CareNeedMove = enumType('CareNeedMove', 'A step towards a family.', {
  ADMIT: 'The child is taken to hospital for the medical examination; with the organisation.',
  DISCHARGE: 'The child leaves the hospital.',
  RECORD: 'The primary record is made.',
  REGISTER_REGIONAL: 'The region registers the child.',
  REGISTER_CENTRAL: 'The Committee registers the child.',
});
export type CareNeedMove = EnumValue<typeof CareNeedMove>;

export const CareNeedClosing = enumType('CareNeedClosing', 'Why a record of a child is closed (118-4(1)).', {
  PLACED_IN_FAMILY: 'The child was placed in a family. Comes of itself, with the placement.',
  RETURNED_TO_PARENT: 'The child returned to the parents or one of them.',
  MAJORITY_OR_CAPACITY: 'The child came of age, or became fully capable before.',
  DEATH: 'The child died.',
  MISSING_OR_DECLARED_DEAD: 'A court found the child missing, or declared it dead.',
});
export type CareNeedClosing = EnumValue<typeof CareNeedClosing>;

export const CareDocumentKind = enumType('CareDocumentKind', 'A paper that a child\'s record refers to. The paper itself is not kept here.', {
  BIRTH_RECORD: 'Birth record.',
  IDENTIFICATION_ACT: 'Act of the body on finding the child.',
  HOME_SURVEY: 'Survey of where and how the child lived.',
  MEDICAL_CONCLUSION: 'Conclusion of the medical examination.',
  COURT_DECISION: 'Decision of a court about the parents.',
  DEATH_RECORD: 'Death record of a parent.',
  REFUSAL: 'The parents\' statement that they refuse the child.',
  OTHER: 'Something else.',
});
export type CareDocumentKind = EnumValue<typeof CareDocumentKind>;

export const CareDeadlineState = enumType('CareDeadlineState', 'Where a term stands on the day asked about.', {
  DUE: 'It runs.',
  OVERDUE: 'Its last day has passed, and nothing was done.',
  MET: 'Done in time.',
  LATE: 'Done after its last day.',
  NOT_MET: 'Not done when the record was closed, after its last day.',
});
export type CareDeadlineState = EnumValue<typeof CareDeadlineState>;

export const CareDeadlineCode = enumType('CareDeadlineCode', 'What a term is for.', {
  MEDICAL_STAY: 'Leaving the hospital.',
  PRIMARY_RECORD: 'The primary record.',
  REGIONAL_REGISTRATION: 'Registration by the region.',
  CENTRAL_REGISTRATION: 'Central registration.',
  PLACEMENT: 'A guardian, or another family; or an institution meanwhile: within twenty working days of the day on which the body was told of the child, or that it had left an institution for no other placement.',
});
export type CareDeadlineCode = EnumValue<typeof CareDeadlineCode>;
