import { enumType, type EnumValue } from '../enum.js';

export const BenefitUnit = enumType('BenefitUnit', 'How often a benefit is paid.', {
  ONCE: 'One payment.',
  MONTHLY: 'Every month while the right lasts.',
});
export type BenefitUnit = EnumValue<typeof BenefitUnit>;
