import { enumType, type EnumValue } from '../../../shared/enum.js';

export const BenefitPaymentState = enumType('BenefitPaymentState', 'Where a payment stands.', {
  DUE: 'To be paid: a run has made it, and nobody has reported on it yet.',
  PAID: 'Paid out.',
  RETURNED: 'Came back, for instance from a closed account.',
  CANCELLED: 'Was due and is not any more, because the right to it ended or was suspended, or its amount fell, before it was paid.',
});
export type BenefitPaymentState = EnumValue<typeof BenefitPaymentState>;

export const BenefitPaymentKind = enumType('BenefitPaymentKind', 'What a payment is for.', {
  REGULAR: 'The month itself; of a one-off benefit the whole. Never twice for one award and month.',
  ARREARS: 'The difference for a month that was paid before an index changed, or the award was recalculated, with effect on it; once for each change.',
});
export type BenefitPaymentKind = EnumValue<typeof BenefitPaymentKind>;
