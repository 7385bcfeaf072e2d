import { type Day, years, yearOf } from './calendar.js';
import { die } from './death.js';
import type { Draft } from './draft.js';
import type { Family, Restriction } from './family.js';
import { type Life, moveTo } from './life.js';
import { homeElsewhere, type Place } from './places.js';
import { at, type Random, weights } from './random.js';

type Turn = 'NOTHING' | 'FATHER_DIES' | 'MOTHER_DIES' | 'RESTRICTED' | 'SEPARATION';

/** At most one of these befalls the parents of a plain household, per 10,000 with a father: the other parent stays. */
const TURNS = weights<Turn>([
  ['NOTHING', 8800],
  ['FATHER_DIES', 215],
  ['MOTHER_DIES', 50],
  ['RESTRICTED', 43],
  ['SEPARATION', 892],
]);

/** What becomes of two parents after their last child's birth, when the children stay with one of them. */
export function parentsTurn(draft: Draft, family: Family): void {
  const { mother, father } = family;
  if (father === null) return;
  const random = draft.random('marriage');
  const turn = random.weighted(TURNS);
  const earliest = Math.max(lastBirth(family) + 30, draft.asOf - years(15));
  if (turn === 'NOTHING' || earliest > draft.asOf - 5) return;
  const on = random.between(earliest, draft.asOf - 5);
  if (turn === 'FATHER_DIES') die(draft, father, on, random);
  else if (turn === 'MOTHER_DIES') die(draft, mother, on, random);
  else if (turn === 'SEPARATION') separate(father, on, draft.asOf, homeElsewhere(family.home, random));
  else family.restrictions.push(restriction(draft, random.happens(0.75) ? father : mother, on, random));
}

/** The father goes to live elsewhere, after the family's last common move. */
function separate(father: Life, on: Day, asOf: Day, home: Place): void {
  const since = Math.max(on, at(father.residences, father.residences.length - 1).from + 30);
  if (since <= asOf) moveTo(father, since, home);
}

/** Two in three decisions deprive, the others limit; some limits have been lifted. */
function restriction(draft: Draft, parent: Life, on: Day, random: Random): Restriction {
  if (random.happens(0.66)) return { parent, from: on, to: null, status: 'DEPRIVED', act: courtAct(draft, on) };
  const lifted = on + random.between(200, 900);
  const to = random.happens(0.3) && lifted < draft.asOf ? lifted : null;
  return { parent, from: on, to, status: 'LIMITED', act: courtAct(draft, on) };
}

/** Number of a civil case, as courts write it: `2-4711/2024`. */
export const courtAct = (draft: Draft, on: Day): string => `2-${1000 + (draft.number % 9000)}/${yearOf(on)}`;

export const lastBirth = ({ children }: Family): Day => at(children, children.length - 1).born;
