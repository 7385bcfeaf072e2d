import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { onRegister } from '../access/register.service.js';
import { childrenOf, mostFrom, type FamilyChild } from '../family/capacity.js';
import type { CarerForm } from '../../rules/candidate/condition.js';
import type { AskedChild, CandidateFacts, Evidence } from '../../rules/candidate/evidence.js';
import { DECISION, EVIDENCE, type CandidateRow, type DecisionRow, type EvidenceRow } from './candidate.repository.js';

/** Children in a home by placements but guest stays, wherever they were placed: of what is found only how many, and how long, comes out. */
export interface Home {
  /** The most at a time, from the day on. */
  readonly most: number;
  readonly living: ReadonlyMap<string, CivilDate>;
}

const EMPTY: Home = { most: 0, living: new Map() };

/** Who lives with a family on a day, among children of families as `childrenOf` finds them; nobody with somebody who has none. */
export function homeOf(children: readonly FamilyChild[], family: string | null, on: CivilDate): Home {
  if (family === null) return EMPTY;
  const residents = children.filter((child) => child.family === family && child.form !== 'GUEST');
  const living = residents.filter(({ validFrom, validTo }) => validFrom <= on && (validTo == null || validTo >= on));
  return { most: mostFrom(residents, [], on), living: new Map(living.map(({ iin, since, validFrom }) => [iin, since ?? validFrom])) };
}

const homeAt = definePathLoader<string, Home>(onRegister, async (em, keys) => {
  const asked = keys.map((key) => key.split(' ')).map(([family = '', day = '']) => ({ family, day }));
  const first = asked.map(({ day }) => day).reduce((a, b) => (a < b ? a : b));
  const children = await childrenOf(em, [...new Set(asked.map(({ family }) => family))], first);
  return asked.map(({ family, day }) => homeOf(children, family, day));
});

/** Who lives with a candidate; nobody with somebody who has no family. */
export const homeOn = async (family: string | null, on: CivilDate, context: SubgraphContext): Promise<Home> =>
  (family === null ? EMPTY : homeAt(context, 'register').load(`${family} ${on}`));

/** What is on record of a candidate. */
export interface Known {
  readonly evidence: readonly Evidence[];
  readonly decisions: readonly DecisionRow[];
}

const readDecisions = (em: EntityManager, candidate: string): Promise<DecisionRow[]> => em.execute<DecisionRow[]>(`${DECISION} where candidate_id = ? order by id`, [candidate]);

export const readKnown = async (em: EntityManager, candidate: string): Promise<Known> => ({
  evidence: await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id = ? order by id`, [candidate]),
  decisions: await readDecisions(em, candidate),
});

/** What is asked of a candidate: on which day, about which child, and whether a child comes to those who are there. */
export interface Asking {
  readonly on: CivilDate;
  readonly child: AskedChild | null;
  readonly comes: boolean;
}

/** The last decision in favour of each form by a day, a yearly check too. */
const checkedBy = (decisions: readonly DecisionRow[], on: CivilDate): Map<CarerForm, CivilDate> =>
  new Map(decisions.filter(({ suitable, decidedOn }) => suitable && decidedOn <= on).map(({ form, decidedOn }) => [form, decidedOn]));

/** A candidate as the rules ask about one: with room for one child at least, and else for those who are there and whoever comes. */
export const factsFor = ({ birthDate, sex }: CandidateRow, { evidence, decisions }: Known, { most, living }: Home, { on, child, comes }: Asking): CandidateFacts =>
  ({ on, birthDate, sex, evidence, children: Math.max(1, most + (comes ? 1 : 0)), living, checked: checkedBy(decisions, on), child });

/** The same for what bars alone: that asks nothing of the home. */
export const barFacts = (row: CandidateRow, known: Known, on: CivilDate): CandidateFacts => factsFor(row, known, EMPTY, { on, child: null, comes: false });

/** The same within a mutation, past what this request has read. */
export async function readFacts(em: EntityManager, row: CandidateRow, known: Known, asking: Asking): Promise<CandidateFacts> {
  const { familyId: family } = row;
  const home = homeOf(family === null ? [] : await childrenOf(em, [family], asking.on), family, asking.on);
  return factsFor(row, known, home, asking);
}

/** The last decision about each form by a day. */
export const lastDecisions = (decisions: readonly DecisionRow[], on: CivilDate): Map<CarerForm, DecisionRow> =>
  new Map(decisions.filter(({ decidedOn }) => holdsOn({ validFrom: decidedOn }, on)).map((decision) => [decision.form, decision]));

/** The forms in which somebody is suitable on a day: the last decision by then counts. */
export const suitableForms = (decisions: readonly DecisionRow[], on: CivilDate): CarerForm[] =>
  [...lastDecisions(decisions, on)].flatMap(([form, { suitable }]) => (suitable ? [form] : []));
