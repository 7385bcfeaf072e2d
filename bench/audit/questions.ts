import type { SnapshotSession } from '../../subgraphs/audit/modules/snapshot/read/snapshot-session.js';
import { median } from '../benchmark.js';

/** What auditors' rules and cohorts are made of, over programmes that are each other's neighbours in a snapshot alone. */
const QUESTIONS = {
  antiJoin: {
    what: 'children of benefits without a claim on the National Fund (anti-join)',
    sql: `select count(*) as n from (select distinct subject from benefits.benefit_award_child) c where not exists (select 1 from savings.savings_claim s where s.subject = c.subject)`,
  },
  totals: {
    what: 'payments by region and month (totals)',
    sql: `select count(*) as n from (select region, month, count(*) as payments, sum(amount) as paid from benefits.benefit_payment group by region, month)`,
  },
  cohort: {
    what: 'children with a benefit, a claim and a placement, by region (three programmes)',
    sql: `select count(*) as n from (select p.region, count(distinct p.subject) as children from foster_families.care_placement p
      where p.subject in (select subject from savings.savings_claim) and p.subject in (select subject from benefits.benefit_award_child) group by p.region)`,
  },
} as const;

const ROUNDS = 5;

/** The middle of some rounds, in milliseconds. */
export async function askAll({ rows }: SnapshotSession): Promise<readonly { readonly name: string; readonly what: string; readonly ms: number }[]> {
  const asked: { name: string; what: string; ms: number }[] = [];
  for (const [name, { what, sql }] of Object.entries(QUESTIONS)) {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const begun = performance.now();
      await rows(sql);
      took.push(performance.now() - begun);
    }
    asked.push({ name, what, ms: median(took) });
  }
  return asked;
}
