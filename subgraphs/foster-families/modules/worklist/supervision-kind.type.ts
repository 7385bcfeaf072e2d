import { enumType, type EnumValue } from '../../../shared/enum.js';

export const SupervisionKind = enumType('SupervisionKind', 'What a guardianship body has to look after.', {
  VISIT_DUE: 'A child in a family is to be visited: the last day for it, counted from the last visit on which the child was seen.',
  REPORT_DUE: 'A report on a child is missing: the day on which the first one that is missing was due.',
  CONTRACT_ENDS: 'The contract of a placement runs out, or has run out, and the child is there: the first day after its term.',
  CERTIFICATE_ENDS: 'A carer with children has a certificate of training that runs out, or has run out: the first day without one. So has an untrained relative the year in which to train (122(1)13): the first day after it. For the authority.',
  CHECK_DUE: 'A carer with children is to be checked: a year after the last check of a form in which a child is placed; without one, that child\'s first day; not before 4 February 2026. For the authority.',
  CARER_UNSUITABLE: 'A carer with children is no longer suitable in the form in which they are placed: the day of that decision. For the authority.',
  SIBLINGS_APART: 'A child lives apart from a brother or sister, and no reason of the law is on record: the first day of it.',
  OVER_CAPACITY: 'A family has more children in a form than the law allows, brothers and sisters counted as one: the day on which the last came. For the authority.',
  UNDER_THREE_IN_INSTITUTION: 'A child under three lives in an institution: the first day there.',
  PLACE_DUE: 'A child in need of care has neither a family nor an institution: the last day for it.',
  NO_NEED_RECORD: 'A child in an institution has no open record in the databank, so that no family is sought: the first day there.',
  REVIEW_DUE: 'A placement is to be reviewed, and that is not decided: the last day for it by the interval of its form, or the day of a visit that found the child in danger.',
  AFTER_CARE_DUE: 'Somebody who left care as an adult is to be followed up: the last day for it.',
  PLAN_DUE: 'A planned placement should have begun: the day on which it should. For the authority.',
  INCIDENT_REVIEW_DUE: 'A placement is to be reviewed at once, since a severe incident: the day on which that was reported. For the authority.',
  INCIDENT_OPEN: 'An incident is to be looked after again: the last day for it. For the authority.',
  HOUSING_DUE: 'A child in care has, by what is on record, neither housing nor a place in the queue for it: the last day for that, which is configuration.',
  ALIMONY_DUE: 'Alimony for a child in care is, by what is on record, not claimed, or not paid and not enforced: the last day for that, which is configuration.',
  SPECIALISTS_MISSING: 'The guardianship body of a district has more children to each specialist than the law allows (120(3)): the first day of it by the figures on record. About no child.',
  ADOPTER_REPORT_DUE: 'A report of adopters is missing: the day on which the first one that is missing was due (86(4)). Names the adoption alone. For the authority.',
});
export type SupervisionKind = EnumValue<typeof SupervisionKind>;

export const SUPERVISION_KINDS = Object.keys(SupervisionKind) as SupervisionKind[];

/** What is known of carers, how many children a family has, what is planned, what happened to a child and who was adopted is for the authority that places children alone. */
export const OF_AUTHORITY: ReadonlySet<SupervisionKind> = new Set<SupervisionKind>(['CERTIFICATE_ENDS', 'CHECK_DUE', 'CARER_UNSUITABLE', 'OVER_CAPACITY', 'PLAN_DUE', 'INCIDENT_REVIEW_DUE', 'INCIDENT_OPEN', 'ADOPTER_REPORT_DUE']);
