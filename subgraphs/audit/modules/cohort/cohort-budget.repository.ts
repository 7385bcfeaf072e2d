import type { EntityManager } from '@mikro-orm/postgresql';
import { clientError } from '../../../shared/errors.js';
import type { SnapshotRow } from '../snapshot/snapshot.repository.js';
import { BUDGET } from './noise/noise-parameters.js';

/** A question as it is paid for. */
export interface PaidFor {
  /** The same for the same words, whatever is answered: what a question costs must not tell that two groups are the same. */
  readonly question: string;
  readonly units: number;
}

const RECENT = `asked_at > clock_timestamp() - make_interval(days => ${BUDGET.days})`;

const spent = async (em: EntityManager): Promise<number> => {
  const [row] = await em.execute<{ spent: number }[]>(`select coalesce(sum(units), 0)::int as spent from cohort_question where ${RECENT}`);
  return row?.spent ?? 0;
};

/** Units that are left. */
export const unitsLeft = async (em: EntityManager): Promise<number> => Math.max(0, BUDGET.units - (await spent(em)));

const tooMany = (): Error =>
  clientError('LIMIT_EXCEEDED', `All auditors together may ask ${BUDGET.units} units of cohorts in ${BUDGET.days} days, and what is left is not enough for this. What was asked of a snapshot before is answered again, in the same words.`);

/** Pays for figures before they are told; the same words about the same snapshot are paid for once. One transaction after another, so that two who ask at once do not both have what is left. */
export async function pay(em: EntityManager, { internalId }: SnapshotRow, { question, units }: PaidFor): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('cohort questions', 7))`);
  const added = await em.execute<object[]>(
    `insert into cohort_question (snapshot_id, question, units) values (?::bigint, decode(?, 'hex'), ?) on conflict do nothing returning units`, [internalId, question, units]);
  if (added.length > 0 && (await spent(em)) > BUDGET.units) throw tooMany();
}
