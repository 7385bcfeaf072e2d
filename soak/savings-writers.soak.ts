import { Client } from 'pg';
import { withThrowawayRegister, type ThrowawayRegister } from '../bench/benefits/throwaway-register.js';
import { withClient } from '../local/bootstrap/connection.js';
import { formatTable } from '../local/table.js';
import { chance } from '../subgraphs/shared/synthetic/seed.js';
import type { SoakResult } from './scenario.js';

export const usualSeconds = 300;

const WRITERS = 64;
/** Few, so that writers meet. */
const PEOPLE = 40;
const CHECK_EVERY_MS = 1_000;

type Report = (line: string) => void;

/** SQLSTATE of what the ledger refuses on purpose, and of two who stood in each other's way. */
const REFUSED = '23514';
const STOOD_IN_THE_WAY = '40P01';

const iinOf = (person: number): string => `150101500${String(person).padStart(3, '0')}`;

const OPENED = [
  `insert into ledger_account (id, kind, opened_on) select 1000 + n, 'CLAIM', '2024-02-01' from generate_series(1, ${PEOPLE}) n`,
  `insert into ledger_account (id, kind, opened_on) select 2000 + n, 'SAVINGS_ACCOUNT', '2024-02-01' from generate_series(1, ${PEOPLE}) n`,
  `insert into savings_claim (iin, account_id, opened_on) select '150101500' || lpad(n::text, 3, '0'), 1000 + n, '2024-02-01' from generate_series(1, ${PEOPLE}) n`,
  `insert into savings_account (iin, account_id, opened_on) select '150101500' || lpad(n::text, 3, '0'), 2000 + n, '2024-02-01' from generate_series(1, ${PEOPLE}) n`,
  `insert into listed_child (iin, birth_date, citizenship, received_on) select '150101500' || lpad(n::text, 3, '0'), '2006-01-01', datemultirange(daterange('2006-01-01', null)), '2006-01-01' from generate_series(1, ${PEOPLE}) n`,
  `insert into accrual_run (reporting_year, status, credited_on, finished_at) values (2023, 'DONE', '2024-02-01', now())`,
  `insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id)
     select '150101500' || lpad(n::text, 3, '0'), (select id from ledger_account where kind = 'NATIONAL_FUND'), 1000 + n, 5000, 'ACCRUAL', 2023, '2024-02-01', (select max(id) from accrual_run) from generate_series(1, ${PEOPLE}) n`,
] as const;

const CHANGES = {
  OPENING: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) values ($1, 1000 + $2::int, 2000 + $2::int, $3, 'OPENING', '2026-02-01')`,
  PAYOUT: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) values ($1, 2000 + $2::int, -1, $3, 'PAYOUT', '2026-02-01')`,
  PAID: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, -1, -2, $3, 'PAID', '2026-02-01', id from transfer where iin = $1 and kind = 'PAYOUT' and $2::int > 0 order by random() limit 1`,
  RETURN: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, -1, debit_account, $3, 'RETURN', '2026-02-01', id from transfer where iin = $1 and kind = 'PAYOUT' and $2::int > 0 order by random() limit 1`,
  REVERSAL: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, amount, 'REVERSAL', '2026-02-01', id from transfer t
    where iin = $1 and kind in ('PAID', 'OPENING', 'RETURN', 'CLAWBACK', 'PENSION', 'HEIRS', 'VOID') and not exists (select 1 from payout p where p.transfer_id = t.refers_to) and $2::int > 0 and $3::numeric > 0 and not exists (select 1 from transfer r where r.refers_to = t.id and r.kind = 'REVERSAL') order by random() limit 1`,
  CLAWBACK: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, case when random() < 0.5 then 1000 else 2000 end + $2::int, debit_account, $3, 'CLAWBACK', '2026-02-01', id from transfer where iin = $1 and kind = 'ACCRUAL'`,
  PENSION: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) values ($1, 2000 + $2::int, -3, $3, 'PENSION', '2026-02-01')`,
  HEIRS: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) values ($1, case when random() < 0.5 then 1000 else 2000 end + $2::int, -4, $3, 'HEIRS', '2026-02-01')`,
  VOID: `insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $1, 1000 + $2::int, id, $3, 'VOID', '2026-02-01' from ledger_account where kind = 'NATIONAL_FUND'`,
  APPLY: `insert into payout (iin, savings_account_id, use, country, amount, operator_bin, submitted_on, check_by)
    select iin, id, 'TUITION', 'KZ', $3, (select min(bin) from payout_operator), '2026-02-01', '2026-02-15' from savings_account where iin = $1 and $2::int > 0`,
  PAY: `with p as (select id, iin, amount from payout where iin = $1 and state in ('SUBMITTED', 'CHECKED') and $3::numeric > 0 order by random() limit 1 for update),
    sent as (insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select iin, 2000 + $2::int, -1, amount, 'PAYOUT', '2026-02-02' from p returning id, iin)
    update payout set state = 'PAID', pay_by = '2026-02-20', use_by = '2026-04-20', transfer_id = sent.id, checked_account = 'a', checked_iin = '800101300017', paid_account = 'b', paid_iin = '800101300028', paid_at = now() from sent, p where payout.id = p.id`,
} as const;
type Kind = keyof typeof CHANGES | 'USE';
const KINDS = [...Object.keys(CHANGES), 'USE'] as Kind[];

