import { enumType, type EnumValue } from '../../../shared/enum.js';

export const IncidentKind = enumType('IncidentKind', 'What happened to a child in care. What exactly is kept elsewhere.', {
  MISSING_CHILD: 'The child is missing, or ran away.',
  INJURY: 'The child was hurt, by accident or for a reason not known yet.',
  DEATH: 'The child died. Its placement ends when the civil registry tells of it.',
  VIOLENCE_SUSPECTED: 'Somebody is thought to have been violent to the child.',
  NEGLECT_SUSPECTED: 'The child is thought to be neglected.',
  SEXUAL_ABUSE_SUSPECTED: 'Somebody is thought to have abused the child sexually.',
  BULLYING: 'Other children torment the child.',
  SELF_HARM: 'The child harmed itself, or tried to.',
  OFFENCE_BY_CHILD: 'The child is thought to have committed an offence.',
  SUBSTANCE_USE: 'The child took alcohol or drugs.',
  COMPLAINT: 'A complaint about how the child is cared for.',
  PROPERTY: 'What belongs to the child was lost or taken.',
  OTHER: 'Something else.',
});
export type IncidentKind = EnumValue<typeof IncidentKind>;

export const IncidentSeverity = enumType('IncidentSeverity', 'How grave an incident is.', {
  MINOR: 'Looked after within a month.',
  SERIOUS: 'Looked after within a week.',
  SEVERE: 'Looked after the next day; the placement is to be reviewed at once.',
});
export type IncidentSeverity = EnumValue<typeof IncidentSeverity>;

export const IncidentReporter = enumType('IncidentReporter', 'In what role somebody told of an incident. Who it was is not kept.', {
  CHILD: 'The child.',
  CARER: 'A carer; a host within 24 hours (137-3(3)3).',
  RELATIVE: 'A relative.',
  CITIZEN: 'Somebody else.',
  SCHOOL: 'A school or kindergarten.',
  HEALTH_ORGANISATION: 'A hospital or polyclinic.',
  POLICE: 'The police.',
  PROSECUTOR: 'A prosecutor.',
  INSTITUTION: 'The institution where the child lives, or from which it is a guest.',
  GUARDIANSHIP_BODY: 'A guardianship body found out itself.',
});
export type IncidentReporter = EnumValue<typeof IncidentReporter>;

export const IncidentMeasure = enumType('IncidentMeasure', 'What was done about an incident.', {
  POLICE_TOLD: 'The police were told.',
  PROSECUTOR_TOLD: 'The prosecutor was told.',
  MEDICAL_HELP: 'The child was seen by a doctor.',
  PSYCHOLOGIST: 'The child was seen by a psychologist.',
  CHILD_HEARD: 'The child was heard, alone.',
  CARERS_HEARD: 'The carers were heard.',
  VISITED: 'The child was visited.',
  CHILD_MOVED: 'The child was taken elsewhere; the move is on record as one.',
  CARERS_WARNED: 'The carers were warned.',
  CONTRACT_REVIEWED: 'The contract or act was looked at again.',
  COMPLAINT_ANSWERED: 'Whoever complained was answered.',
  NOTHING_YET: 'Nothing yet.',
});
export type IncidentMeasure = EnumValue<typeof IncidentMeasure>;

export const IncidentOutcome = enumType('IncidentOutcome', 'How an incident was closed.', {
  CONFIRMED: 'It was so, and what had to be done was done.',
  NOT_CONFIRMED: 'It was not so.',
  RESOLVED: 'It is over: the child is back, or well.',
  HANDED_OVER: 'Others look after it: police, prosecutor or court.',
});
export type IncidentOutcome = EnumValue<typeof IncidentOutcome>;

export const IncidentAction = enumType('IncidentAction', 'A step of an incident.', {
  REPORT: 'It was reported.',
  FOLLOW_UP: 'It was looked after.',
  CLOSE: 'It was closed.',
});
export type IncidentAction = EnumValue<typeof IncidentAction>;
