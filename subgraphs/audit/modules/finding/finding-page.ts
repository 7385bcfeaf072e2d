import { badInput } from '../../../shared/errors.js';
import { isPublicId } from '../../../shared/public-id.js';
import type { FindingOrder } from './finding-codes.type.js';

/*
 * Cursors of findings. They have ids under an engagement's key in them, as all that leaves: by the numbers of the database two engagements
 * could tell which of their findings are the same.
 */

/** Where a page goes on: whatever the order has as the place of a finding, and its id under an engagement's key. */
export interface FindingCursor {
  readonly value: string;
  readonly finding: string;
}

/** What each order has as a place: a run, an amount, a month; of what a ministry was asked, the engagement. */
const VALUES: Readonly<Record<FindingOrder | 'ASKED', RegExp>> = {
  OLDEST: /^\d{1,18}$/,
  AMOUNT: /^-?\d{1,30}(\.\d{1,18})?$/,
  FIRST_MONTH: /^(\d{4}-\d\d-01|infinity)$/,
  ASKED: /^[0-9a-f-]{36}$/,
};

export const notACursor = (): Error => badInput('after', 'must be a cursor taken from an earlier page in the same order.');

export function cursorOf(after: string | null | undefined, order: keyof typeof VALUES): FindingCursor | null {
  if (after == null) return null;
  const [of, value = '', finding = '', ...more] = Buffer.from(after, 'base64url').toString().split(' ');
  if (of !== order || !VALUES[order].test(value) || !isPublicId(finding) || more.length > 0) throw notACursor();
  return { value, finding };
}
