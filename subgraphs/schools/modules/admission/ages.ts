import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { normOn } from '../norm/norm.repository.js';
import { admissionRules } from './admission-rule.repository.js';
import { figureOn, type Ages } from './admission-rules.js';

/** The ages of school in a school year. */
export async function agesOn(context: SubgraphContext, day: CivilDate): Promise<Ages> {
  const [rules, first, last] = await Promise.all([admissionRules(context), normOn('CLASS_1_AGE', day, context), normOn('SCHOOL_AGE_LAST', day, context)]);
  return { preSchool: figureOn(rules, 'CLASS_0_AGE', day), first, last };
}
