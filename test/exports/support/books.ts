import { Decimal } from 'decimal.js';
import type { Client } from 'pg';
import { addWorkingDays } from '../../../subgraphs/shared/working-days/working-days.js';
import { iinOf } from '../../subgraphs/benefits/households.js';

/** Somebody with books of their own. */
export interface BookedPerson {
  readonly iin: string;
  /** Number of the claim or the account on the ledger. */
  readonly account: string;
}

/** The steps of an application, by their days. */
export interface WrittenPayout {
  readonly submitted: string;
  readonly paid?: string;
  readonly used?: string;
  readonly returned?: string;
  /** The day on which that it was used was taken back. */
  readonly reopened?: string;
  readonly amount?: string;
  /** What of it was used; all of it unless said otherwise. */
  readonly usedAmount?: string;
  /** What of a sum that was not used was credited again; all of it unless said otherwise. */
  readonly recredited?: string | null;
}

const TRANSIT = -1;
const PAID_OUT = -2;
const OWN = { PENSION: -3, HEIRS: -4 } as const;
const FUND = `(select id from ledger_account where kind = 'NATIONAL_FUND')`;
const OPERATOR = '120193000016';
/** What stands on an account that was opened here, USD. */
const SAVED = '100.00';

/** What is not as it is of anybody. */
interface Life {
  readonly diedOn?: string | null;
  /** As PostgreSQL writes a multirange of days; from the birth on unless said otherwise. */
  readonly citizenship?: string;
}

/** Writes books past the checks of the ledger, for people whom nobody else has; everything on record since its own day. */
export class Books {
  #people: number;

  /** Another `first` than that of other books of the same register. */
  constructor(
    private readonly admin: Client,
    first = 8_000,
  ) {
    this.#people = first;
  }

