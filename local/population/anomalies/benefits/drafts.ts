import { Decimal } from 'decimal.js';
import { type AmountCase, amountOn } from '../../../../subgraphs/benefits/modules/rate/amount.js';
import type { ComputedAmount } from '../../../../subgraphs/shared/rules/amount-periods.js';
import type { RateBook } from '../../../../subgraphs/benefits/modules/rate/rate-book.js';
import type { AwardDraft, Case, Membership } from '../../../../subgraphs/benefits/seed/award-draft.js';
import { addDays } from '../../../../subgraphs/shared/calendar.js';
import type { CivilDate } from '../../../../subgraphs/shared/clock.js';

/** Within the eight working days that a decision may take. */
const DAYS_TO_DECIDE = 6;

export interface AwardWish extends Pick<AwardDraft, 'programme' | 'since'> {
  /** IIN of the recipient. */
  readonly recipient: string;
  readonly children: readonly string[];
  readonly cases: readonly Case[];
}

/** An award as it stands while nothing ends it: applied for on its first day, and everybody in it from then on. */
export function openAward({ programme, since, recipient, children, cases }: AwardWish, more: Partial<AwardDraft> = {}): AwardDraft {
  return {
    programme,
    component: 'BENEFIT',
    payee: { iin: recipient, bin: null },
    district: null,
    body: null,
    occurredOn: since,
    receivedOn: since,
    decidedOn: addDays(since, DAYS_TO_DECIDE),
    since,
    until: null,
    status: 'ACTIVE',
    suspendedFrom: null,
    end: null,
    children: children.map((iin): Membership => ({ iin, since, until: null })),
    cases,
    ...more,
  };
}

/** The same case by another exact value: of the right amount, or of the book. */
export const pricedAt = (from: CivilDate, of: AmountCase, exactOf: (right: ComputedAmount, book: RateBook, on: CivilDate) => Decimal): Case => ({
  from,
  amountOn: (book, on) => {
    const right = amountOn(book, of, on);
    if (right === null) return null;
    const exact = exactOf(right, book, on);
    return { ...right, exact, gross: book.round(of.programme, on, exact) };
  },
});
