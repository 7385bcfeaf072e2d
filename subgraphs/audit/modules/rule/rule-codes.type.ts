import { enumType, type EnumValue } from '../../../shared/enum.js';

export const AuditSeverity = enumType('AuditSeverity', 'What a finding of a rule says about the world.', {
  BREACH: 'A rule was broken by whoever decides or pays.',
  OVERPAYMENT: 'Money went out and has to come back; no official need have done wrong.',
  UNDERPAYMENT: 'Somebody was entitled to money and did not get it.',
  RISK: 'A child may be at risk.',
  RECORDS: 'Records cannot both be true.',
});
export type AuditSeverity = EnumValue<typeof AuditSeverity>;

export const AuditSubject = enumType('AuditSubject', 'What a finding is about.', {
  PERSON: 'A child, a carer or another person, by a pseudonym.',
  FAMILY: 'A foster family, by a pseudonym.',
  BODY: 'A body that decides, by the name that the programmes give it.',
  DISTRICT: 'A district or city of regional significance, by its KATO.',
  SCHOOL: 'A school, by its id.',
  PROJECT: 'A school building project, by its id.',
  REPORTING_YEAR: 'A reporting year of the National Fund, by its number.',
});
export type AuditSubject = EnumValue<typeof AuditSubject>;

export const RuleRunState = enumType('RuleRunState', 'How far asking a rule of a snapshot is.', {
  WAITING: 'It is asked in its turn, within a minute or so.',
  DONE: 'It has an answer.',
  FAILED: 'It has none; `problem` says why.',
});
