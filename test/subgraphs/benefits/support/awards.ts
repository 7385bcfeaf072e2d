import { guardianshipBody } from '../../../../subgraphs/shared/synthetic/organisations.js';
import type { TestSubgraph } from '../../../support/subgraph.js';
import { iinOf } from '../households.js';
import { rowsOf } from '../../../support/jobs.js';

/** An award of a test, with one amount from its first day on. */
export interface AwardStory {
  readonly programme: string;
  readonly tier: string;
  readonly since: string;
  readonly exact: string;
  readonly gross: string;
  readonly withheld?: string;
  readonly region?: string;
  readonly ruleVersion?: string;
}

/** Writes an award as a decision would have; its key and its id. */
export async function awarded(benefits: Pick<TestSubgraph, 'database'>, { programme, tier, since, exact, gross, withheld = '0', region = '750000000', ruleVersion }: AwardStory): Promise<{ id: string; publicId: string }> {
  const [award] = await rowsOf<{ id: string; publicId: string }>(benefits, `
    insert into benefit_award (programme, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
    values ($1, $2, $3, $4, $5, $5, $5, $5, 'ACTIVE') returning id::text, public_id as "publicId"`, [programme, iinOf(7_000), region, guardianshipBody('751410000'), since]);
  if (award === undefined) throw new Error('no award');
  await rowsOf(benefits, 'insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, withheld, rule_version) values ($1, $2, $3, $4, $5, $6, $7)',
    [award.id, since, tier, exact, gross, withheld, ruleVersion ?? `${programme}/${tier}@2021-01-01`]);
  return award;
}

/** Pays an award for months at a sum, as the register had it before runs. */
export const paidFor = (benefits: Pick<TestSubgraph, 'database'>, award: string, months: readonly string[], amount: string, withheld = '0'): Promise<unknown> =>
  rowsOf(benefits, `insert into benefit_payment (award_id, month, amount, withheld, paid_on, budget_level, region_kato, rule_version)
    select $1, month, $3, $4, month + 9, 'REPUBLICAN', '750000000', 'TEST' from unnest($2::date[]) as month`, [award, months, amount, withheld]);