  /** A child with an open claim and nothing on it. */
  async child(born: string, { diedOn = null, citizenship = `{[${born},)}` }: Life = {}): Promise<BookedPerson> {
    const iin = iinOf((this.#people += 1));
    await this.#unchecked(`insert into listed_child (iin, birth_date, citizenship, died_on, received_on, recorded_at) values ($1, $2::date, $4::datemultirange, $3, $2::date, '2024-01-01')`, [iin, born, diedOn, citizenship]);
    const account = await this.#account('CLAIM');
    await this.#unchecked(`insert into savings_claim (iin, account_id, opened_on, recorded_at) values ($1, $2, '2024-02-01', '2024-02-01')`, [iin, account]);
    return { iin, account };
  }

  /** Somebody with a savings account and a hundred dollars on it. */
  async grown(born: string, life: Life = {}): Promise<BookedPerson> {
    const { iin, account: claim } = await this.child(born, life);
    const account = await this.#account('SAVINGS_ACCOUNT');
    await this.#unchecked(`update savings_claim set closed_on = '2026-02-01', closing_reason = 'CONVERTED' where account_id = $1`, [claim]);
    await this.#unchecked(`insert into savings_account (iin, account_id, opened_on, recorded_at) values ($1, $2, '2026-02-01', '2026-02-01')`, [iin, account]);
    await this.#transfer(iin, 'OPENING', claim, account, SAVED, '2026-02-01');
    return { iin, account };
  }

  /** Credits a year's sum, and with it a yield where there is one. */
  credit({ iin, account }: BookedPerson, year: number, sum: string, yields: string | null = null, on = '2026-02-01'): Promise<string> {
    return this.#transfer(iin, 'ACCRUAL', FUND, account, new Decimal(sum).plus(yields ?? 0).toFixed(2), on, { year, yields });
  }

  /** The same to the claim that somebody's account came from. */
  async creditClaimOf({ iin }: BookedPerson, year: number, sum: string): Promise<void> {
    const [claim] = await this.#unchecked<{ account: string }>('select account_id::text as account from savings_claim where iin = $1', [iin]);
    await this.credit({ iin, account: claim?.account ?? '' }, year, sum, null, '2024-02-01');
  }

  /** Takes back what was credited last for a year, with its yield, or a part of it. */
  async takeBack({ iin, account }: BookedPerson, year: number, amount?: string, on = '2026-02-20'): Promise<string> {
    const [last] = await this.#unchecked<{ id: string; amount: string }>(`select id::text, amount::text from transfer where iin = $1 and reporting_year = $2 and kind = 'ACCRUAL' order by id desc limit 1`, [iin, year]);
    return this.#transfer(iin, 'CLAWBACK', account, FUND, amount ?? last?.amount ?? '', on, { refersTo: last?.id ?? null });
  }

  /** Gives back what was taken back. */
  async giveBack({ iin, account }: BookedPerson, takenBack: string, on = '2026-02-21'): Promise<string> {
    const [back] = await this.#unchecked<{ amount: string }>('select amount::text from transfer where id = $1', [takenBack]);
    return this.#transfer(iin, 'REVERSAL', FUND, account, back?.amount ?? '', on, { refersTo: takenBack });
  }

  /** Moves all that stands on an account. */
  move({ iin, account }: BookedPerson, kind: keyof typeof OWN, on: string): Promise<string> {
    return this.#transfer(iin, kind, account, String(OWN[kind]), SAVED, on);
  }

  /** An application and its journal, with the transfers that belong to it. */
  async payout(person: BookedPerson, payout: WrittenPayout): Promise<void> {
    const { iin, account } = person;
    const { submitted, paid, used, returned, reopened, amount = SAVED } = payout;
    const sent = await this.#moved(person, payout);
    const steps = [['SUBMIT', 'SUBMITTED', submitted], ['CHECK', 'CHECKED', paid], ['PAY', 'PAID', paid], ['USE', 'USED', used], ['REOPEN', 'PAID', reopened], ['RETURN', 'RETURNED', returned]].filter(([, , on]) => on !== undefined);
    const ended = returned !== undefined ? '0' : used !== undefined && reopened === undefined ? (payout.usedAmount ?? amount) : null;
    const [row] = await this.#unchecked<{ id: string }>(
      `insert into payout (iin, savings_account_id, use, country, amount, operator_bin, state, submitted_on, check_by, pay_by, use_by, transfer_id, used_amount, version, recorded_at)
        select $1, id, 'TUITION', 'KZ', $3, '${OPERATOR}', $4, $5::date, $6, $7, $8, $9, $10, $11, $5::date from savings_account where account_id = $2 returning id::text`,
      [iin, account, amount, steps.at(-1)?.[1], submitted, addWorkingDays(submitted, 10), paid === undefined ? null : addWorkingDays(submitted, 15), paid === undefined ? null : addWorkingDays(paid, 45), sent, ended, steps.length]);
    for (const [i, [action, to, on]] of steps.entries()) {
      await this.#unchecked(`insert into payout_event (payout_id, version, action, from_state, to_state, occurred_on, received_on, source, recorded_at) values ($1, $2, $3, $4, $5, $6::date, $6::date, 'test', $6::date)`,
        [row?.id, i + 1, action, steps[i - 1]?.[1] ?? null, to, on]);
    }
  }

