import { enumType, type EnumValue } from '../../../shared/enum.js';

export const AdoptionHome = enumType('AdoptionHome', 'Where adopters live, by which their reports fall due (Code on Marriage and Family, 86(4)).', {
  KAZAKHSTAN: 'Citizens who live in Kazakhstan: once a year.',
  ABROAD: 'Citizens who live abroad, and foreigners: every six months for three years, then once a year.',
});
export type AdoptionHome = EnumValue<typeof AdoptionHome>;

export const AdoptionEnding = enumType('AdoptionEnding', 'How an adoption ended other than by majority or death.', {
  CANCELLED: 'A court cancelled it (106).',
  INVALID: 'A court found it invalid (103).',
});
export type AdoptionEnding = EnumValue<typeof AdoptionEnding>;

export const AdoptedChildLiving = enumType('AdoptedChildLiving', 'How the child lives and is raised, as a report of the adopters says.', {
  WELL: 'The child is well provided for.',
  HELP_WISHED: 'The adopters ask for help or advice.',
  IN_DOUBT: 'What is said gives reason to ask further.',
});
export type AdoptedChildLiving = EnumValue<typeof AdoptedChildLiving>;

export const AdoptedChildEducation = enumType('AdoptedChildEducation', 'Where the child learns, as a report of the adopters says. No school is named.', {
  AT_HOME: 'Not of the age yet, or taught at home.',
  KINDERGARTEN: 'A kindergarten.',
  SCHOOL: 'A school.',
  COLLEGE: 'A college or university.',
  NONE: 'Nowhere, though of the age.',
});
export type AdoptedChildEducation = EnumValue<typeof AdoptedChildEducation>;

export const AdoptedChildHealth = enumType('AdoptedChildHealth', 'How the child\'s health is, as a report of the adopters says. No illness is named.', {
  HEALTHY: 'Healthy.',
  UNDER_OBSERVATION: 'Under a doctor\'s observation or treatment.',
  DISABILITY: 'With a disability.',
});
export type AdoptedChildHealth = EnumValue<typeof AdoptedChildHealth>;
