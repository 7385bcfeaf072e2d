import { enumType, type EnumValue } from '../enum.js';

/**
 * The expected refusals of every mutation of the graph, in one enum, so that a client learns them once. A ministry adds its
 * own here; a code says what is the matter, the refusal's `field` where.
 */
export const RefusalCode = enumType('RefusalCode', 'Why a mutation was refused, as far as whoever asks can do something about it. Nothing was changed.', {
  IDEMPOTENCY_KEY_REUSED: 'The idempotency key has had its effect with another input. A new request needs a new key.',
  VERSION_CONFLICT: 'The record has changed since it was read; `currentVersion` says which version it has now.',
  UNKNOWN_PERSON: 'No person is on record under this IIN, or none whose record is open to you; there is no difference.',
});
export type RefusalCode = EnumValue<typeof RefusalCode>;
