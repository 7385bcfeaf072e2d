import { badInput } from '../../../shared/errors.js';
import { isPublicId } from '../../../shared/public-id.js';
import { isDay } from '../../../shared/scalars/scalars.js';
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

/** When something is due, and in which engagement it was asked, as a cursor has them. */
export interface DuePlace {
  readonly dueOn: string;
  readonly engagement: string;
}

export const duePlace = ({ dueOn, engagement }: DuePlace): string => `${dueOn}/${engagement}`;

export function dueIn(text: string): DuePlace | null {
  const [dueOn = '', engagement = '', ...more] = text.split('/');
  return isDay(dueOn) && isPublicId(engagement) && more.length === 0 ? { dueOn, engagement } : null;
}

/** What each order has as a place: a run, an amount, a month; of what a ministry was asked, the day by which it answers, with the engagement. */
const VALUES: Readonly<Record<FindingOrder | 'DUE', (text: string) => boolean>> = {
  OLDEST: (text) => /^\d{1,18}$/.test(text),
  AMOUNT: (text) => /^-?\d{1,30}(\.\d{1,18})?$/.test(text),
  FIRST_MONTH: (text) => text === 'infinity' || isDay(text),
  DUE: (text) => dueIn(text) !== null,
};

export const notACursor = (): Error => badInput('after', 'must be a cursor taken from an earlier page in the same order.');

export function cursorOf(after: string | null | undefined, order: keyof typeof VALUES): FindingCursor | null {
  if (after == null) return null;
  const [of, value = '', finding = '', ...more] = Buffer.from(after, 'base64url').toString().split(' ');
  if (of !== order || !VALUES[order](value) || !isPublicId(finding) || more.length > 0) throw notACursor();
  return { value, finding };
}
