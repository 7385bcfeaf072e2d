import { enumType, type EnumValue } from '../../../shared/enum.js';

export const SchoolType = enumType('SchoolType', 'What a school teaches.', {
  PRIMARY: 'Classes 1 to 4.',
  BASIC: 'Classes 1 to 9.',
  SECONDARY: 'Classes 1 to 11: the general education school.',
  GYMNASIUM: 'Secondary school with deeper humanities.',
  LYCEUM: 'Secondary school with deeper sciences.',
  SPECIAL: 'For children with special educational needs.',
});
export type SchoolType = EnumValue<typeof SchoolType>;

export const SchoolOwnership = enumType('SchoolOwnership', 'Who owns a school.', {
  STATE: 'The State: an akimat or a ministry.',
  PRIVATE: 'Private founders.',
});
export type SchoolOwnership = EnumValue<typeof SchoolOwnership>;

export const BuildingState = enumType('BuildingState', 'State of a school\'s building.', {
  NORMAL: 'Fit for use.',
  EMERGENCY: 'Declared unsafe (апатты / аварийная).',
});
export type BuildingState = EnumValue<typeof BuildingState>;

export const InstructionLanguage = enumType('InstructionLanguage', 'Language in which a class is taught.', {
  KK: 'Kazakh.',
  RU: 'Russian.',
  OTHER: 'Another one: Uzbek, Uyghur or Tajik.',
});
export type InstructionLanguage = EnumValue<typeof InstructionLanguage>;

export const SchoolProgramme = enumType('SchoolProgramme', 'Building programme that a school came from.', {
  COMFORTABLE_SCHOOL: '«Жайлы мектеп» / «Комфортная школа», since 2025 «Келешек мектептері».',
  INFRASTRUCTURE_FUND: 'Education Infrastructure Support Fund (recovered assets).',
});
export type SchoolProgramme = EnumValue<typeof SchoolProgramme>;
