import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { PAYOUT } from '../../ids.js';
import { TODAY, type Cast } from '../cast.js';

/** A child who has not come to the programme's list yet, an application of somebody of age, a correction and a settlement of theirs and something that a run has left of them, somebody whose heirs are due, a year to come, and a rate of today. */
export const tellSavings = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.savings.database.adminUrl, async (admin) => {
    await admin.query(`with l as (insert into list_count values ('2023-12-31', now()) returning list_date) insert into region_count select list_date, '750000000', 9, 0 from l`);
    // As runs note what they book; of one that has noted nothing the whole ledger is gone through, in a hundred statements each time.
    await admin.query(
      `with p as (insert into accrual_run_part (run_id, part, born_from, born_to, children, counted, credited) select id, 1, '2007-01-01', '2026-12-31', 1, true, true from accrual_run where status = 'DONE' and not dry returning run_id, part)
       insert into accrual_run_total (run_id, part, credited, kind, reporting_year, birth_year, transfers, amount)
       select p.run_id, p.part, true, t.kind, t.reporting_year, extract(year from l.birth_date)::int, count(*), sum(t.amount) from p join transfer t on t.run_id = p.run_id join listed_child l on l.iin = t.iin group by 1, 2, 4, 5, 6`);
    await admin.query(`insert into asset_batch (run_id, reporting_year, made_on, persons, amount) select min(id), 2023, '2024-02-01', 0, 0 from accrual_run where reporting_year = 2023`);
    await admin.query(`delete from listed_child where iin = $1`, [iin.child]);
    await admin.query(
      `with p as (insert into payout (public_id, iin, savings_account_id, use, country, amount, operator_bin, state, reason, submitted_on, check_by, pay_by, use_by)
          select $1, iin, id, 'TUITION', 'KZ', 1, '120193000016', 'REFUSED', 'WITHDRAWN', '${TODAY}', '2026-10-15', '2026-10-22', '2026-12-01' from savings_account where iin = $2 returning id)
       insert into payout_event (payout_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, organisation)
       select id, 2, 'REFUSE', 'SUBMITTED', 'REFUSED', 'WITHDRAWN', '${TODAY}', '${TODAY}', 'matrix', '120193000016' from p`, [PAYOUT, iin.day18]);
    await admin.query(
      `insert into correction (iin, kind, transfer_id, reason, amount, status, taken, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       select iin, 'CLAWBACK', id, 'WRONG_SUM', 1, 'DONE', 1, $2, $2, 'matrix', 'one', '800101300017', now(), 'other', '800101300028', now() from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`, [iin.day18, TODAY]);
    await admin.query(
      `insert into settlement (iin, destination, status, transfer_id, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       select iin, 'PENSION', 'DONE', id, $2, $2, 'matrix', 'one', '800101300017', now(), 'other', '800101300028', now() from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`, [iin.day18, TODAY]);
    await admin.query(
      `with r as (insert into accrual_run (reporting_year, dry, status, credited_on) values (2023, true, 'COUNTED', '2024-02-01') returning id), p as (insert into accrual_run_part (run_id, part, born_from, born_to, children, counted, credited) select id, 1, '2007-01-01', '2008-12-31', 1, true, true from r returning run_id, part)
       insert into accrual_run_left (run_id, part, credited, iin, reason, reporting_year, amount, refused_by, state, ended_at) select run_id, part, true, $1, 'REFUSED_BY_LEDGER', 2023, 1, 'transfer_fits', 'RESOLVED', now() from p`, [iin.day18]);
    await admin.query(`update listed_child set died_on = $2 where iin = $1`, [iin.grown, TODAY]);
    await admin.query(
      `insert into reporting_year_draft (year, list_date, credited_on, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty, status, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       values (2030, '2030-12-31', '2031-02-01', 1, 1, 1, 0.03, 'B', 'matrix', 'matrix', 'B', 'DONE', 'one', '800101300017', now(), 'other', '800101300028', now())`);
    await admin.query(`insert into exchange_rate (day, kzt, source, certainty) values ($1, 500, 'matrix', 'D')`, [TODAY]);
  });
