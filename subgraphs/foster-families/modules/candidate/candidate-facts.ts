import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import { holdsOn } from '../../../shared/dated.js';
import { nationwide } from '../access/nation.js';
import type { CarerForm } from '../../rules/condition.js';
import type { CandidateFacts, Evidence } from '../../rules/evidence.js';
import { DECISION, EVIDENCE, type CandidateRow, type DecisionRow, type EvidenceRow } from './candidate.repository.js';

/** Children of a family on a day, in whatever form but guest stays: how many live in its home. */
export async function placedIn(em: EntityManager, family: string | null, on: CivilDate): Promise<number> {
  if (family === null) return 0;
  const [row] = await nationwide(em, () =>
    em.execute<{ n: number }[]>(
      `select count(*)::int as n from placement where family_id = ? and form <> 'GUEST' and valid_from <= ? and (valid_to is null or valid_to > ?)`, [family, on, on]));
  return row?.n ?? 0;
}

/** A candidate as the rules ask about one. */
export const factsFor = ({ birthDate, sex, checkedOn }: CandidateRow, evidence: readonly Evidence[], placed: number, on: CivilDate, childBirthDate: CivilDate | null): CandidateFacts =>
  ({ on, birthDate, sex, evidence, placed, checkedOn, childBirthDate });

/** The same within a mutation, past what this request has read. */
export async function readFacts(em: EntityManager, row: CandidateRow, on: CivilDate, childBirthDate: CivilDate | null = null): Promise<CandidateFacts> {
  const evidence = await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id = ? order by id`, [row.id]);
  return factsFor(row, evidence, await placedIn(em, row.familyId, on), on, childBirthDate);
}

export const readDecisions = (em: EntityManager, candidate: string): Promise<DecisionRow[]> => em.execute<DecisionRow[]>(`${DECISION} where candidate_id = ? order by id`, [candidate]);

/** The forms in which somebody is suitable on a day: the last decision by then counts. */
export function suitableForms(decisions: readonly DecisionRow[], on: CivilDate): CarerForm[] {
  const last = new Map(decisions.filter(({ decidedOn }) => holdsOn({ validFrom: decidedOn }, on)).map(({ form, suitable }) => [form, suitable]));
  return [...last].flatMap(([form, suitable]) => (suitable ? [form] : []));
}
