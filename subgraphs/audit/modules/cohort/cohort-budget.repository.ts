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

/** What was spent: by all auditors, and by one. */
interface Spent {
  readonly all: number;
  readonly own: number;
}

async function spent(em: EntityManager, asker: string): Promise<Spent> {
  const [row] = await em.execute<Spent[]>(
    `select coalesce(sum(units), 0)::int as all, coalesce(sum(units) filter (where asked_by = decode(?, 'hex')), 0)::int as own from cohort_question where ${RECENT}`, [asker]);
  return row ?? { all: 0, own: 0 };
}

/** Units that an auditor has left: of their share, or of what all have, whichever is less. */
export async function unitsLeft(em: EntityManager, asker: string): Promise<number> {
  const { all, own } = await spent(em, asker);
  return Math.max(0, Math.min(BUDGET.units - all, BUDGET.share - own));
}

const tooMany = (who: string, units: number): Error =>
  clientError('LIMIT_EXCEEDED', `${who} may ask ${units} units of cohorts in ${BUDGET.days} days, and what is left is not enough for this. What was asked of a snapshot before is answered again, in the same words.`);

/** Pays for figures before they are told, for all of them or none; the same words about the same snapshot are paid for once, by whoever is first. One transaction after another, so that two who ask at once do not both have what is left. */
export async function pay(em: EntityManager, { internalId }: SnapshotRow, questions: readonly PaidFor[], asker: string): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtextextended('cohort questions', 7))`);
  const added = await em.execute<object[]>(
    `insert into cohort_question (snapshot_id, question, units, asked_by) select ?::bigint, decode(q.question, 'hex'), q.units, decode(?, 'hex')
       from unnest(string_to_array(?, ','), string_to_array(?, ',')::int[]) q(question, units) on conflict do nothing returning units`,
    [internalId, asker, questions.map(({ question }) => question).join(','), questions.map(({ units }) => units).join(',')]);
  if (added.length === 0) return;
  const { all, own } = await spent(em, asker);
  if (all > BUDGET.units) throw tooMany('All auditors together', BUDGET.units);
  if (own > BUDGET.share) throw tooMany('One auditor', BUDGET.share);
}
