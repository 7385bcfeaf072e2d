import { enumType, type EnumValue } from '../../../shared/enum.js';

export const PayoutUse = enumType('SavingsPayoutUse', 'What savings are used for: housing in Kazakhstan, or education anywhere.', {
  HOUSING_PURCHASE: 'Buying a home in Kazakhstan.',
  HOUSING_CONSTRUCTION: 'Building a home in Kazakhstan.',
  DOWN_PAYMENT: 'The first payment of a mortgage for a home in Kazakhstan.',
  MORTGAGE_REPAYMENT: 'Repaying such a mortgage; from memory that this is allowed, not confirmed.',
  HOUSING_DEPOSIT: 'A deposit of housing savings in Kazakhstan.',
  TUITION: 'Studies under a contract, in Kazakhstan or abroad.',
  EDUCATION_DEPOSIT: 'A deposit or insurance of the state education savings system.',
});
export type PayoutUse = EnumValue<typeof PayoutUse>;

export const PayoutState = enumType('SavingsPayoutState', 'Where an application for savings stands.', {
  SUBMITTED: 'Received; its papers are to be checked.',
  CHECKED: 'Checked; the money is to be sent to the operator.',
  REFUSED: 'Not paid; the reason says why. What it held is free again.',
  PAID: 'Sent to the operator in US dollars, and not used yet.',
  USED: 'The operator paid the seller or the school; of a part that was not used, the money is on the account again.',
  RETURNED: 'The operator sent it back unused; it is on the account again.',
});
export type PayoutState = EnumValue<typeof PayoutState>;

export const PayoutAction = enumType('SavingsPayoutAction', 'A step of an application for savings.', {
  SUBMIT: 'It was received.',
  CHECK: 'The papers were checked and are in order.',
  REFUSE: 'It was refused, or withdrawn.',
  PAY: 'The money was sent to the operator.',
  USE: 'The operator paid the seller or the school, and sent back what was not used.',
  RETURN: 'The operator sent the money back unused.',
  REOPEN: 'What was reported of its use or return was wrong, and is taken back: the operator has the money.',
});
export type PayoutAction = EnumValue<typeof PayoutAction>;

export const PayoutRefusalReason = enumType('SavingsPayoutRefusalReason', 'Why an application was not paid.', {
  PAPERS_INCOMPLETE: 'Papers are missing, or were not brought in time.',
  USE_NOT_ALLOWED: 'It is not for what the law allows.',
  WITHDRAWN: 'Whoever applied withdrew it.',
});
export type PayoutRefusalReason = EnumValue<typeof PayoutRefusalReason>;

const FOR_EDUCATION: ReadonlySet<PayoutUse> = new Set<PayoutUse>(['TUITION', 'EDUCATION_DEPOSIT']);

export const isForEducation = (use: PayoutUse): boolean => FOR_EDUCATION.has(use);