  /** The transfers of an application; the one by which it was sent. */
  async #moved({ iin, account }: BookedPerson, { paid, used, returned, reopened, amount = SAVED, usedAmount = amount, recredited }: WrittenPayout): Promise<string | null> {
    if (paid === undefined) return null;
    const sent = await this.#transfer(iin, 'PAYOUT', account, String(TRANSIT), amount, paid);
    const left = new Decimal(amount).minus(used === undefined || reopened !== undefined ? 0 : usedAmount);
    const back = recredited === undefined ? left.toFixed(2) : recredited;
    const settled = used === undefined ? null : await this.#transfer(iin, 'PAID', String(TRANSIT), String(PAID_OUT), usedAmount, used, { refersTo: sent });
    if (reopened !== undefined) await this.#transfer(iin, 'REVERSAL', String(PAID_OUT), String(TRANSIT), usedAmount, reopened, { refersTo: settled });
    const on = returned ?? (reopened === undefined ? used : undefined);
    if (on !== undefined && left.gt(0) && back !== null) await this.#transfer(iin, 'RETURN', String(TRANSIT), account, back, on, { refersTo: sent });
    return sent;
  }

  /** A reporting year whose run is through. */
  async year(year: number, { perChild, participants, total }: { readonly perChild: string; readonly participants: number; readonly total: string }): Promise<void> {
    await this.#unchecked(`insert into reporting_year (year, list_date, credited_on, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty)
      values ($1, make_date($1, 12, 31), make_date($1 + 1, 2, 1), $2, $3, $4, 0.01, 'B', 'test', 'test', 'B')`, [year, perChild, participants, total]);
    await this.#done(year);
  }

  /** The place to which a year's total was published. */
  async figure(year: number, total: string, precision: string): Promise<void> {
    await this.#unchecked(`insert into published_figure (reporting_year, figure, value, value_precision, as_of, source, certainty) values ($1, 'ACCRUED', $2, $3, '2026-02-01', 'test', 'B')`, [year, total, precision]);
  }

  /** Assets sent for those who turn 18, and two accounts that were opened with them; or one that no run opened, and the batch took along. */
  async batch(year: number, { persons, amount, along = false }: { readonly persons: number; readonly amount: string; readonly along?: boolean }): Promise<void> {
    const run = await this.#done(year);
    const [row] = await this.#unchecked<{ id: string }>(`insert into asset_batch (run_id, reporting_year, made_on, persons, amount, recorded_at) values ($1, $2, '2026-02-01', $3, $4, '2026-02-01') returning id::text`, [run, year, persons, amount]);
    if (along) {
      const { iin, account } = await this.child('2008-05-05');
      const opening = await this.#transfer(iin, 'OPENING', account, await this.#account('SAVINGS_ACCOUNT'), amount, '2026-02-01');
      await this.#unchecked(`insert into asset_batch_opening (transfer_id, batch_id, recorded_at) values ($1, $2, '2026-02-01')`, [opening, row?.id]);
      return;
    }
    for (const { iin, account } of [await this.child('2008-05-05'), await this.child('2008-05-05')]) await this.#transfer(iin, 'OPENING', account, await this.#account('SAVINGS_ACCOUNT'), amount, '2026-02-01', { batch: row?.id ?? null });
  }

  async #done(year: number): Promise<string> {
    const [row] = await this.#unchecked<{ id: string }>(`insert into accrual_run (reporting_year, status, credited_on, finished_at, recorded_at) values ($1, 'DONE', '2026-02-01', '2026-02-01', '2026-02-01') returning id::text`, [year]);
    return row?.id ?? '';
  }

  async #account(kind: 'CLAIM' | 'SAVINGS_ACCOUNT'): Promise<string> {
    const [row] = await this.#unchecked<{ id: string }>(`insert into ledger_account (kind, opened_on) values ($1, '2024-02-01') returning id::text`, [kind]);
    return row?.id ?? '';
  }

  async #transfer(iin: string, kind: string, debit: string, credit: string, amount: string, on: string, { year, yields = null, refersTo = null, batch = null }: { readonly year?: number; readonly yields?: string | null; readonly refersTo?: string | null; readonly batch?: string | null } = {}): Promise<string> {
    const [row] = await this.#unchecked<{ id: string }>(`insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, refers_to, batch_id, recorded_at)
      values ($1, ${debit}, ${credit}, $2, $3, $4, $5, $6::date, $7, $8, $6::date) returning id::text`, [iin, amount, yields, kind, year ?? null, on, refersTo, batch]);
    return row?.id ?? '';
  }

  /** Triggers do not look at what a replica applies. */
  async #unchecked<T extends object>(sql: string, values: readonly unknown[]): Promise<T[]> {
    await this.admin.query(`set session_replication_role = replica`);
    return (await this.admin.query<T>(sql, [...values])).rows;
  }
}