interface Tally {
  made: number;
  /** Kinds of changes of which at least one went through. */
  readonly kinds: Set<Kind>;
  refused: number;
  gaveWay: number;
}

const cents = (amount: string | number): number => Math.round(Number(amount) * 100);

/** An operator has used a part of what it was sent, and sends the rest back. */
async function use(client: Client, person: number, share: number): Promise<number> {
  const { rows: [paid] } = await client.query<{ id: string; transferId: string; amount: string }>(`select id, transfer_id as "transferId", amount from payout where iin = $1 and state = 'PAID' order by random() limit 1 for update`, [iinOf(person)]);
  if (paid === undefined) return 0;
  const used = Math.round(cents(paid.amount) * share);
  const parts = ([['PAID', -2, used], ['RETURN', 2000 + person, cents(paid.amount) - used]] as const).filter(([, , amount]) => amount > 0);
  for (const [kind, credit, amount] of parts) {
    await client.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) values ($1, -1, $2, $3, $4, '2026-03-01', $5)`, [iinOf(person), credit, amount / 100, kind, paid.transferId]);
  }
  await client.query(`update payout set state = $2, used_amount = $3 where id = $1`, [paid.id, used > 0 ? 'USED' : 'RETURNED', used / 100]);
  return parts.length;
}

/** Makes a change of a kind; how many transfers it has made. */
async function change(client: Client, kind: Kind, person: number, amount: number, share: number): Promise<number> {
  if (kind !== 'USE') {
    const { rowCount } = await client.query(CHANGES[kind], [iinOf(person), person, amount.toFixed(2)]);
    return kind === 'APPLY' ? 0 : (rowCount ?? 0);
  }
  await client.query('begin');
  try {
    const made = await use(client, person, share);
    await client.query('commit');
    return made;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function writer(url: string, number: number, seed: number, until: number, tally: Tally): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`set app.path = 'register'; set app.regions = '*'`);
  for (let turn = 0; performance.now() < until; turn += 1) {
    const pick = (what: string): number => chance(seed, `${number} ${what}`, turn);
    const person = 1 + Math.floor(pick('person') * PEOPLE);
    const kind = KINDS[Math.floor(pick('kind') * KINDS.length)] ?? 'PAYOUT';
    const amount = (1 + Math.floor(pick('amount') * 60_000)) / 100;
    try {
      const made = await change(client, kind, person, amount, pick('share'));
      tally.made += made;
      if (made > 0 || kind === 'APPLY') tally.kinds.add(kind);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === REFUSED || code === '23505') tally.refused += 1;
      else if (code === STOOD_IN_THE_WAY) tally.gaveWay += 1;
      else throw error;
    }
  }
  await client.end();
}

/** What must hold at every moment; each asks by one snapshot. */
const INVARIANTS: readonly (readonly [what: string, sql: string])[] = [
  ['entries do not sum to zero', `select 1 from entry having sum(amount) <> 0`],
  ['an account that nobody may overdraw is below zero', `select 1 from entry e join ledger_account a on a.id = e.account_id where a.kind <> 'NATIONAL_FUND' group by a.id having sum(e.amount) < 0`],
  ['what somebody has everywhere is not what they were credited, less what went back to the Fund', `
    select 1 from entry e join ledger_account a on a.id = e.account_id left join (select t.iin, sum(t.amount) as back from transfer t
        where t.kind in ('CLAWBACK', 'VOID') and not exists (select 1 from transfer r where r.refers_to = t.id and r.kind = 'REVERSAL') group by 1) as b on b.iin = e.iin
     where a.kind <> 'NATIONAL_FUND' group by e.iin, b.back having sum(e.amount) <> 5000 - coalesce(b.back, 0)`],
  ['more of a sum is taken back than was credited', `
    select 1 from transfer p join transfer s on s.refers_to = p.id and s.kind = 'CLAWBACK' and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL') group by p.id, p.amount having sum(s.amount) > p.amount`],
  ['an application is over, and the ledger does not have what became of it', `
    select 1 from payout p where p.state in ('USED', 'RETURNED') and (select coalesce(sum(s.amount), 0) from transfer s where s.refers_to = p.transfer_id and s.kind in ('PAID', 'RETURN')) <> p.amount`],
  ['more of a payout is settled than was paid out', `
    select 1 from transfer p join transfer s on s.refers_to = p.id and s.kind in ('PAID', 'RETURN') and not exists (select 1 from transfer r where r.refers_to = s.id and r.kind = 'REVERSAL') group by p.id, p.amount having sum(s.amount) > p.amount`],
];

