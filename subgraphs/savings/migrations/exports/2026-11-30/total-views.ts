import { column, type ExportView } from '../../../../shared/export/export-view.js';
import { pseudonym, recorded } from '../../../../shared/export/migration.js';
import { aboutNobody } from './people.js';
import { DONE_RUNS, sumOf, takesBack } from './years.js';

/** Where no row asks for a pseudonym, or there is none yet, the view itself asks for the key and the moment: nothing is read without them. */
const KEYED = '(select audit_export.key()) is not null and (select audit_export.as_of()) is not null';

const [SUM, IS_SUM] = [sumOf('t'), `t.kind = 'ACCRUAL'`];

const BOOKED = `(select t.reporting_year, count(distinct t.iin) filter (where ${IS_SUM}) as children, count(*) filter (where ${IS_SUM}) as transfers,
    min(${SUM}) filter (where ${IS_SUM}) as lowest, max(${SUM}) filter (where ${IS_SUM}) as highest, coalesce(sum(${SUM}) filter (where ${IS_SUM}), 0) as accrued,
    coalesce(sum(t.yield_amount), 0) + coalesce(sum(t.amount) filter (where t.kind in ('YIELD', 'YIELD_CORRECTION')), 0) as yield,
    coalesce(sum(case when t.kind <> 'ROUNDING' then 0 when c.kind = 'ROUNDING_RESIDUE' then t.amount else -t.amount end), 0) as rounding
  from transfer t join ledger_account c on c.id = t.credit_account where t.reporting_year is not null and ${recorded('t.recorded_at')} group by t.reporting_year)`;

const TAKEN_BACK = `select coalesce(sum(least(back.amount, ${SUM})), 0) from (select b.refers_to as id, sum(b.amount) as amount from transfer b where ${takesBack('b')} group by b.refers_to) back
  join transfer t on t.id = back.id where ${IS_SUM} and t.reporting_year = y.year`;

export const TOTAL: ExportView = {
  description: 'Reporting years whose run was through: what was published, and what the ledger has.',
  from: `reporting_year y join (select year, max(finished_at) as finished_at from ${DONE_RUNS} done group by year) r on r.year = y.year left join ${BOOKED} b on b.reporting_year = y.year where ${KEYED}`,
  columns: {
    ...aboutNobody('r.finished_at', 'When its last run was through.'),
    reporting_year: column('integer', 'The reporting year.', 'y.year'),
    per_child: column('numeric', 'Published: the sum for every child, USD.', 'y.per_child_usd'),
    published_participants: column('integer', 'Published: how many children; null where nobody did.', 'y.participants'),
    published_total: column('numeric', 'Published: the total, USD; null where nobody did.', 'y.total_usd'),
    certainty: column('text', 'How sure the published figures are: A, B, C, D, M.', 'y.certainty'),
    source: column('text', 'Where they were published.', 'y.source'),
    children: column('integer', 'How many were credited.', 'coalesce(b.children, 0)'),
    transfers: column('integer', 'By how many transfers; more than `children` where somebody was credited twice.', 'coalesce(b.transfers, 0)'),
    lowest: column('numeric', 'The least that anybody was credited, USD.', 'b.lowest'),
    highest: column('numeric', 'The most, USD.', 'b.highest'),
    accrued: column('numeric', 'What was credited for the year without yields, USD.', 'coalesce(b.accrued, 0)'),
    yield: column('numeric', 'Yields of the year with their corrections, USD.', 'coalesce(b.yield, 0)'),
    rounding: column('numeric', 'What went to the residue of rounding, USD; below zero for what came from it.', 'coalesce(b.rounding, 0)'),
    taken_back: column('numeric', 'What of the year\'s sums was taken back since, without yields that came with them, USD.', TAKEN_BACK),
  },
};

export const BATCH: ExportView = {
  description: 'Assets that went to ЕНПФ for those who turn 18 in a year, and the openings of accounts that they are for.',
  from: `asset_batch a left join (select t.batch_id, count(*) as openings, sum(t.amount) as opened from transfer t where t.batch_id is not null and ${recorded('t.recorded_at')} group by t.batch_id) o on o.batch_id = a.id
    where ${KEYED} and ${recorded('a.recorded_at')} and a.run_id in (select id from accrual_run where status = 'DONE' and ${recorded('finished_at')})`,
  columns: {
    ...aboutNobody('a.recorded_at', 'When it was recorded.'),
    batch: column('uuid', 'Pseudonym of the batch.', pseudonym('a.public_id::text')),
    reporting_year: column('integer', 'The reporting year whose run it belongs to.', 'a.reporting_year'),
    made_on: column('date', 'Day of the transfer of assets.', 'a.made_on'),
    persons: column('integer', 'For how many people.', 'a.persons'),
    amount: column('numeric', 'How much, USD.', 'a.amount'),
    openings: column('integer', 'How many openings of accounts name it.', 'coalesce(o.openings, 0)'),
    opened: column('numeric', 'What these openings come to, USD.', 'coalesce(o.opened, 0)'),
  },
};
