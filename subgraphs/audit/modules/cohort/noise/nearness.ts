import { difference, type Cell } from './cell.js';
import { NEAR } from './noise-parameters.js';

/**
 * Whether two groups are so nearly the same that the second is answered as the first was. Noise that is always the same for the same children
 * would tell by two equal answers that they are the same: everybody, and everybody but one, have equal answers if that one was never in it.
 * So they have equal answers if it was, too.
 */
export function isNear(one: Cell, other: Cell): boolean {
  const most = Math.min(NEAR.most, Math.max(one.children, other.children) * NEAR.share);
  return Math.abs(one.children - other.children) <= NEAR.most && difference(one, other) < most;
}
