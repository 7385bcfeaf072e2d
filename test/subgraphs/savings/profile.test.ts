import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { temporaryFolder } from '../../../local/temporary-run.js';
import { applyCitizenships } from '../../../subgraphs/savings/modules/list/list.feed.js';
import { importRates } from '../../../subgraphs/savings/modules/rate/rate-file.js';
import { database as definition } from '../../../subgraphs/savings/orm.config.js';
import type { ImportCount } from '../../../subgraphs/shared/import/csv-import.js';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import type { SyntheticPerson } from '../../../subgraphs/shared/synthetic/household.js';
import { viewerAs } from '../../support/gateway-call.js';
import { openJobs } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const OPEN: AccessGrant = { relation: 'CASEWORKER', classes: ['identity', 'savings'], restricted: false };
const caseworker = viewerAs('caseworker');

let savings: TestSubgraph;
let children: SyntheticPerson[];
const folder = temporaryFolder('rates');
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 120 });
  children = savings.households.flatMap(({ persons }) => persons.filter(({ isChild }) => isChild));
});
afterAll(async () => {
  folder.remove();
  await savings.close();
});

const settled = (born: (birthDate: string) => boolean): SyntheticPerson => {
  const found = children.find((one) => born(one.birthDate) && one.citizenships.length === 1 && one.citizenships[0]?.country === 'KZ' && one.citizenships[0].from === one.birthDate && one.registeredOn < '2023' && one.death === null);
  if (found === undefined) throw new Error('nobody like that');
  return found;
};
const minor = (): SyntheticPerson => settled((day) => day > '2010' && day < '2020');
const withAccount = (): SyntheticPerson => settled((day) => day > '2007' && day < '2008');

