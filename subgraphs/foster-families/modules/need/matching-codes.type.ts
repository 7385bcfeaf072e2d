import { badInput } from '../../../shared/errors.js';
import { enumType, type EnumValue } from '../../../shared/enum.js';

export const SpokenLanguage = enumType('SpokenLanguage', 'A language that is spoken at home.', {
  KK: 'Kazakh.',
  RU: 'Russian.',
  UZ: 'Uzbek.',
  UG: 'Uyghur.',
  TR: 'Turkish.',
  DE: 'German.',
  KO: 'Korean.',
  EN: 'English.',
  OTHER: 'Another one.',
});
export type SpokenLanguage = EnumValue<typeof SpokenLanguage>;

export const SpecialNeed = enumType('SpecialNeed', 'What a child needs a family to be prepared for; no diagnosis.', {
  MOBILITY: 'Moves with help.',
  SIGHT: 'Sees badly, or not at all.',
  HEARING: 'Hears badly, or not at all.',
  SPEECH: 'Speaks with difficulty.',
  INTELLECTUAL: 'Learns with difficulty.',
  BEHAVIOUR: 'Behaves in a way that asks for experience.',
  CHRONIC_ILLNESS: 'Needs lasting treatment.',
});
export type SpecialNeed = EnumValue<typeof SpecialNeed>;

const MOST = 10;

/** Codes of an input, each once. */
export function codesOf<T>(codes: readonly T[], field: string): T[] {
  if (codes.length > MOST) throw badInput(field, `must be at most ${MOST}.`);
  return [...new Set(codes)];
}
