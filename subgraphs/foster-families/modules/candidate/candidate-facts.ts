import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { groupByKey } from '../../../shared/loader.js';
import { nationwide } from '../../../shared/access/nationwide.js';
import { onRegister } from '../access/register.service.js';
import { childrenOf, mostFrom, type FamilyChild } from '../family/capacity.js';
import type { CarerForm } from '../../rules/candidate/condition.js';
import type { AskedChild, CandidateFacts, Evidence } from '../../rules/candidate/evidence.js';
import { DECISION, EVIDENCE, EVIDENCE_COLUMNS, type CandidateRow, type Decision, type DecisionRow, type EvidenceRow } from './candidate.repository.js';

/** Children in a home by placements but guest stays, wherever they were placed: of what is found only how many, and how long, comes out. */
export interface Home {
  /** The most at a time, from the day on, but for one who is to come: whose place is planned, or who lives there by the contract before. */
  readonly mostBut: (coming: string | null) => number;
  readonly living: ReadonlyMap<string, CivilDate>;
}

const EMPTY: Home = { mostBut: () => 0, living: new Map() };

/** Who lives with a family on a day, among children of families as `childrenOf` finds them; nobody with somebody who has none. */
export function homeOf(children: readonly FamilyChild[], family: string | null, on: CivilDate): Home {
  if (family === null) return EMPTY;
  const residents = children.filter((child) => child.family === family && child.form !== 'GUEST');
  const living = residents.filter(({ validFrom, validTo }) => validFrom <= on && (validTo == null || validTo >= on));
  return { mostBut: (coming) => mostFrom(residents.filter(({ iin }) => iin !== coming), [], on), living: new Map(living.map(({ iin, since, validFrom }) => [iin, since ?? validFrom])) };
}

const homeAt = definePathLoader<string, Home>(onRegister, async (em, keys, { today }) => {
  const asked = keys.map((key) => key.split(' ')).map(([family = '', day = '']) => ({ family, day }));
  const first = asked.map(({ day }) => day).reduce((a, b) => (a < b ? a : b));
  const children = await childrenOf(em, [...new Set(asked.map(({ family }) => family))], { day: first, today });
  return asked.map(({ family, day }) => homeOf(children, family, day));
});

/** Who lives with a candidate; nobody with somebody who has no family. */
export const homeOn = async (family: string | null, on: CivilDate, context: SubgraphContext): Promise<Home> =>
  (family === null ? EMPTY : homeAt(context, 'register').load(`${family} ${on}`));

/** What is in a candidate's record. */
export interface Recorded {
  readonly evidence: readonly Evidence[];
  readonly decisions: readonly Decision[];
}

/** The same beside what the person's other records say, which is heard of bars. */
export interface Known extends Recorded {
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
}

/** A paper as another record has it: that it is there, and not where from. */
const elsewhere = (paper: Evidence): Evidence => ({ ...paper, source: 'Another record of the person in the databank' });

/** One of a person's records, oldest first, beside the others. */
export const besideOthers = (records: readonly Recorded[], at: number): Known => ({
  evidence: records[at]?.evidence ?? [],
  decisions: records[at]?.decisions ?? [],
  before: records.slice(0, at).flatMap(({ evidence }) => evidence.map(elsewhere)),
  after: records.slice(at + 1).flatMap(({ evidence }) => evidence.map(elsewhere)),
});

/** Past the viewer's regions: other records may be kept elsewhere. */
const PAPERS_OF_PERSON = `${EVIDENCE} where candidate_id in (select id from carer_candidate where iin = ?) order by id`;

/** A person's papers, as seen from one of the records. */
function splitBy(papers: readonly EvidenceRow[], id: string): Pick<Known, 'evidence' | 'before' | 'after'> {
  const of = (sign: number): EvidenceRow[] => papers.filter(({ candidateId }) => Math.sign(Number(candidateId) - Number(id)) === sign);
  return { evidence: of(0), before: of(-1).map(elsewhere), after: of(1).map(elsewhere) };
}