/** The section of a child; as an entity with registry's facts where some are handed in. */
async function section(iin: string, selection: string, facts: object | null = null): Promise<Readonly<Record<string, unknown>>> {
  const representation = facts === null ? { __typename: 'Child', iin, grant: OPEN } : { __typename: 'ChildSavings', iin, child: { iin, grant: OPEN, facts } };
  const on = facts === null ? `... on Child { savings { ${selection} } }` : `... on ChildSavings { ${selection} }`;
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${on} } }`;
  const { data, errors } = await savings.call({ query, variables: { r: [representation] }, viewer: caseworker, purpose: 'CHILD_PROFILE' });
  expect(errors).toEqual([]);
  const [found] = data?.['_entities'] as [Readonly<Record<string, unknown>> & { readonly savings?: Readonly<Record<string, unknown>> }];
  return found.savings ?? found;
}

const civil = ({ birthDate, citizenships, death }: SyntheticPerson): object => ({ birthDate, deathDate: death?.on ?? null, citizenships });

describe('history and outlook', () => {
  it('has every entry with the balance after it', async () => {
    expect((await section(minor().iin, 'transfers { kind direction reportingYear occurredOn amount { amount currency } balanceAfter { amount } }'))['transfers']).toEqual([
      { kind: 'ACCRUAL', direction: 'IN', reportingYear: 2023, occurredOn: '2024-02-01', amount: { amount: '100.52', currency: 'USD' }, balanceAfter: { amount: '100.52' } },
      { kind: 'YIELD', direction: 'IN', reportingYear: 2024, occurredOn: '2025-02-01', amount: { amount: '3.03', currency: 'USD' }, balanceAfter: { amount: '103.55' } },
      { kind: 'ACCRUAL', direction: 'IN', reportingYear: 2024, occurredOn: '2025-02-01', amount: { amount: '129.38', currency: 'USD' }, balanceAfter: { amount: '232.93' } },
      { kind: 'YIELD', direction: 'IN', reportingYear: 2025, occurredOn: '2026-02-01', amount: { amount: '6.92', currency: 'USD' }, balanceAfter: { amount: '239.85' } },
      { kind: 'ACCRUAL', direction: 'IN', reportingYear: 2025, occurredOn: '2026-02-01', amount: { amount: '130.71', currency: 'USD' }, balanceAfter: { amount: '370.56' } },
    ]);
    const opening = (await section(withAccount().iin, 'transfers { kind direction balanceAfter { amount } }'))['transfers'] as object[];
    expect(opening.at(-1)).toEqual({ kind: 'OPENING', direction: 'WITHIN', balanceAfter: { amount: '232.93' } });
  });

  it('tells of what was credited all of it, yields that were put right included', async () => {
    const child = settled((day) => day > '2010' && day < '2020');
    await withClient(savings.database.adminUrl, (admin) => admin.query(`set session_replication_role = replica; insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id)
      select iin, debit_account, credit_account, 0.09, 'YIELD_CORRECTION', 2025, '2026-02-01', run_id from transfer where iin = '${child.iin}' and reporting_year = 2025`));
    const { accruals, balance } = await section(child.iin, 'accruals { kind amount { amount } } balance { amount }') as { accruals: { kind: string; amount: { amount: string } }[]; balance: { amount: string } };
    expect(accruals.at(-1)).toEqual({ kind: 'YIELD_CORRECTION', amount: { amount: '0.09' } });
    expect(accruals.reduce((sum, { amount }) => sum + Math.round(Number(amount.amount) * 100), 0)).toBe(Math.round(Number(balance.amount) * 100));
    await withClient(savings.database.adminUrl, (admin) => admin.query(`set session_replication_role = replica; delete from transfer where iin = '${child.iin}' and kind = 'YIELD_CORRECTION'`));
  });

  it('says which run comes next, and for whom none does', async () => {
    expect((await section(minor().iin, 'nextAccrual { reportingYear listDate creditedBy }'))['nextAccrual']).toEqual({ reportingYear: 2026, listDate: '2026-12-31', creditedBy: '2027-02-01' });
    expect((await section(withAccount().iin, 'nextAccrual { reportingYear }'))['nextAccrual']).toBeNull();
  });
});

describe('what is missing', () => {
  const GAPS = 'missing { code register field reportingYears text(lang: EN) whatToDo(lang: RU) }';

  it('is nothing for a settled child, by one statement a table', async () => {
    savings.takeSql();
    expect((await section(minor().iin, GAPS, civil(minor())))['missing']).toEqual([]);
    expect(savings.takeSql().filter((sql) => /\bfrom\b/.test(sql))).toHaveLength(4);
  });

  it('names register, field and what to do for a child who is not on the list yet', async () => {
    const unknown = withCheckDigit('19123190001') ?? '';
    expect((await section(unknown, GAPS, civil(minor())))['missing']).toEqual([
      { code: 'NOT_ON_LIST', register: 'SAVINGS_LIST', field: 'iin', reportingYears: [2023, 2024, 2025], text: expect.stringContaining('does not have it yet') as string, whatToDo: expect.stringContaining('ЕНПФ') as string },
    ]);
  });

  it('is made up for by the next run where the record was put right after the last one', async () => {
    const child = settled((day) => day > '2010' && day < '2020' && day !== minor().birthDate);
    const { iin } = child;
    const jobs = await openJobs(savings, definition);
    await withClient(savings.database.adminUrl, (admin) => admin.query(`set session_replication_role = replica; delete from transfer where iin = '${iin}' and reporting_year = 2025`));
    expect((await section(iin, GAPS, civil(child)))['missing']).toMatchObject([{ code: 'YEAR_NOT_CREDITED', reportingYears: [2025] }]);
    const told = (receivedOn: string, from: string): Promise<void> => jobs.database.feeds((em) =>
      applyCitizenships(em, [{ data: { iin, citizenships: [{ country: 'KZ', from, to: null }] }, receivedOn }] as unknown as Parameters<typeof applyCitizenships>[1]));
    // What is told again changes nothing; what is put right, the day on which it was.
    await told('2026-05-01', child.birthDate);
    expect((await section(iin, GAPS, civil(child)))['missing']).toMatchObject([{ code: 'YEAR_NOT_CREDITED' }]);
    await told('2025-05-01', '2026-01-15');
    await told('2026-05-01', child.birthDate);
    expect((await section(iin, GAPS, civil(child)))['missing']).toMatchObject([{ code: 'LATE_REGISTRATION', reportingYears: [2025] }]);
    await jobs.close();
  });

  it('names the citizenship that the civil registry has not', async () => {
    const foreign = { ...civil(minor()), citizenships: [{ country: 'RU', from: '2015-01-01', to: null }] };
    expect((await section(minor().iin, GAPS, foreign))['missing']).toMatchObject([{ code: 'NOT_A_CITIZEN', register: 'CIVIL_REGISTRY', field: 'citizenships', reportingYears: [] }]);
  });
});

describe('in tenge', () => {
  const TENGE = 'inTenge(on: "2026-02-03") { on amount { amount currency } rate { day kzt source certainty } text(lang: EN) }';

  it('is by the last official rate before the day, and says how sure it is', async () => {
    expect((await section(minor().iin, TENGE))['inTenge']).toMatchObject({
      on: '2026-02-03',
      amount: { amount: '186573.25', currency: 'KZT' },
      rate: { day: '2026-02-02', kzt: '503.49', certainty: 'M', source: expect.stringContaining('not confirmed') as string },
      text: expect.stringContaining('1 USD = 503.49 KZT. This rate is not confirmed.') as string,
    });
  });

  it('is nothing where no rate is recent enough, and says so', async () => {
    expect((await section(minor().iin, TENGE.replace('02-03', '03-03')))['inTenge']).toMatchObject({ amount: null, rate: null, text: expect.stringContaining('No official rate') as string });
  });

  it('takes rates from a file, once, and the published one in the place of one from memory', async () => {
    const file = path.join(folder.path, 'rates.csv');
    writeFileSync(file, 'day,kzt_per_usd,source,certainty\n2026-02-02,505.01,"nationalbank.kz, official rates",A\n2026-03-02,500,nationalbank.kz,A\n2026-03-02,501,nationalbank.kz,A\n2026-03-xx,1,x,A\n');
    const read = (by: string | null = null): Promise<ImportCount> => withClient(savings.database.appUrl, (client) => importRates(client, file, `${file}.rejects`, { today: '2026-11-27', by }));
    expect(await read()).toEqual({ added: 2, known: 0, rejected: 2 });
    expect(await read()).toEqual({ added: 0, known: 2, rejected: 2 });
    expect((await section(minor().iin, TENGE))['inTenge']).toMatchObject({ amount: { amount: '187136.51' }, rate: { kzt: '505.01', certainty: 'A' } });

    // A wrong one is replaced by a row that names it, once, and kept with who did it.
    writeFileSync(file, 'day,kzt_per_usd,source,certainty,corrects\n2026-02-02,505.10,"nationalbank.kz, corrected",A,505.01\n2026-03-02,499,nationalbank.kz,A,501\n');
    expect(await read()).toEqual({ added: 0, known: 0, rejected: 2 });
    expect(await read('A. Official')).toEqual({ added: 1, known: 0, rejected: 1 });
    expect(readFileSync(`${file}.rejects`, 'utf8')).toContain('the rate on record for this day, which is another');
    expect(await read('B. Official')).toEqual({ added: 0, known: 1, rejected: 1 });
    expect((await section(minor().iin, TENGE))['inTenge']).toMatchObject({ rate: { kzt: '505.1', source: 'nationalbank.kz, corrected' } });
    const { rows } = await withClient(savings.database.appUrl, (client) => client.query(`select day::text, kzt::text, certainty, replaced_by as by, replaced_at > recorded_at as later from exchange_rate_replaced order by id`));
    expect(rows).toEqual([{ day: '2026-02-02', kzt: '503.4900', certainty: 'M', by: null, later: true }, { day: '2026-02-02', kzt: '505.0100', certainty: 'A', by: 'A. Official', later: true }]);
    for (const change of [`update exchange_rate_replaced set kzt = 1`, 'delete from exchange_rate_replaced']) await expect(withClient(savings.database.appUrl, (client) => client.query(change))).rejects.toThrow('permission denied');
    await expect(withClient(savings.database.appUrl, (client) => client.query(`select set_config('app.replaced_by', '', false); update exchange_rate set kzt = 1 where certainty = 'A'`))).rejects.toMatchObject({ constraint: 'exchange_rate_replaced_by' });
  });
});
