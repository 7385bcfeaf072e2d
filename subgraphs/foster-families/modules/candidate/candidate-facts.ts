import type { EntityManager } from '@mikro-orm/postgresql';
import { definePathLoader } from '../../../shared/access/path.js';
import type { CivilDate } from '../../../shared/clock.js';
import type { SubgraphContext } from '../../../shared/context.js';
import { holdsOn } from '../../../shared/dated.js';
import { nationwide } from '../access/nation.js';
import { onRegister } from '../access/register.service.js';
import type { CarerForm } from '../../rules/candidate/condition.js';
import type { CandidateFacts, Evidence } from '../../rules/candidate/evidence.js';
import { DECISION, EVIDENCE, type CandidateRow, type DecisionRow, type EvidenceRow } from './candidate.repository.js';

/** A family, and a day: how many live in its home then. */
const homeOn = (family: string, on: CivilDate): string => `${family} ${on}`;

/** How many children live in homes on days, in whatever form but guest stays; wherever they were placed, since only how many comes of it. */
async function countPlaced(em: EntityManager, homes: readonly string[]): Promise<number[]> {
  const asked = homes.map((home) => home.split(' ')).map(([family, day]) => ({ family, day }));
  const rows = await nationwide(em, () =>
    em.execute<{ home: string; n: number }[]>(
      `select a.family || ' ' || a.day as home, count(p.id)::int as n from jsonb_to_recordset(?::jsonb) as a(family bigint, day date)
         left join placement p on p.family_id = a.family and p.form <> 'GUEST' and p.valid_from <= a.day and (p.valid_to is null or p.valid_to > a.day) group by 1`, [JSON.stringify(asked)]));
  const counts = new Map(rows.map(({ home, n }) => [home, n]));
  return homes.map((home) => counts.get(home) ?? 0);
}

const placedAt = definePathLoader<string, number>(onRegister, countPlaced);

/** The same for what is shown; none of somebody without a family. */
export const placedIn = async (family: string | null, on: CivilDate, context: SubgraphContext): Promise<number> =>
  (family === null ? 0 : placedAt(context, 'register').load(homeOn(family, on)));

/** A candidate as the rules ask about one. */
export const factsFor = ({ birthDate, sex, checkedOn }: CandidateRow, evidence: readonly Evidence[], placed: number, on: CivilDate, childBirthDate: CivilDate | null): CandidateFacts =>
  ({ on, birthDate, sex, evidence, placed, checkedOn, childBirthDate });

/** The same within a mutation, past what this request has read. */
export async function readFacts(em: EntityManager, row: CandidateRow, on: CivilDate, childBirthDate: CivilDate | null = null): Promise<CandidateFacts> {
  const evidence = await em.execute<EvidenceRow[]>(`${EVIDENCE} where candidate_id = ? order by id`, [row.id]);
  const [children = 0] = row.familyId === null ? [] : await countPlaced(em, [homeOn(row.familyId, on)]);
  return factsFor(row, evidence, children, on, childBirthDate);
}

export const readDecisions = (em: EntityManager, candidate: string): Promise<DecisionRow[]> => em.execute<DecisionRow[]>(`${DECISION} where candidate_id = ? order by id`, [candidate]);

/** The forms in which somebody is suitable on a day: the last decision by then counts. */
export function suitableForms(decisions: readonly DecisionRow[], on: CivilDate): CarerForm[] {
  const last = new Map(decisions.filter(({ decidedOn }) => holdsOn({ validFrom: decidedOn }, on)).map(({ form, suitable }) => [form, suitable]));
  return [...last].flatMap(([form, suitable]) => (suitable ? [form] : []));
}
