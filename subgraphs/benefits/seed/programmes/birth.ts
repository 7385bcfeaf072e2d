import { addDays, addMonths, latest } from '../../../shared/calendar.js';
import type { SyntheticPerson } from '../../../shared/synthetic/household.js';
import { type AwardDraft, caseFrom, decided, delay, happens, type SeedScope } from '../award-draft.js';
import { FAR } from '../household-view.js';
import { homesOf } from '../homes.js';

/** Days from the application to the payment at most: decision, bank. */
const PAID_WITHIN = 20;

/**
 * BIRTH (Social Code, 79–80): once per child, by the index of the day of application, which must come within eighteen months
 * of birth, for adopted children too (79(3)). Whoever the child lives with that day applies.
 */
export function birthAwards({ view, facts, book }: SeedScope, child: SyntheticPerson): AwardDraft[] {
  const key = ['BIRTH', child.iin];
  const [home] = homesOf(view, child);
  const [limit] = book.terms('BIRTH', 'APPLICATION');
  if (home === undefined || limit === undefined || !happens(facts, 0.97, ...key)) return [];
  const receivedOn = addDays(latest(home.from, child.registeredOn), delay(facts, 1, 45, 'received', ...key));
  const inTime = receivedOn < home.to && receivedOn <= addMonths(child.birthDate, limit.months) && addDays(receivedOn, PAID_WITHIN) <= facts.asOf;
  const alive = receivedOn < (child.death?.on ?? FAR);
  const here = view.stays(child).some(({ from, to }) => from <= receivedOn && receivedOn < to);
  if (!inTime || !alive || !here || home.payee.iin === null) return [];
  const decidedOn = decided(facts, receivedOn, ...key);
  return [{
    programme: 'BIRTH',
    component: 'BENEFIT',
    payee: home.payee,
    district: home.care?.district ?? null,
    body: null,
    occurredOn: child.birthDate,
    receivedOn,
    decidedOn,
    since: receivedOn,
    status: 'COMPLETED',
    until: receivedOn,
    suspendedFrom: null,
    end: { reason: 'PAID', occurredOn: decidedOn, receivedOn: decidedOn },
    children: [{ iin: child.iin, since: receivedOn, until: receivedOn }],
    cases: [caseFrom(receivedOn, { programme: 'BIRTH', facts: { birthOrder: view.birthOrder(child) } })],
  }];
}

