import { enumType, type EnumValue } from '../../../shared/enum.js';

export const ApprovalKindEnum = enumType('ApprovalKind', 'Why an official gets at a record that is not theirs to see otherwise.', {
  BREAK_GLASS: 'An emergency: opened at once, looked at afterwards.',
  OWN_RELATIVE: 'The official\'s own record or a relative\'s, after a second person agreed.',
});

export const ApprovalStatus = enumType('ApprovalStatus', 'Whether an approval opens anything now.', {
  REQUESTED: 'Nobody has decided yet; it opens nothing.',
  LAPSED: 'Nobody decided in time; it opened nothing.',
  REFUSED: 'The second person said no; it opened nothing.',
  IN_FORCE: 'It opens the record.',
  EXPIRED: 'Its time is over.',
  REVOKED: 'It was ended before its time, or found unjustified while it was in force.',
});
export type ApprovalStatus = EnumValue<typeof ApprovalStatus>;

export const ApprovalStepKind = enumType('ApprovalStepKind', 'A step that is taken on an approval, each once at most.', {
  DECISION: 'A second person decides on a request.',
  REVIEW: 'Somebody else looks at an emergency afterwards.',
  REVOCATION: 'It is ended at once.',
});
export type ApprovalStepKind = EnumValue<typeof ApprovalStepKind>;

export const ApprovalVerdict = enumType('ApprovalVerdict', 'How a step came out.', {
  APPROVED: 'The record may be opened.',
  REFUSED: 'It may not.',
  JUSTIFIED: 'There was an emergency.',
  UNJUSTIFIED: 'There was none. What is still in force ends.',
  REVOKED: 'Ended.',
});
export type ApprovalVerdict = EnumValue<typeof ApprovalVerdict>;

export const Decision = enumType('ApprovalDecision', 'What a second person says to a request.', { APPROVED: 'Yes.', REFUSED: 'No.' });
export type Decision = EnumValue<typeof Decision>;

export const Review = enumType('ApprovalReview', 'What somebody else says of an emergency afterwards.', { JUSTIFIED: 'There was one.', UNJUSTIFIED: 'There was none.' });
export type Review = EnumValue<typeof Review>;
