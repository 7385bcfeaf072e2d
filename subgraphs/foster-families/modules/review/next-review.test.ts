import { expect, it } from 'vitest';
import { ASKED_SINCE, REVIEW_TERMS } from '../../reference/life-terms.js';
import { nextReview, reviewState } from './next-review.js';

const decided = (decidedOn: string | null) => ({ decidedOn });

it('a review is due by the interval of the form, from the last that was decided or the first day, and not from before anybody asked', () => {
  const next = (validFrom: string, reviews: (string | null)[] = [], form: 'PROFESSIONAL_FOSTER' | 'GUARDIANSHIP' | 'GUEST' = 'PROFESSIONAL_FOSTER') => nextReview({ form, validFrom, birthDate: '2015-05-05' }, reviews.map(decided), null, '2026-10-01');
  expect([next('2026-08-31'), next('2026-02-01', ['2026-07-15', '2026-05-03']), next('2026-02-01', ['2026-07-15', null]), next('2019-05-05'), next('2019-05-05', [], 'GUARDIANSHIP'), next('2026-01-01', [], 'GUEST')])
    .toEqual(['2026-11-30', '2026-10-15', '2026-10-15', '2026-04-01', '2027-01-01', null]);
});

it('what has ended, or will have, is not reviewed; a severe incident asks for it at once', () => {
  const [form, validFrom, today, birthDate] = ['FOSTER_FAMILY', '2026-06-01', '2026-10-01', null] as const;
  expect(['2026-10-01', '2026-12-01', '2026-12-02'].map((validTo) => nextReview({ form, validFrom, validTo, birthDate }, [], null, today))).toEqual([null, null, '2026-12-01']);
  expect(['2008-10-01', '2008-12-01', '2008-12-02'].map((born) => nextReview({ form: 'FOSTER_FAMILY', validFrom, birthDate: born }, [], null, today))).toEqual([null, null, '2026-12-01']);
  expect([nextReview({ form, validFrom, birthDate }, [], '2026-09-28', today), nextReview({ form: 'GUEST', validFrom, birthDate }, [], '2026-09-28', today), nextReview({ form, validFrom, validTo: '2026-09-30', birthDate }, [], '2026-09-28', today)]).toEqual(['2026-09-28', '2026-09-28', null]);
});

it('its state is that of the day', () => {
  expect([reviewState('2026-10-01', false, '2026-10-01'), reviewState('2026-09-30', false, '2026-10-01'), reviewState('2026-09-30', true, '2026-10-01'), reviewState(null, true, '2026-10-01'), reviewState(null, false, '2026-10-01')])
    .toEqual(['DUE', 'OVERDUE', 'UNDER_REVIEW', 'UNDER_REVIEW', null]);
});

it('every interval says that it is configuration', () => {
  expect(REVIEW_TERMS.filter(({ article, certainty, validFrom }) => certainty !== 'M' || !article.startsWith('Configuration') || validFrom !== ASKED_SINCE)).toEqual([]);
});
