import { enumType, type EnumValue } from '../../../shared/enum.js';

export const FindingStatus = enumType('FindingStatus', 'What has become of a finding, as far as auditors have taken the ministry\'s answer.', {
  NEW: 'Nobody has answered it, or no auditor has taken the answer.',
  CONFIRMED: 'The ministry says that it is so, and has still to remedy it.',
  EXPLAINED: 'It is no breach; the ministry has said why.',
  REMEDIED: 'The ministry has put it right. Found again in a later snapshot, it is NEW again.',
});
export type FindingStatus = EnumValue<typeof FindingStatus>;

export const FindingAnswer = enumType('FindingAnswer', 'What a ministry answers.', {
  CONFIRMED: 'It is so.',
  EXPLAINED: 'It is no breach; the text says why.',
  REMEDIED: 'It was put right; the text says how.',
});
export type FindingAnswer = EnumValue<typeof FindingAnswer>;

export const FindingEventKind = enumType('FindingEventKind', 'What happened to a finding.', {
  ASSIGNED: 'An auditor gave it to the ministry that answers.',
  ANSWERED: 'The ministry answered.',
  ACCEPTED: 'An auditor took the answer.',
  SENT_BACK: 'An auditor sent the answer back.',
  FOUND_AGAIN: 'It had been remedied, and was found in a later snapshot.',
  LEFT_BEHIND: 'The secret by which whom it is about is told in another snapshot is lost: it goes on no more, and what is still wrong is found as another finding.',
});
export type FindingEventKind = EnumValue<typeof FindingEventKind>;

export const FindingOrder = enumType('FindingOrder', 'Order of findings. What it has at one place stands in an order of the engagement\'s own.', {
  OLDEST: 'Those that an earlier run found first come first.',
  AMOUNT: 'Largest amounts first, whatever their currency; those without money last.',
  FIRST_MONTH: 'Those that began first; those without a month last.',
});
export type FindingOrder = EnumValue<typeof FindingOrder>;
