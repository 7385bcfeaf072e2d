import { withClient } from '../../local/bootstrap/connection.js';

/** A day on which all of them are in force. */
export const SYNTHETIC_MONTH = '2026-09-01';

/** Of every ten awards six are a large family's, two for care, one of a child with a disability and one of a carer. */
const AWARDS = `
  insert into benefit_award (programme, recipient_iin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, status)
  select case when n % 10 < 6 then 'LARGE_FAM' when n % 10 < 8 then 'CARE_STATE' when n % 10 < 9 then 'DIS_CHILD' else 'DIS_CARER' end,
         '80010190' || lpad((n % 10000)::text, 4, '0'), (array['710000000', '750000000', '790000000', '110000000', '350000000', '610000000'])[1 + n % 6],
         '150340000018', '2026-01-05', '2026-01-08', '2026-01-12', '2026-01-08', 'ACTIVE'
    from generate_series(0, $1::int - 1) as n`;

const AMOUNTS = `
  insert into benefit_award_amount (award_id, valid_from, tier, exact, gross, rule_version)
  select id, since, tier, exact, ceil(exact), programme || '/' || tier || '@2021-01-01' from (
    select id, since, programme,
           case programme when 'LARGE_FAM' then 'CHILDREN_4' when 'CARE_STATE' then 'ORDER_2' when 'DIS_CHILD' then 'GROUP_II' else 'EACH_CHILD' end as tier,
           case programme when 'LARGE_FAM' then 16.03 * 4325 when 'CARE_STATE' then 6.81 * 4325 when 'DIS_CHILD' then 1.83 * 50851 else 1.61 * 50851 end as exact
      from benefit_award) as priced`;

/** Months that were paid already, so that keys and indexes are as large as in life. */
const PAID = `
  insert into benefit_payment (award_id, month, amount, paid_on, budget_level, region_kato, rule_version)
  select a.id, month, x.gross, month + 9, 'REPUBLICAN', a.region_kato, x.rule_version
    from unnest(array['2026-07-01', '2026-08-01']::date[]) as m (month), benefit_award a join benefit_award_amount x on x.award_id = a.id`;

/** Fills an empty register with awards; `adminUrl` sees past row-level security. */
export const fillAwards = (adminUrl: string, awards: number): Promise<unknown> =>
  withClient(adminUrl, async (admin) => {
    await admin.query(AWARDS, [awards]);
    await admin.query(AMOUNTS);
    await admin.query(PAID);
    await admin.query('vacuum analyze');
  });
