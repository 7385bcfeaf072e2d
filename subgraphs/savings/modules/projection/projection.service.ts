import type { CivilDate } from '../../../shared/clock.js';
import { badInput } from '../../../shared/errors.js';
import type { Period } from '../../../shared/periods.js';
import { project } from '../../rules/projection.js';
import { toProjection, type SavingsProjection } from './projection.type.js';

/** The facts that a projection goes by, as the arguments of the query. */
export interface ProjectionFacts {
  readonly birthDate: CivilDate;
  readonly citizenFrom: CivilDate | null;
  readonly citizenTo: CivilDate | null;
  readonly citizenAgainFrom: CivilDate | null;
  readonly registeredOn: CivilDate | null;
  readonly diedOn: CivilDate | null;
  readonly asOf: CivilDate;
}

/** Throws `BAD_USER_INPUT` with the name of the later of two days that stand the wrong way round. */
function requireOrder(facts: ProjectionFacts, earlier: keyof ProjectionFacts, later: keyof ProjectionFacts): void {
  const [first, second] = [facts[earlier], facts[later]];
  if (first !== null && second !== null && second < first) throw badInput(later, `must not lie before ${earlier}.`);
}

function check(facts: ProjectionFacts): void {
  for (const later of ['citizenFrom', 'citizenTo', 'citizenAgainFrom', 'registeredOn', 'diedOn', 'asOf'] as const) requireOrder(facts, 'birthDate', later);
  requireOrder(facts, 'citizenFrom', 'citizenTo');
  if (facts.citizenAgainFrom !== null && facts.citizenTo === null) throw badInput('citizenAgainFrom', 'can only be given with citizenTo, the day on which citizenship ended before.');
  requireOrder(facts, 'citizenTo', 'citizenAgainFrom');
}

const citizenshipOf = ({ birthDate, citizenFrom, citizenTo, citizenAgainFrom }: ProjectionFacts): Period[] => [
  { from: citizenFrom ?? birthDate, to: citizenTo },
  ...(citizenAgainFrom === null ? [] : [{ from: citizenAgainFrom, to: null }]),
];

/** A projection on some facts: no database, nobody's data. Throws `BAD_USER_INPUT`, which names the argument. */
export function savingsProjection(facts: ProjectionFacts): SavingsProjection {
  check(facts);
  const { birthDate, registeredOn, diedOn, asOf } = facts;
  return toProjection(project({ birthDate, citizenship: citizenshipOf(facts), registeredOn: registeredOn ?? birthDate, diedOn }, asOf));
}
