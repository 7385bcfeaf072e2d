import { enumType, type EnumValue } from '../../../shared/enum.js';

/** How long things last, in days. Configuration: no act in our sources says. */
export const LASTING = {
  /** After it a request that nobody has decided lapses. */
  undecided: 7,
  /** Of an answer, from the decision, at most. */
  answer: 30,
} as const;

export const IdentificationState = enumType('IdentificationState', 'What has become of a request to identify somebody.', {
  REQUESTED: 'A second auditor has not decided yet.',
  REFUSED: 'The second auditor said no.',
  APPROVED: 'The second auditor said yes; the civil registry is looking.',
  ANSWERED: 'The civil registry has looked, and tells those who asked (`identified`).',
  EXPIRED: 'Nobody decided in time, or the answer may not be read any more: its term is over, or the engagement\'s.',
});
export type IdentificationState = EnumValue<typeof IdentificationState>;
