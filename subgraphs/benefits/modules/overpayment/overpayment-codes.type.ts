import { enumType, type EnumValue } from '../../../shared/enum.js';

export const OverpaymentCause = enumType('OverpaymentCause', 'Why more was paid than was due.', {
  PAID_AFTER_RIGHT_ENDED: 'Paid for months after the right had ended, before the programme learnt of it.',
  CHANGE_NOT_REPORTED: 'A change that lowers the amount was not reported within ten working days.',
  FALSE_DATA: 'The right or the amount rested on false data.',
  WRONG_AMOUNT: 'A mistake of whoever decided or paid.',
  ADOPTION_CANCELLED: 'The adoption was cancelled for which it was paid.',
});
export type OverpaymentCause = EnumValue<typeof OverpaymentCause>;

export const RecoveryMethod = enumType('RecoveryMethod', 'How an overpayment comes back.', {
  VOLUNTARY: 'The recipient returns it.',
  WITHHOLDING: 'It is kept back from the award\'s own payments, as far as the law allows.',
});
export type RecoveryMethod = EnumValue<typeof RecoveryMethod>;
