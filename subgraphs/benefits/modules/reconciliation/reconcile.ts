import type { EntityManager } from '@mikro-orm/postgresql';
import type { CivilDate } from '../../../shared/clock.js';
import type { Fate, Problem } from '../../../shared/import/row.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import { inBatch, insistently, type Job, type JobSurroundings } from '../job/job.js';

const JOB: Job = { name: 'reconciliation', fields: ['BenefitPayment.paidOn', 'BenefitPayment.returnedOn', 'BenefitPayment.state'] };

/** What the paying body says of one payment. */
export interface PaidRow {
  /** Number of the payment. */
  readonly payment: string;
  /** Tenge, as text. */
  readonly amount: string;
  /** The day on which it was paid, or came back. */
  readonly on: CivilDate;
  readonly status: 'PAID' | 'RETURNED';
}

/** Why a row is not taken in, as whoever reads the reject file hears it. */
const REJECTED = {
  UNKNOWN: { field: 'payment', reason: 'no payment has this number.' },
  OTHER_AMOUNT: { field: 'amount', reason: 'the payment is of another amount.' },
  BEFORE_MONTH: { field: 'paid_on', reason: 'the day lies before the month that was paid.' },
  PAID_BEFORE: { field: 'paid_on', reason: 'it was reported as paid on another day.' },
  RETURNED_BEFORE: { field: 'status', reason: 'it was reported as returned already.' },
  RETURNED_TOO_EARLY: { field: 'paid_on', reason: 'it came back before it was paid.' },
} as const satisfies Readonly<Record<string, Problem>>;

/** `APPLIED`: the payment has another state now. `KNOWN`: it was reported before, so nothing changes. Else why it is not taken in. */
type Verdict = 'APPLIED' | 'KNOWN' | keyof typeof REJECTED;

/**
 * A payment goes from due to paid, and from either to returned. What was reported once may be reported again: files are sent twice. Of what
 * was cancelled, or made anew meanwhile, the money may have gone all the same: it is booked, and shows as overpaid.
 */
const RECONCILE = `
  with reported as (select * from unnest(?::bigint[], ?::numeric[], ?::date[], ?::text[]) as r (id, amount, day, state)),
  held as (select p.id, p.amount, p.month, p.state, p.paid_on, p.returned_on from benefit_payment p where p.id in (select id from reported) order by p.id for update),
  judged as (
    select r.id, r.day, r.state, case
        when p.id is null then 'UNKNOWN'
        when p.amount <> r.amount then 'OTHER_AMOUNT'
        when r.state = 'PAID' and p.paid_on = r.day or r.state = 'RETURNED' and p.returned_on = r.day then 'KNOWN'
        when p.state = 'RETURNED' then 'RETURNED_BEFORE'
        when r.day < p.month then 'BEFORE_MONTH'
        when r.state = 'PAID' and p.state = 'PAID' then 'PAID_BEFORE'
        when r.state = 'RETURNED' and r.day < p.paid_on then 'RETURNED_TOO_EARLY'
        else 'APPLIED' end as verdict
      from reported r left join held p using (id)),
  changed as (
    update benefit_payment p set state = j.state, paid_on = case j.state when 'PAID' then j.day else p.paid_on end, returned_on = case j.state when 'RETURNED' then j.day end, settled_by = ?
      from judged j where j.verdict = 'APPLIED' and p.id = j.id)
  select id::text, verdict from judged`;

async function judge(em: EntityManager, rows: readonly PaidRow[], settledBy: string): Promise<ReadonlyMap<string, Verdict>> {
  const columns = [rows.map(({ payment }) => payment), rows.map(({ amount }) => amount), rows.map(({ on }) => on), rows.map(({ status }) => status)];
  const verdicts = await em.execute<{ id: string; verdict: Verdict }[]>(RECONCILE, [...columns.map(arrayOf), settledBy]);
  return new Map(verdicts.map(({ id, verdict }) => [id, verdict]));
}

function fateOf(verdict: Verdict | undefined): Fate {
  if (verdict === undefined) throw new Error('A row of a paid file was not judged.');
  if (verdict === 'APPLIED') return 'ADDED';
  return verdict === 'KNOWN' ? 'KNOWN' : [REJECTED[verdict]];
}

/** Books rows of a paid file in one transaction; what became of each, in their order. No payment may be in it twice. */
export const reconcile = (surroundings: JobSurroundings, correlationId: string, rows: readonly PaidRow[]): Promise<Fate[]> =>
  insistently(() => inBatch(surroundings, JOB, correlationId, async (em) => {
    const verdicts = await judge(em, rows, correlationId);
    return { result: rows.map(({ payment }) => fateOf(verdicts.get(payment))), changed: [...verdicts.values()].includes('APPLIED') };
  }));
