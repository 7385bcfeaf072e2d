import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { OPEN_CASE } from '../../ids.js';
import { REGION, type Cast } from '../cast.js';

const SHIELDED_CASE = '11111111-1111-4111-8111-111111111112';

/** Runs of the nation and of the region, and a child's overpayments: one that comes back, and one of which nothing is agreed. */
export const tellMoney = ({ subgraphs }: RealFederation, child: string): Promise<unknown> =>
  withClient(subgraphs.benefits.database.adminUrl, (admin) => admin.query(`
    insert into payment_run (month, region_kato, dry, status, finished_at, last, awards) select '2026-08-01', kato, false, 'DONE', now(), 0, 0 from unnest(array[null, '${REGION.HERE}']) as kato;
    insert into payment_run_total (run_id, programme, region_kato, payments, amount, withheld, recovered, unpriced) select id, 'DIS_CHILD', '${REGION.HERE}', 1, 1, 0, 0, 0 from payment_run;
    insert into overpayment (award_id, cause, article, amount, occurred_on, received_on, source)
      select a.id, 'WRONG_AMOUNT', 'Social Code 173', 2, '2026-07-01', '2026-08-01', 'matrix' from benefit_award a join benefit_award_child c on c.award_id = a.id, generate_series(1, 2)
       where c.iin = '${child}' and a.programme = 'DIS_CHILD';
    insert into overpayment_month (overpayment_id, month, amount) select id, '2026-07-01', 2 from overpayment;
    insert into recovery_plan (overpayment_id, method, article, agreed_on) select min(id), 'VOLUNTARY', 'Social Code 173', '2026-08-02' from overpayment;
    insert into recovery_instalment (plan_id, overpayment_id, award_id, method, month, amount) select p.id, o.id, o.award_id, p.method, '2026-09-01', 1 from recovery_plan p join overpayment o on o.id = p.overpayment_id;
    insert into recovery (overpayment_id, instalment_id, amount, received_on) select overpayment_id, id, amount, '2026-09-02' from recovery_instalment;
    update overpayment set recovered = 1 where id in (select overpayment_id from recovery)`));

/** Cases about an open child and about the shielded one, and a journal of every award. */
export const tellBenefits = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.benefits.database.adminUrl, async (admin) => {
    for (const [id, child, recipient] of [[OPEN_CASE, iin.sibling, iin.mother], [SHIELDED_CASE, iin.shielded, iin.fosterParent]] as const) {
      await admin.query(
        `with k as (insert into benefit_case (public_id, programme, proactive, recipient_iin, region_kato, state, occurred_on, received_on, applied_on, expires_on, notice_by, documents_by, decide_by, decided_on, deciding_body, reason)
            values ($1, 'DIS_CHILD', true, $2, $4, 'REFUSED', '2026-09-01', '2026-09-01', '2026-09-02', '2026-10-01', '2026-09-09', '2026-10-09', '2026-09-11', '2026-09-10', '120340000019', 'NO_RIGHT') returning id, programme, region_kato),
          c as (insert into benefit_case_child (case_id, programme, region_kato, iin, birth_date) select id, programme, region_kato, $3, '2020-01-01' from k)
         insert into benefit_case_event (case_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, organisation)
         select id, 1, 'REFUSE', 'CONSENTED', 'REFUSED', 'NO_RIGHT', '2026-09-10', '2026-09-10', 'test', '120340000019' from k`, [id, recipient, child, REGION.HERE]);
    }
    await admin.query(`insert into benefit_award_event (award_id, version, kind, circumstance, occurred_on, received_on, effective_from, no_right_from, article, source, organisation)
      select id, 1, 'TERMINATED', 'CHILD_DIED', decided_on, decided_on, since, since, '179(3)1', 'test', deciding_body from benefit_award`);
  });