export const readRecorded = async (em: EntityManager, candidate: string): Promise<Recorded> => ({
  evidence: await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id = ? order by id`, [candidate]),
  decisions: await em.execute<DecisionRow[]>(`${DECISION} where candidate_id = ? order by id`, [candidate]),
});

export const readKnown = async (em: EntityManager, { id, iin }: Pick<CandidateRow, 'id' | 'iin'>): Promise<Known> => ({
  ...splitBy(await nationwide(em, () => em.execute<EvidenceRow[]>(PAPERS_OF_PERSON, [iin])), id),
  decisions: await em.execute<DecisionRow[]>(`${DECISION} where candidate_id = ? order by id`, [id]),
});

const papersOfPeople = definePathLoader<string, EvidenceRow[]>(onRegister, async (em, iins) => {
  const rows = await nationwide(em, () => em.execute<(EvidenceRow & { readonly iin: string })[]>(
    `select k.iin, ${EVIDENCE_COLUMNS} from carer_evidence e join carer_candidate k on k.id = e.candidate_id where k.iin in (?) order by e.id`, [[...iins]]));
  return groupByKey(iins, rows, ({ iin }) => iin);
});

/** What is known of a candidate's papers, for a field. */
export const papersOf = async ({ id, iin }: Pick<CandidateRow, 'id' | 'iin'>, context: SubgraphContext): Promise<Pick<Known, 'evidence' | 'before' | 'after'>> =>
  splitBy(await papersOfPeople(context, 'register').load(iin), id);

/** What is asked of a candidate: on which day, about which child, and whether a child comes to those who are there. */
export interface Asking {
  readonly on: CivilDate;
  readonly child: AskedChild | null;
  readonly comes: boolean;
}

/** The last decision in favour of each form by a day, a yearly check too. */
const checkedBy = (decisions: readonly Decision[], on: CivilDate): Map<CarerForm, CivilDate> =>
  new Map(decisions.filter(({ suitable, decidedOn }) => suitable && decidedOn <= on).map(({ form, decidedOn }) => [form, decidedOn]));

/** A candidate as the rules ask about one: with room for one child at least, and else for those who are there and whoever comes. */
export const factsFor = ({ birthDate, sex }: CandidateRow, { evidence, before, after, decisions }: Known, { mostBut, living }: Home, { on, child, comes }: Asking): CandidateFacts =>
  ({ on, birthDate, sex, evidence, before, after, children: Math.max(1, comes ? mostBut(child?.iin ?? null) + 1 : mostBut(null)), living, checked: checkedBy(decisions, on), child });

/** The same for what bars alone: that asks nothing of the home. */
export const barFacts = (row: CandidateRow, known: Known, on: CivilDate): CandidateFacts => factsFor(row, known, EMPTY, { on, child: null, comes: false });

/** The same within a mutation, past what this request has read. */
export async function readFacts(em: EntityManager, row: CandidateRow, known: Known, asking: Asking, today: CivilDate): Promise<CandidateFacts> {
  const { familyId: family } = row;
  const home = homeOf(family === null ? [] : await childrenOf(em, [family], { day: asking.on, today }), family, asking.on);
  return factsFor(row, known, home, asking);
}

/** The last decision about each form by a day. */
export const lastDecisions = (decisions: readonly Decision[], on: CivilDate): Map<CarerForm, Decision> =>
  new Map(decisions.filter(({ decidedOn }) => holdsOn({ validFrom: decidedOn }, on)).map((decision) => [decision.form, decision]));

/** Whether somebody is suitable in a form on a day: the last decision about it by then counts. */
export const isSuitable = (decisions: readonly Decision[], form: CarerForm, on: CivilDate): boolean =>
  decisions.findLast((decision) => decision.form === form && decision.decidedOn <= on)?.suitable === true;

/** The forms in which somebody is suitable on a day: the last decision by then counts. */
export const suitableForms = (decisions: readonly Decision[], on: CivilDate): CarerForm[] =>
  [...lastDecisions(decisions, on)].flatMap(([form, { suitable }]) => (suitable ? [form] : []));
