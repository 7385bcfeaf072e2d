import { enumType, type EnumValue } from '../../../shared/enum.js';

export const SavingsDestination = enumType('SavingsDestination', 'Where all of somebody\'s savings goes at once.', {
  PENSION: 'To the person\'s pension account: nobody asked for it within ten years after the 18th birthday.',
  HEIRS: 'To the heirs, after a death.',
});
export type SavingsDestination = EnumValue<typeof SavingsDestination>;

export const SettlementStatus = enumType('SavingsSettlementStatus', 'Where a settlement stands.', {
  PREPARED: 'It waits for a second official; nothing is booked.',
  DONE: 'Released, and the money has moved.',
  WITHDRAWN: 'It was not released, and never will be.',
});
export type SettlementStatus = EnumValue<typeof SettlementStatus>;
