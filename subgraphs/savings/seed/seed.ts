import { Decimal } from 'decimal.js';
import type { Client } from 'pg';
import type { CivilDate } from '../../shared/clock.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import { defineSeed, type PopulationFacts, type SeedRecorder, type SeedWriter } from '../../shared/synthetic/seed.js';
import type { BookedClaim } from '../modules/accrual-run/credit-year.js';
import { rowsOf } from '../modules/accrual-run/transfer-rows.js';
import type { RunYear } from '../rules/years.js';
import { claimsOfPerson } from './ledger.js';
import { PAYOUT_TABLES, writePayout, type BookTransfer } from './payouts.js';

const TABLES = {
  accrual_run: ['reporting_year', 'status', 'credited_on', 'finished_at', 'recorded_at'],
  listed_child: ['iin', 'birth_date', 'citizenship', 'died_on', 'received_on', 'recorded_at'],
  ledger_account: ['kind', 'opened_on'],
  savings_claim: ['iin', 'account_id', 'opened_on', 'recorded_at', 'closed_on', 'closing_reason'],
  savings_account: ['iin', 'account_id', 'opened_on', 'recorded_at'],
  transfer: ['iin', 'debit_account', 'credit_account', 'amount', 'yield_amount', 'kind', 'reporting_year', 'occurred_on', 'run_id', 'refers_to', 'recorded_at'],
  ...PAYOUT_TABLES,
} as const;

type Writer = SeedWriter<keyof typeof TABLES>;

/** What the migrations left: the years of the reference table, decimals as text, and the fund's own account. */
export interface Books {
  readonly fund: number;
  readonly years: readonly (Omit<RunYear, 'perChild' | 'yieldRate'> & { readonly perChild: string; readonly yieldRate: string | null })[];
}

async function readBooks(client: Client): Promise<Books> {
  const { rows: years } = await client.query<Books['years'][number]>(`select year, list_date::text as "listDate", credited_on::text as "creditedOn",
    per_child_usd::text as "perChild", yield_rate::text as "yieldRate" from reporting_year order by year`);
  const { rows } = await client.query<{ id: string }>(`select id from ledger_account where kind = 'NATIONAL_FUND'`);
  if (rows[0] === undefined) throw new Error('The ledger has no account of the National Fund.');
  return { fund: Number(rows[0].id), years };
}

/** On the list of children as the civil registry's feed would have put it, with the periods of Kazakhstan's citizenship. */
function writeListed({ iin, birthDate, citizenships, death, registeredOn }: SyntheticPerson, write: Writer): void {
  const citizenship = citizenships.flatMap(({ country, from, to }) => (country === 'KZ' ? [from, to ?? ''] : []));
  write.row('listed_child', [iin, birthDate, citizenship, death?.on ?? null, registeredOn, registeredOn]);
}

interface Bookkeeping {
  readonly facts: PopulationFacts;
  /** The Fund's own account. */
  readonly fund: number;
  /** Keys of the years' runs, by the day on which they credited. */
  readonly runs: ReadonlyMap<CivilDate, number>;
}

/** Bookkeeping of one claim: its account on the ledger, that of the savings account it became with what was asked for of it, and every transfer. */
function writeClaim(person: SyntheticPerson, claim: BookedClaim, { facts, fund, runs }: Bookkeeping, write: Writer): void {
  const { iin } = person;
  const { openedOn, closedOn, closingReason } = claim;
  const ownAccount = write.row('ledger_account', ['CLAIM', openedOn]);
  const savings = closingReason === 'CONVERTED' ? write.row('ledger_account', ['SAVINGS_ACCOUNT', closedOn]) : null;
  write.row('savings_claim', [iin, ownAccount, openedOn, openedOn, closedOn, closingReason]);
  const key = savings === null ? null : write.row('savings_account', [iin, savings, closedOn, closedOn]);
  const account = { FUND: fund, CLAIM: ownAccount, ACCOUNT: savings, ELSEWHERE: null };
  for (const { from, to, amount, yieldAmount, kind, reportingYear, on } of rowsOf(claim.transfers)) {
    write.row('transfer', [iin, account[from], account[to], amount.toFixed(2), yieldAmount?.toFixed(2) ?? null, kind, reportingYear, on, runs.get(on) ?? null, null, on]);
  }
  const opening = claim.transfers.find(({ kind }) => kind === 'OPENING');
  if (savings === null || key === null || closedOn === null || opening === undefined) return;
  const amount = opening.amount.toFixed(2);
  const transfer: BookTransfer = (kind, debit, credit, on, refersTo) => write.row('transfer', [iin, debit, credit, amount, null, kind, null, on, null, refersTo, on]);
  writePayout(person, { key, account: savings, openedOn: closedOn, amount }, facts, transfer, write);
}

/**
 * Claims of people about whom nothing is out of the ordinary are the same for all who were born in one year and registered
 * before the same run, so they are worked out once: nearly everybody's.
 */
function ordinaryKey({ birthDate, registeredOn, citizenships, death }: SyntheticPerson, years: readonly RunYear[]): string | null {
  const [only, ...others] = citizenships;
  const ordinary = only?.country === 'KZ' && only.from === birthDate && only.to === null && others.length === 0 && death === null;
  return ordinary ? `${birthDate.slice(0, 4)} ${years.filter(({ creditedOn }) => creditedOn < registeredOn).length}` : null;
}

function claimsWith(years: readonly RunYear[], { asOf }: PopulationFacts): (person: SyntheticPerson) => readonly BookedClaim[] {
  const known = new Map<string, readonly BookedClaim[]>();
  return (person) => {
    const key = ordinaryKey(person, years);
    const claims = (key === null ? undefined : known.get(key)) ?? claimsOfPerson(person, years, asOf);
    if (key !== null) known.set(key, claims);
    return claims;
  };
}

function recorder(facts: PopulationFacts, { fund, years }: Books): SeedRecorder<keyof typeof TABLES> {
  const runs = years.map((year): RunYear => ({ ...year, perChild: new Decimal(year.perChild), yieldRate: year.yieldRate === null ? null : new Decimal(year.yieldRate) }));
  const claimsOf = claimsWith(runs, facts);
  const done = runs.filter(({ creditedOn }) => creditedOn <= facts.asOf);
  const bookkeeping = { facts, fund, runs: new Map(done.map(({ creditedOn }, i) => [creditedOn, i + 1])) };
  return {
    first: (write) => {
      for (const { year, creditedOn } of done) write.row('accrual_run', [year, 'DONE', creditedOn, creditedOn, creditedOn]);
    },
    household: ({ persons }, write) => {
      for (const person of persons) {
        if (!person.isChild) continue;
        writeListed(person, write);
        for (const claim of claimsOf(person)) writeClaim(person, claim, bookkeeping, write);
      }
    },
  };
}

/** The fund's own books of a synthetic population: from a person it takes IIN, birth date, citizenship and death only. */
export const seed = defineSeed({ tables: TABLES, children: { table: 'listed_child', everyone: true }, readReference: readBooks, recorder });
