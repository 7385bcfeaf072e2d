import type { SnapshotSession } from '../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import { timed, type Asked } from './timed.js';

/** The same question in both languages, over people by pseudonym in a snapshot, and by IIN in five databases. */
interface Question {
  readonly what: string;
  /** DuckDB, over a snapshot's views. */
  readonly snapshot: string;
  /** PostgreSQL, over foreign tables. */
  readonly foreign: string;
}

/** What auditors' rules and cohorts are made of, over programmes that are each other's neighbours in a snapshot alone. */
export const QUESTIONS: Readonly<Record<string, Question>> = {
  antiJoin: {
    what: 'children of benefits without a claim on the National Fund (anti-join)',
    snapshot: `select count(*) as n from (select distinct subject from benefits.benefit_award_child) c where not exists (select 1 from savings.savings_claim s where s.subject = c.subject)`,
    foreign: `select count(*) as n from (select distinct iin from benefits.benefit_award_child where sealed_on is null) c where not exists (select 1 from savings.savings_claim s where s.iin = c.iin)`,
  },
  totals: {
    what: 'payments by region and month (totals)',
    snapshot: `select region, month, count(*) as payments, sum(amount) as paid from benefits.benefit_payment group by region, month`,
    foreign: `select region_kato, month, count(*) as payments, sum(amount) as paid from benefits.benefit_payment group by region_kato, month`,
  },
  cohort: {
    what: 'children with a benefit, a claim and a placement, by region (three programmes)',
    snapshot: `select p.region, count(distinct p.subject) as children from foster_families.care_placement p
      where p.subject in (select subject from savings.savings_claim) and p.subject in (select subject from benefits.benefit_award_child) group by p.region`,
    foreign: `select p.region_kato, count(distinct p.iin) as children from foster_families.placement p
      where p.iin in (select iin from savings.savings_claim) and p.iin in (select iin from benefits.benefit_award_child where sealed_on is null) group by p.region_kato`,
  },
};

/** Of a snapshot. */
export async function askSnapshot({ rows }: SnapshotSession): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  for (const [name, { what, snapshot }] of Object.entries(QUESTIONS)) asked.push(await timed(name, what, () => rows(snapshot)));
  return asked;
}
