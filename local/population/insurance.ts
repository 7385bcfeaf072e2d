import { birthdayOf, dateOf, dayOf, type Day, monthStart, years } from './calendar.js';
import type { Draft } from './draft.js';
import type { Family } from './family.js';
import { dateOrNull, earlier, type Life } from './life.js';
import { at, type Random } from './random.js';

/** The State Social Insurance Fund takes contributions since this day. */
export const INSURANCE_SINCE = dayOf('2005-01-01');

const MOTHERS = 0.6;
const FATHERS = 0.75;

/** Parents for whom contributions are or were paid: whole months, from their working years on. */
export function insurances(draft: Draft, { key, mother, father }: Family): void {
  const random = draft.random(`${key} insurance`);
  insured(draft, mother, MOTHERS, random);
  if (father) insured(draft, father, FATHERS, random);
}

function insured(draft: Draft, parent: Life, share: number, random: Random): void {
  if (!random.happens(share)) return;
  const working = birthdayOf(parent.born, 18) + random.between(0, years(9));
  const arrived = at(parent.residences, 0).from;
  const from = monthStart(Math.max(INSURANCE_SINCE, working, arrived), 1);
  const to = end(parent, from, draft.asOf, random);
  if (from > draft.asOf || (to !== null && to <= from)) return;
  draft.facts.insurances.push({ person: parent.iin, from: dateOf(from), to: dateOrNull(to), averageMonthlyIncome: income(random) });
}

/** Some stop working; death and emigration end contributions anyway. */
function end(parent: Life, from: Day, asOf: Day, random: Random): Day | null {
  const stopped = monthStart(from + random.between(years(1), years(12)));
  return earlier(random.happens(0.12) && stopped <= asOf ? stopped : null, earlier(parent.died, parent.left));
}

/** Tenge a month, 85,000 (the minimum wage) to 900,000: few earn much. */
function income(random: Random): string {
  const tiyn = 8_500_000 + Math.floor(81_500_000 * random.next() * random.next());
  return `${Math.floor(tiyn / 100)}.${String(tiyn % 100).padStart(2, '0')}`;
}
