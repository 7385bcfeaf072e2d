import { enumType, type EnumValue } from '../../../shared/enum.js';

export const OptionReasonSide = enumType('OptionReasonSide', 'What a reason does.', {
  FOR: 'Speaks for the family.',
  AGAINST: 'Speaks against it, and does not forbid it.',
  ASKS: 'Must still be done.',
  BARS: 'Forbids it.',
});
export type OptionReasonSide = EnumValue<typeof OptionReasonSide>;

export const OptionReasonCode = enumType('OptionReasonCode', 'What speaks for or against a family.', {
  RELATIVE: 'A carer is a relative of the child.',
  SIBLING_LIVES_HERE: 'A brother or sister lives with the family.',
  COUPLE: 'Two carers.',
  SAME_DISTRICT: 'It lives in the district or city where the child was found.',
  SAME_REGION: 'It lives in another district of the region.',
  OTHER_REGION: 'It lives in another region.',
  LANGUAGE_SHARED: 'The child\'s language is spoken at home.',
  LANGUAGE_NOT_SHARED: 'Others are, and the child\'s is not.',
  PREPARED: 'The carers are prepared for what the child needs.',
  NOT_PREPARED: 'Not for all of it, as far as is known.',
  ROOM: 'The form leaves room.',
  SIBLINGS_TOGETHER: 'All brothers and sisters who wait for a family can come along.',
  SIBLINGS_APART_ALLOWED: 'The child would be parted from a brother or sister, for the reason given.',
  SIBLINGS_APART: 'The child would be parted from a brother or sister, and no reason is given that the form allows.',
  CONSENT_OF_CHILD: 'A child of ten or older must consent.',
  CONSENT_OF_SIBLING: 'So must a brother or sister of ten or older who comes along.',
  TRAINING_WITHIN_A_YEAR: 'A relative must train within a year.',
  DECIDED_BY_COURT: 'A court decides.',
  CONDITION_NOT_MET: 'A carer does not meet a condition of the law.',
  PAPER_MISSING: 'No paper tells whether a carer does.',
  NO_RECORD: 'A carer has no open record in the databank.',
  NOT_FOUND_SUITABLE: 'No decision finds a carer suitable in the form.',
  FULL: 'The form leaves no room.',
  THIRD_TERM: 'These professional carers have had the child for as long as the law allows.',
});
export type OptionReasonCode = EnumValue<typeof OptionReasonCode>;

export const OptionStanding = enumType('OptionStanding', 'Why a family comes before others.', {
  RELATIVE: 'A relative of the child (116(1), 122(2)).',
  SIBLINGS: 'A brother or sister lives with it.',
  COUPLE: 'Two carers: couples come before others.',
  OTHER: 'One carer.',
});
export type OptionStanding = EnumValue<typeof OptionStanding>;
