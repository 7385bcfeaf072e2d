import { Decimal } from 'decimal.js';
import type { Client } from 'pg';
import { bulkLoad, type Cell } from '../../shared/database/bulk-load.js';
import type { SyntheticPerson } from '../../shared/synthetic/household.js';
import type { SubgraphSeed } from '../../shared/synthetic/seed.js';
import { syntheticUuid } from '../../shared/synthetic/uuid.js';
import { claimsOfPerson, type RunYear, type SeededClaim } from './ledger.js';

/** A claim with its account on the ledger, and that of the savings account it became. */
interface BookedClaim extends SeededClaim {
  readonly iin: string;
  readonly id: string;
  readonly accountOfClaim: string;
  readonly accountOfSavings: string | null;
}

async function readYears(client: Client): Promise<RunYear[]> {
  const { rows } = await client.query<{ year: number; list: string; credited: string; sum: string; rate: string | null }>(
    `select year, list_date::text as list, credited_on::text as credited, per_child_usd as sum, yield_rate as rate from reporting_year order by year`,
  );
  return rows.map(({ year, list, credited, sum, rate }) => ({
    year, listDate: list, creditedOn: credited, perChild: new Decimal(sum), yieldRate: new Decimal(rate ?? 0),
  }));
}

/** Numbers for new accounts of the ledger, in order. */
async function reserveAccounts(client: Client, count: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence('ledger_account', 'id')) as id from generate_series(1, $1)`, [count]);
  return rows.map(({ id }) => id);
}

async function fundAccount(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`select id from ledger_account where kind = 'NATIONAL_FUND'`);
  if (rows[0] === undefined) throw new Error('The ledger has no account of the National Fund.');
  return rows[0].id;
}

/** Bookkeeping of one chunk: COPY through staging, the same constraints on as in production. */
async function book(client: Client, claims: readonly BookedClaim[]): Promise<void> {
  const fund = await fundAccount(client);
  const savings = claims.filter(({ accountOfSavings }) => accountOfSavings !== null);
  await bulkLoad(client, 'ledger_account', ['id', 'kind', 'opened_on'], [
    ...claims.map((claim): Cell[] => [claim.accountOfClaim, 'CLAIM', claim.openedOn]),
    ...savings.map((claim): Cell[] => [claim.accountOfSavings, 'SAVINGS_ACCOUNT', claim.closedOn]),
  ]);
  await bulkLoad(client, 'savings_claim', ['public_id', 'iin', 'account_id', 'opened_on', 'recorded_at', 'closed_on', 'closing_reason'],
    claims.map((claim) => [claim.id, claim.iin, claim.accountOfClaim, claim.openedOn, recorded(claim.openedOn), claim.closedOn, claim.closingReason]));
  await bulkLoad(client, 'savings_account', ['iin', 'account_id', 'opened_on', 'recorded_at'],
    savings.map((claim) => [claim.iin, claim.accountOfSavings, claim.closedOn, recorded(claim.closedOn ?? claim.openedOn)]));
  await bulkLoad(client, 'transfer', ['iin', 'debit_account', 'credit_account', 'amount', 'kind', 'reporting_year', 'occurred_on', 'recorded_at'],
    claims.flatMap((claim) => {
      const account = { FUND: fund, CLAIM: claim.accountOfClaim, ACCOUNT: claim.accountOfSavings };
      return claim.transfers.map(({ from, to, amount, kind, reportingYear, on }): Cell[] =>
        [claim.iin, account[from], account[to], amount.toFixed(2), kind, reportingYear, on, recorded(on)]);
    }));
}

const recorded = (day: string): string => `${day}T06:00:00Z`;

/** Periods of Kazakhstan's citizenship, as a multirange. */
const citizenship = ({ citizenships }: SyntheticPerson): string =>
  `{${citizenships.filter(({ country }) => country === 'KZ').map(({ from, to }) => `[${from},${to ?? ''})`).join(',')}}`;

/** The list of children as the civil registry's feed would have filled it. */
const list = (client: Client, children: readonly SyntheticPerson[]): Promise<void> =>
  bulkLoad(client, 'listed_child', ['iin', 'birth_date', 'citizenship', 'died_on', 'received_on', 'recorded_at'],
    children.map((child): Cell[] => [child.iin, child.birthDate, citizenship(child), child.death?.on ?? null, child.registeredOn, recorded(child.registeredOn)]));

/** The fund's own books of a synthetic population: from a person it takes IIN, birth date, citizenship and death only. */
export const seed: SubgraphSeed = {
  prepare: () => Promise.resolve(),
  load: async (client, households, facts) => {
    const years = await readYears(client);
    await list(client, households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild)));
    const claims = households.flatMap(({ number, persons }) =>
      persons.filter(({ isChild }) => isChild).flatMap((person, place) =>
        claimsOfPerson(person, years, facts.asOf).map((claim, ordinal) => ({ ...claim, iin: person.iin, id: syntheticUuid(facts.seed, 'claim', number, place, ordinal) }))),
    );
    const ids = await reserveAccounts(client, claims.length * 2);
    await book(client, claims.map((claim, i) => ({
      ...claim,
      accountOfClaim: ids[2 * i] ?? '',
      accountOfSavings: claim.closingReason === 'CONVERTED' ? (ids[2 * i + 1] ?? '') : null,
    })));
  },
};
