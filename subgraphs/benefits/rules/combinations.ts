import type { CivilDate } from '../../shared/clock.js';
import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import type { Combination } from './rule.js';
import { isRuled, RULES } from './rules.js';

/** A child's right to a benefit, as far as it goes together with another one. */
export interface RightOf {
  readonly programme: BenefitProgrammeCode;
  /** When what gave it happened; where it was given before, the first time. */
  readonly occurredOn: CivilDate;
  readonly firstOn: CivilDate;
}

const barsOf = (programme: BenefitProgrammeCode): readonly Combination[] => (isRuled(programme) ? RULES[programme].combinations.filter(({ how }) => how !== 'ADDS') : []);

/** The programmes that are not paid for a child beside one, or not always. */
export const barredWith = (programme: BenefitProgrammeCode): readonly BenefitProgrammeCode[] => barsOf(programme).map(({ with: other }) => other);

/** What keeps two benefits of one child from being paid beside each other; null where they may be. */
export function barBetween(one: RightOf, other: RightOf): Combination | null {
  const bar = barsOf(one.programme).find((combination) => combination.with === other.programme);
  if (bar?.addsWhereOther === 'LATER' && other.occurredOn >= one.firstOn) return null;
  if (bar?.addsWhereOther === 'EARLIER' && other.firstOn <= one.occurredOn) return null;
  return bar ?? null;
}
