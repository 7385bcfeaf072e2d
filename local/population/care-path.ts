import type { CareForm } from '../../subgraphs/shared/synthetic/household.js';
import { dayOf, type Day, years } from './calendar.js';
import type { Reason } from './loss.js';
import { type Random, weights } from './random.js';
import type { CareStory } from './story.js';

export interface Step {
  /** Trusteeship follows from guardianship and the child's age. */
  readonly form: Exclude<CareForm, 'TRUSTEESHIP' | 'GUEST'>;
  readonly from: Day;
}

/** What happens to a family's children once nobody raises them. */
export interface CarePath {
  readonly reason: Reason;
  /** The day on which they lose their parents' care. */
  readonly lost: Day;
  readonly steps: readonly Step[];
  /** The day on which they go home; null when they do not. */
  readonly returned: Day | null;
}

/** Professional foster families exist since Law 148-VIII took effect. */
const PROFESSIONAL_SINCE = dayOf('2025-07-01');

/** A contract of six months, extended once by six (Family Code, 132-7(1)); a few days short of them. */
const ONE_CONTRACT = 180;
const TWO_CONTRACTS = 350;

const LASTING = weights<Reason>([
  ['ORPHAN', 34],
  ['RIGHTS_DEPRIVED', 42],
  ['ABANDONED', 10],
  ['PARENTS_MISSING', 6],
  ['RIGHTS_LIMITED', 8],
]);
const PASSING = weights<Reason>([
  ['NEGLECT', 55],
  ['RIGHTS_LIMITED', 30],
  ['PARENTS_MISSING', 15],
]);

/** `earliest`: the first day on which all children of the family are there to lose their parents. */
export function carePath(story: CareStory, earliest: Day, asOf: Day, random: Random): CarePath {
  const low = Math.max(earliest, asOf - years(9));
  if (story === 'RETURNED') return returning(random.between(low, asOf - 300), asOf, random);
  if (story === 'PROFESSIONAL_FOSTER' && asOf > PROFESSIONAL_SINCE + 30) return temporary(low, asOf, random);
  const lost = random.between(low, asOf - 60);
  return { reason: random.weighted(LASTING), lost, steps: lasting(story, lost, asOf, random), returned: null };
}

/** A placement that ended well: the children are home again. */
function returning(lost: Day, asOf: Day, random: Random): CarePath {
  const step = firstPlace(lost, random);
  const longest = step.form === 'PROFESSIONAL_FOSTER' ? ONE_CONTRACT : 700;
  const returned = Math.min(step.from + random.between(40, longest), asOf - 10);
  return { reason: random.weighted(PASSING), lost, steps: [step], returned };
}

/** Children whom a professional foster family has taken straight away and still has. */
function temporary(low: Day, asOf: Day, random: Random): CarePath {
  const from = random.between(Math.max(low, PROFESSIONAL_SINCE, asOf - TWO_CONTRACTS), asOf - 10);
  const reason = random.weighted(random.happens(0.6) ? PASSING : LASTING);
  return { reason, lost: from - random.between(0, 1), steps: [{ form: 'PROFESSIONAL_FOSTER', from }], returned: null };
}

function lasting(story: Exclude<CareStory, 'RETURNED'>, lost: Day, asOf: Day, random: Random): Step[] {
  switch (story) {
    case 'INSTITUTION':
    case 'GUEST':
      return random.happens(0.15) ? refused(lost, asOf, random) : [{ form: 'INSTITUTION', from: lost + random.between(0, 3) }];
    case 'FOSTER_FAMILY':
      // Children come to a foster family from institutions; the last step is dated with the other families'.
      return [{ form: 'INSTITUTION', from: lost + random.between(0, 3) }];
    case 'PATRONAGE':
      return thenFamily(firstPlace(lost, random), 'PATRONAGE', asOf, random);
    case 'GUARDIANSHIP':
    case 'PROFESSIONAL_FOSTER':
      return random.happens(0.78) ? [guardianship(lost, random)] : thenFamily(firstPlace(lost, random), 'GUARDIANSHIP', asOf, random);
    default:
      return story satisfies never;
  }
}

/** Appointed within 20 working days (121(3)). */
const guardianship = (lost: Day, random: Random): Step => ({ form: 'GUARDIANSHIP', from: lost + random.between(5, 28) });

/** Where children stay first: since July 2025 often with a professional foster family. */
function firstPlace(lost: Day, random: Random): Step {
  const form = lost >= PROFESSIONAL_SINCE && random.happens(0.6) ? 'PROFESSIONAL_FOSTER' : 'INSTITUTION';
  return { form, from: lost + random.between(0, 3) };
}

function thenFamily(first: Step, form: 'GUARDIANSHIP' | 'PATRONAGE', asOf: Day, random: Random): Step[] {
  const longest = first.form === 'PROFESSIONAL_FOSTER' ? ONE_CONTRACT : 900;
  return [first, { form, from: Math.min(first.from + random.between(30, longest), asOf - 10) }];
}

/** A guardian gave the child up: it comes to an institution after all. */
function refused(lost: Day, asOf: Day, random: Random): Step[] {
  const first = guardianship(lost, random);
  return [first, { form: 'INSTITUTION', from: Math.min(first.from + random.between(60, 900), asOf - 10) }];
}
