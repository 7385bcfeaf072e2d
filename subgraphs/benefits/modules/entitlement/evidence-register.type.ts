import { enumType, type EnumValue } from '../../../shared/enum.js';

export const EvidenceRegister = enumType('EvidenceRegister', 'Where a condition of a right is read.', {
  CIVIL_REGISTRY: 'Births, deaths, citizenship, residence, parentage and parental rights: Ministry of Justice.',
  GUARDIANSHIP_REGISTER: 'Guardianships and placements: guardianship bodies.',
  SOCIAL_INSURANCE: 'Contributions: State Social Insurance Fund.',
  DISABILITY_REGISTER: 'Findings of medical-social examination.',
  INCOME_STATEMENTS: 'Incomes stated with an application, and what the local commission found.',
  STATE_AWARDS: 'Titles of mothers of many.',
  HEALTH_RECORDS: 'Sick-leave sheets: not on record here.',
  BENEFIT_AWARDS: 'The ministry\'s own register of awards.',
  LAW: 'Computed from the law\'s terms.',
});
export type EvidenceRegister = EnumValue<typeof EvidenceRegister>;
