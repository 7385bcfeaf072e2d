import { enumType, type EnumValue } from '../enum.js';

/**
 * The expected refusals of every mutation of the graph, in one enum, so that a client learns them once. A ministry adds its
 * own here; a code says what is the matter, the refusal's `field` where.
 */
export const RefusalCode = enumType('RefusalCode', 'Why a mutation was refused, as far as whoever asks can do something about it. Nothing was changed.', {
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key has had its effect with another input. A new request needs a new key.',
  VERSION_CONFLICT: 'The record has changed since it was read; `currentVersion` says which version it has now.',
  UNKNOWN_PERSON: 'No person is on record under this IIN, or none whose record is open to you; there is no difference.',
  OUTSIDE_YOUR_REGIONS: 'The place lies outside of the regions that you act in.',
  UNKNOWN_PLACE: 'The classifier has no district or city with this KATO code.',
  ALREADY_RECORDED: 'What the input says is on record already.',
  NOT_ON_RECORD: 'What the input would end or refers to does not hold on that day.',
  OUT_OF_ORDER: 'A later event on record contradicts this one; what lay between them must be registered first.',
  BEFORE_BIRTH: 'The event lies before the person\'s birth.',
  AFTER_DEATH: 'The event does not lie before the person\'s death.',
  ALREADY_DEAD: 'The person\'s death is on record already.',
  IIN_NOT_AVAILABLE: 'The IIN is or was somebody\'s, and is given to nobody else.',
  OWN_PARENT: 'Nobody is their own parent.',
  PARENT_NOT_OLDER: 'A parent is born before the child; so nobody can be their own ancestor either.',
  SECOND_MOTHER: 'Another mother is on record for some of that time.',
  SECOND_FATHER: 'Another father is on record for some of that time.',
  NOT_A_MINOR: 'Only a minor is adopted (Code on Marriage and Family, art. 84(1)).',
  ALREADY_ADOPTED: 'An adopted child is adopted again only after the first adoption is cancelled (art. 107-1).',
  BIRTH_DATE_NOT_ALLOWED: 'Adoption moves a birth date by at most six months, and only that of a child under three (art. 98(1)).',
  TOO_YOUNG: 'A spouse is under 16 on the day.',
  OWN_SPOUSE: 'Nobody is their own spouse.',
  ALREADY_MARRIED: 'A marriage of one of the two is on record for some of that time.',
  UNKNOWN_PLACEMENT: 'No placement is on record under this id, or none that is open to you; there is no difference.',
  UNKNOWN_FAMILY: 'No family is on record under this id, or none that is open to you; there is no difference.',
  ALREADY_PLACED: 'The child is in another placement on some of those days. A child is in one at a time; only a guest stay overlaps, and only life in an institution.',
  FORM_NOT_AVAILABLE: 'The law does not have this form of placement on that day, or not on this register (adoption).',
  DOES_NOT_FIT_FORM: 'The form of placement asks for something else here: a family, an institution, or neither.',
  WRONG_AGE: 'The form of placement, or the reason for its end, is for children of another age on that day.',
  UNKNOWN_APPROVAL: 'No approval is on record under this id, or none that is yours to look after; there is no difference.',
  SAME_PERSON: 'Somebody else than the official who opened the record, or asked for it, must do this.',
  ALREADY_DECIDED: 'Somebody has taken this step on the approval before.',
  NOT_IN_FORCE: 'The approval is not in force, or its request no longer waits.',
  UNKNOWN_CASE: 'No case is on record under this id, or none that is open to you; there is no difference.',
  UNKNOWN_AWARD: 'No award is on record under this id, or none that is open to you; there is no difference.',
  NOT_IN_THIS_STATE: 'What is asked is not done in the state in which the record is; the message names the state, and what is done in it.',
  TOO_LATE_TO_APPLY: 'The term in which one may apply for the benefit has run out; the message names the article.',
  NO_RIGHT: 'There is no right to the benefit on these facts; the message names the condition and its article.',
  NO_GROUND: 'The law has no ground there to suspend, end or recalculate the benefit.',
  RIGHTS_AMBIGUOUS: 'Rights are both limited and removed on that day: say which of the two ends.',
});
export type RefusalCode = EnumValue<typeof RefusalCode>;
