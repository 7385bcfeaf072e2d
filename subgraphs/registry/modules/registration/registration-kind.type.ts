import { enumType, type EnumValue } from '../../../shared/enum.js';

export const RegistrationKind = enumType('RegistrationKind', 'What was registered about a person.', {
  BIRTH: 'A birth.',
  DEATH: 'A death.',
  CITIZENSHIP_ACQUIRED: 'A citizenship acquired, other than by naturalisation.',
  NATURALISATION: 'Admission to a citizenship.',
  CITIZENSHIP_LOST: 'A citizenship lost.',
  CITIZENSHIP_RENOUNCED: 'A citizenship renounced.',
  RESIDENCE: 'A registered residence.',
  DEPARTURE: 'Departure from the country for good.',
  PARENTAGE_ESTABLISHED: 'Paternity or maternity established.',
  ADOPTION: 'An adoption.',
  ADOPTION_CANCELLED: 'An adoption cancelled, from the day of the decision (Code on Marriage and Family, art. 107).',
  PARENTAGE_ANNULLED: 'A parentage declared void from its beginning (art. 103, 105).',
  RIGHTS_LIMITED: 'A parent\'s rights limited by a court.',
  RIGHTS_DEPRIVED: 'A parent deprived of rights by a court.',
  RIGHTS_RESTORED: 'A parent\'s rights restored by a court.',
  MARRIAGE: 'A marriage.',
  MARRIAGE_DISSOLVED: 'A marriage dissolved.',
  MARRIAGE_VOID: 'A marriage declared void from its beginning.',
  IIN_REPLACED: 'Another IIN. The earlier one stands nowhere.',
});
export type RegistrationKind = EnumValue<typeof RegistrationKind>;