/** Looks once a second, as long as the writers write, and once when they have ended. */
async function checker(adminUrl: string, working: Promise<unknown>): Promise<{ looks: number; failures: string[] }> {
  let [over, looks] = [false, 0];
  const failures = new Set<string>();
  const ended = working.finally(() => (over = true));
  await withClient(adminUrl, async (admin) => {
    for (let last = false; !last; looks += 1) {
      last = over;
      for (const [what, sql] of INVARIANTS) if ((await admin.query(sql)).rowCount !== 0) failures.add(what);
      if (!last) await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, CHECK_EVERY_MS))]);
    }
  });
  return { looks, failures: [...failures] };
}

async function soak({ adminUrl, appUrl }: ThrowawayRegister, seconds: number, report: Report): Promise<SoakResult> {
  const seed = Date.now() % 1_000_000;
  report(`seed ${seed}, ${WRITERS} writers, ${PEOPLE} people`);
  await withClient(adminUrl, async (admin) => {
    for (const sql of OPENED) await admin.query(sql);
  });
  const tally: Tally = { made: 0, kinds: new Set(), refused: 0, gaveWay: 0 };
  const until = performance.now() + seconds * 1000;
  const working = Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(appUrl, number, seed, until, tally)));
  const [{ looks, failures }] = await Promise.all([checker(adminUrl, working), working]);
  const booked = await withClient(adminUrl, async (admin) => Number((await admin.query<{ n: string }>(`select count(*) as n from transfer where kind <> 'ACCRUAL'`)).rows[0]?.n));
  if (booked !== tally.made) failures.push(`${tally.made} transfers were acknowledged, and ${booked} are there`);
  const never = KINDS.filter((kind) => !tally.kinds.has(kind));
  if (never.length > 0 || tally.refused === 0) failures.push(`nothing was refused, or none of these went through: ${never.join(', ')}`);
  const { made, refused, gaveWay } = tally;
  const figures = { made, refused, gaveWay, looks };
  return { table: formatTable([['transfers', 'refused', 'gave way', 'looks', 'failures'], [made, refused, gaveWay, looks, failures.length].map(String)]), figures, failures };
}

/** Sixty-four writers take, pay out, return and take back the money of forty people at once, and once a second everything must add up. */
export const run = (seconds: number, report: Report): Promise<SoakResult> => withThrowawayRegister((register) => soak(register, seconds, report), 'savings');
