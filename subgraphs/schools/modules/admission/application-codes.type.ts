import { enumType, type EnumValue } from '../../../shared/enum.js';

export const ApplicationKind = enumType('SchoolApplicationKind', 'What is asked for: a first place, or another school.', {
  ADMISSION: 'A place for a child who is in no class yet, or in a pre-school class.',
  TRANSFER: 'Another school for a pupil.',
});
export type ApplicationKind = EnumValue<typeof ApplicationKind>;

export const ApplicationState = enumType('SchoolApplicationState', 'Where an application for a school stands.', {
  SUBMITTED: 'Received; to be answered by the last day for it.',
  WAITING: 'On the waiting list: children of the catchment first, then in the order in which applications were received.',
  ACCEPTED: 'A place is kept for the child.',
  ENROLLED: 'The child is on the roll.',
  LEFT: 'The child was on the roll, and left or moved to another school.',
  REFUSED: 'Not accepted; `reason` says why.',
  WITHDRAWN: 'Whoever applied withdrew it, or the child died.',
});
export type ApplicationState = EnumValue<typeof ApplicationState>;

export const ApplicationAction = enumType('SchoolApplicationAction', 'A step of an application for a school.', {
  SUBMIT: 'It was received.',
  ACCEPT: 'It was accepted.',
  WAIT: 'It was put on the waiting list.',
  REFUSE: 'It was refused.',
  WITHDRAW: 'It was withdrawn.',
  OFFER: 'A place became free, and the first of the waiting list got it.',
  ENROL: 'The child came on the roll.',
  LEAVE: 'The child left the roll.',
});
export type ApplicationAction = EnumValue<typeof ApplicationAction>;

export const RefusalReason = enumType('SchoolRefusalReason', 'Ground on which an application for a school is refused. `Query.schoolAdmissionRules` has the source of each.', {
  INCOMPLETE_PAPERS: 'Papers are missing.',
  NO_PLACE: 'The school has no place left in the class. One that is kept for the catchment is a place.',
  AGE: 'Of a first place: the child is too young for the class, or past school age.',
  OUTSIDE_WINDOW: 'It came before or after the term of applications.',
});
export type RefusalReason = EnumValue<typeof RefusalReason>;

export const ApplicantRole = enumType('SchoolApplicantRole', 'As what somebody applies for a child.', {
  PARENT: 'A parent with full rights.',
  REPRESENTATIVE: 'A guardian, trustee or carer who represents the child.',
});
export type ApplicantRole = EnumValue<typeof ApplicantRole>;

export const SchoolPaper = enumType('SchoolPaper', 'A paper of an application for a school.', {
  HEALTH_PASSPORT: 'Health passport of the child (form 065/у).',
  HEALTH_CERTIFICATE: 'Certificate of health (form 026/у-3, since 2026 052-2/у).',
  PHOTO: 'A photograph.',
  PMPC_CONCLUSION: 'Conclusion of the psychological, medical and pedagogical consultation (ПМПК), where special conditions are needed.',
  RESIDENCE_PAPER: 'Residence or registration paper of a foreigner.',
  PERSONAL_FILE: 'Personal file of a pupil, from the school before.',
});
export type SchoolPaper = EnumValue<typeof SchoolPaper>;
