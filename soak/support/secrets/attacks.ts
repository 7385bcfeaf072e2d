import type { Attack } from './attack.js';
import { PEOPLE } from './people.js';

/** The shielded child is in one place or the other. The ministry that pays has its own register of whom it pays. */
export const WHERE: Omit<Attack, 'actors'> = {
  iin: PEOPLE.child,
  secrets: [{ where: 'A', replaced: true }, { where: 'B', replaced: true }],
  known: new Set(['ministry:benefits benefitsOf', 'ministry:benefits benefitAwards', 'ministry:benefits benefitStatistics', 'ministry:benefits benefitCases', 'ministry:benefits benefitCase']),
};

/** The adopted child had another record before, or not. */
export const WHO: Omit<Attack, 'actors'> = {
  iin: PEOPLE.adopted,
  secrets: [{ where: 'A', replaced: true }, { where: 'A', replaced: false }],
};
