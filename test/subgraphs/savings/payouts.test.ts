import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withClient, withClients } from '../../../local/bootstrap/connection.js';
import type { AccessGrant } from '../../../subgraphs/shared/access/grant.js';
import type { Purpose } from '../../../subgraphs/shared/access/purposes.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { poolOf } from '../../support/kept-connections.js';
import { viewerAs } from '../../support/gateway-call.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { personIn, type Wealth } from './support/people.js';

const OPERATOR = '120193000016';
const GUARDIAN = '680101900012';
const ALL = "set app.path = 'register'; set app.regions = '*'";
const official = (serial: string, more: { readonly iin?: string | null; readonly subject?: string } = {}) => viewerAs('ministry:savings', { regions: [], organisation: OPERATOR, iin: withCheckDigit(`8001013000${serial}`), subject: `official-${serial}`, ...more });
const staff = official('1');
const colleague = official('2');
const OPEN: AccessGrant = { relation: 'SELF', classes: ['identity', 'savings'], restricted: false };

const PAYOUT = 'id state version use country amount { amount currency } used { amount } returned { amount } operator operatorName byRepresentative submittedOn checkBy payBy useBy reason child { iin } history { action from to reason occurredOn version source organisation }';
const SETTLEMENT = '__typename ... on SavingsSettlement { id status destination amount { amount } child { iin } } ... on Refusal { code field message }';
const DOCUMENTS: Readonly<Record<string, string>> = {
  applyForPayout: `mutation ($input: ApplyForPayoutInput!) { out: applyForPayout(input: $input) { __typename ... on SavingsPayout { ${PAYOUT} } ... on Refusal { code field message currentVersion } } }`,
  movePayout: `mutation ($input: MovePayoutInput!) { out: movePayout(input: $input) { __typename ... on SavingsPayout { ${PAYOUT} } ... on Refusal { code field message currentVersion } } }`,
  prepareSavingsSettlement: `mutation ($input: PrepareSavingsSettlementInput!) { out: prepareSavingsSettlement(input: $input) { ${SETTLEMENT} } }`,
  releaseSavingsSettlement: `mutation ($input: WaitingSettlementInput!) { out: releaseSavingsSettlement(input: $input) { ${SETTLEMENT} } }`,
  withdrawSavingsSettlement: `mutation ($input: WaitingSettlementInput!) { out: withdrawSavingsSettlement(input: $input) { ${SETTLEMENT} } }`,
};

let savings: TestSubgraph;
let admin: Pool;
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { clock: fixedClock('2026-11-27T07:00:00Z') });
  admin = poolOf(savings.database.adminUrl, { max: 4 });
});
afterAll(async () => {
  await admin.end();
  await savings.close();
});

const person = (birthDate: string, wealth: Wealth = {}): Promise<string> => personIn(savings.database.adminUrl, birthDate, wealth);

const event = (occurredOn: string, more: Input = {}): Input => ({ idempotencyKey: randomUUID(), occurredOn, receivedOn: occurredOn, source: 'test', ...more });

async function run(mutation: string, input: Input, viewer = staff): Promise<Outcome> {
  const { data, errors } = await savings.call({ query: DOCUMENTS[mutation] ?? '', variables: { input }, viewer, purpose: 'SAVINGS_ADMINISTRATION' });
  return { ...(data?.['out'] as object | null), errors };
}

const apply = (iin: string, amount: string, more: Input = {}): Promise<Outcome> => run('applyForPayout', event('2026-06-01', { iin, use: 'TUITION', country: 'KZ', amount, operator: OPERATOR, ...more }));
const move = ({ id, version }: Pick<Outcome, 'id' | 'version'>, step: string, occurredOn: string, more: Input = {}, viewer = step === 'PAY' ? colleague : staff): Promise<Outcome> =>
  run('movePayout', event(occurredOn, { payout: id, expectedVersion: version, move: step, ...more }), viewer);

/** As the person sees it, through the gateway. */
async function own(iin: string): Promise<{ phase: string; balance: { amount: string }; payouts: Outcome[]; transfers: { kind: string; direction: string }[] }> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { savings { phase balance { amount } payouts { ${PAYOUT} } transfers { kind direction } } } } }`;
  const { data, errors } = await savings.call({ query, variables: { r: [{ __typename: 'Child', iin, grant: OPEN }] }, viewer: viewerAs('citizen'), purpose: 'OWN_FAMILY' });
  expect(errors).toEqual([]);
  return (data?.['_entities'] as [{ savings: never }])[0].savings;
}

describe('an application', () => {
  it('is checked, paid and used, each by its last day, and the journal has all of it', async () => {
    const iin = await person('2008-03-01');
    const submitted = await apply(iin, '200.00');
    expect(submitted).toMatchObject({ state: 'SUBMITTED', version: 1, amount: { amount: '200', currency: 'USD' }, operatorName: 'Отбасы банк', byRepresentative: false, submittedOn: '2026-06-01', checkBy: '2026-06-15', payBy: null, useBy: null, child: { iin } });
    expect((await own(iin)).balance.amount).toBe('300');
    const checked = await move(submitted, 'CHECK', '2026-06-10');
    expect(checked).toMatchObject({ state: 'CHECKED', version: 2, payBy: '2026-06-17' });
    const paid = await move(checked, 'PAY', '2026-06-12');
    expect(paid).toMatchObject({ state: 'PAID', useBy: '2026-08-17' });
    expect((await own(iin)).balance.amount).toBe('100');
    const used = await move(paid, 'USE', '2026-08-17');
    expect(used).toMatchObject({ state: 'USED', version: 4, history: [
      { action: 'SUBMIT', from: null, to: 'SUBMITTED', version: 1, organisation: OPERATOR },
      { action: 'CHECK', from: 'SUBMITTED', to: 'CHECKED', version: 2 },
      { action: 'PAY', from: 'CHECKED', to: 'PAID', version: 3 },
      { action: 'USE', from: 'PAID', to: 'USED', version: 4, occurredOn: '2026-08-17' },
    ] });
    const seen = await own(iin);
    expect(seen).toMatchObject({ phase: 'ACCOUNT', balance: { amount: '100' }, payouts: [{ id: submitted.id, state: 'USED' }] });
    expect(seen.transfers.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual(['ACCRUAL IN', 'PAYOUT OUT']);
  });

  it('that is not used in 45 working days goes back to the account, and may be asked for again', async () => {
    const iin = await person('2008-03-01');
    const paid = await move(await move(await apply(iin, '300.00'), 'CHECK', '2026-06-02'), 'PAY', '2026-06-03');
    const { data } = await savings.call({ query: '{ savingsPayouts(filter: { state: PAID, dueBefore: "2026-11-27" }, first: 100) { edges { node { id useBy } } } }', viewer: staff, purpose: 'SAVINGS_ADMINISTRATION' });
    expect((data?.['savingsPayouts'] as { edges: { node: { id: string } }[] }).edges.map(({ node }) => node.id)).toContain(paid.id);
    expect(await move(paid, 'RETURN', '2026-10-01')).toMatchObject({ state: 'RETURNED' });
    expect((await own(iin)).balance.amount).toBe('300');
    expect(await move({ ...paid, version: 4 }, 'USE', '2026-10-01')).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await apply(iin, '300.00')).toMatchObject({ state: 'SUBMITTED' });
  });

  it('of which a part is used has the rest on the account again in the same step, once', async () => {
    const iin = await person('2008-03-01');
    const paid = await move(await move(await apply(iin, '250.00'), 'CHECK', '2026-06-02'), 'PAY', '2026-06-03');
    for (const used of ['0', '-1', '1.001']) expect((await move(paid, 'USE', '2026-06-30', { used })).errors).toMatchObject([{ extensions: { field: 'input.used' } }]);
    expect(await move(paid, 'USE', '2026-06-30', { used: '250.01' })).toMatchObject({ code: 'MORE_THAN_PAID', field: 'input.used' });
    expect((await move(paid, 'RETURN', '2026-06-30', { used: '1' })).errors).toMatchObject([{ extensions: { field: 'input.used' } }]);
    const both = await Promise.all([move(paid, 'USE', '2026-06-30', { used: '180.25' }), move(paid, 'RETURN', '2026-06-30')]);
    expect(both.map(({ code }) => code ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
    const { payouts: [payout], balance, transfers } = await own(iin);
    const isUsed = payout?.state === 'USED';
    expect(payout).toMatchObject(isUsed ? { used: { amount: '180.25' }, returned: { amount: '69.75' } } : { state: 'RETURNED', used: { amount: '0' }, returned: { amount: '250' } });
    expect(balance.amount).toBe(isUsed ? '119.75' : '300');
    expect(transfers.map(({ kind, direction }) => `${kind} ${direction}`)).toEqual(['ACCRUAL IN', 'PAYOUT OUT', 'RETURN IN']);
  });

  it('that is refused holds nothing any more', async () => {
    const iin = await person('2008-03-01');
    const first = await apply(iin, '300.00');
    expect(await apply(iin, '0.01')).toMatchObject({ code: 'MORE_THAN_BALANCE', field: 'input.amount' });
    expect(await move(first, 'REFUSE', '2026-06-02')).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'input.reason' } }] });
    expect(await move(first, 'REFUSE', '2026-06-02', { reason: 'WITHDRAWN' })).toMatchObject({ state: 'REFUSED', reason: 'WITHDRAWN' });
    expect(await apply(iin, '300.00')).toMatchObject({ state: 'SUBMITTED' });
  });

  it('of a guardian names both the guardian and the act', async () => {
    const iin = await person('2008-03-01');
    const guardian = withCheckDigit(GUARDIAN.slice(0, 11)) ?? '';
    expect((await apply(iin, '1', { representativeIin: guardian })).errors).toMatchObject([{ extensions: { field: 'input.representationAct' } }]);
    expect((await apply(iin, '1', { representativeIin: iin, representationAct: 'x' })).errors).toMatchObject([{ extensions: { field: 'input.representativeIin' } }]);
    expect(await apply(iin, '1', { representativeIin: guardian, representationAct: 'Decision 2-17 of 01.03.2026' })).toMatchObject({ byRepresentative: true });
  });

  it.each([
    ['housing abroad', {}, { use: 'HOUSING_PURCHASE', country: 'TR' }, 'HOUSING_ABROAD', 'input.country'],
    ['an operator without a contract', {}, { operator: withCheckDigit('12019300099') ?? '' }, 'UNKNOWN_OPERATOR', 'input.operator'],
    ['more than there is', {}, { amount: '300.01' }, 'MORE_THAN_BALANCE', 'input.amount'],
    ['somebody who died', { diedOn: '2026-05-01' }, {}, 'AFTER_DEATH', 'input.occurredOn'],
    ['a claim', { claim: true }, {}, 'NO_SAVINGS_ACCOUNT', 'input.iin'],
  ] as const)('is refused for %s', async (_what, of, more, code, field) => {
    expect(await apply(await person('2008-03-01', of), '300.00', more)).toMatchObject({ code, field });
  });

  it('is refused before the 18th birthday, which is named, and for nobody on the list; education may be abroad', async () => {
    expect(await apply(await person('2008-06-02'), '1')).toMatchObject({ code: 'NOT_PAYABLE_YET', message: expect.stringContaining('2026-06-02') as string });
    expect(await apply(await person('2008-06-01'), '1', { country: 'DE' })).toMatchObject({ state: 'SUBMITTED', country: 'DE' });
    expect(await apply(withCheckDigit('08060190999') ?? withCheckDigit('08060190998') ?? '', '1')).toMatchObject({ code: 'UNKNOWN_PERSON' });
    for (const amount of ['0', '-1', '1.001']) expect((await apply(await person('2008-03-01'), amount)).errors).toMatchObject([{ extensions: { field: 'input.amount' } }]);
  });

  it('is paid only through an operator whose contract is in force on the day', async () => {
    const bin = withCheckDigit('12019300077') ?? '';
    await admin.query(`insert into payout_operator (bin, name, valid_to, source, certainty) values ($1, 'Ended', '2026-06-12', 'test', 'M')`, [bin]);
    const checked = await move(await apply(await person('2008-03-01'), '10', { operator: bin }), 'CHECK', '2026-06-10');
    expect(await move(checked, 'PAY', '2026-06-12')).toMatchObject({ code: 'OPERATOR_NOT_AUTHORISED', field: 'input.occurredOn' });
    expect(await move(checked, 'PAY', '2026-06-11')).toMatchObject({ state: 'PAID' });
  });

  it('takes each step once, in order, at the version that was read', async () => {
    const iin = await person('2008-03-01');
    const submitted = await apply(iin, '10');
    expect(await move(submitted, 'PAY', '2026-06-02')).toMatchObject({ code: 'NOT_IN_THIS_STATE', message: expect.stringContaining('CHECK, REFUSE') as string });
    expect(await move(submitted, 'CHECK', '2026-05-31')).toMatchObject({ code: 'OUT_OF_ORDER' });
    const both = await Promise.all([move(submitted, 'CHECK', '2026-06-02'), move(submitted, 'REFUSE', '2026-06-02', { reason: 'PAPERS_INCOMPLETE' })]);
    expect(both.map(({ code }) => code ?? 'done').sort()).toEqual(['VERSION_CONFLICT', 'done']);
    const input = event('2026-06-01', { iin, use: 'TUITION', country: 'KZ', amount: '10', operator: OPERATOR });
    const [once, twice] = [await run('applyForPayout', input), await run('applyForPayout', input)];
    expect(twice.id).toBe(once.id);
    expect(await move({ id: randomUUID(), version: 1 }, 'CHECK', '2026-06-02')).toMatchObject({ code: 'UNKNOWN_PAYOUT' });
  });
});

/** Resolves when a statement like this waits for a lock. */
const waiting = (statement: string): Promise<unknown> =>
  vi.waitUntil(async () => (await admin.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`, [statement])).rowCount !== 0, { timeout: 30_000, interval: 20 });

describe('concurrent applications', () => {
  it('never ask for more than there is', async () => {
    const iin = await person('2008-03-01', { amount: '100.00' });
    const outcomes = await Promise.all(Array.from({ length: 12 }, () => apply(iin, '30.00')));
    expect(outcomes.filter(({ state }) => state === 'SUBMITTED')).toHaveLength(3);
    expect(outcomes.filter(({ code }) => code === 'MORE_THAN_BALANCE')).toHaveLength(9);
    const paid = await Promise.all(outcomes.filter(({ state }) => state === 'SUBMITTED').map(async (one) => move(await move(one, 'CHECK', '2026-06-02'), 'PAY', '2026-06-03')));
    expect(paid.map(({ state }) => state)).toEqual(['PAID', 'PAID', 'PAID']);
    expect((await own(iin)).balance.amount).toBe('10');
  });

  it('are kept by the database itself, whoever writes', async () => {
    const iin = await person('2008-03-01', { amount: '100.00' });
    const insert = `insert into payout (iin, savings_account_id, use, country, amount, operator_bin, submitted_on, check_by)
      select iin, id, 'TUITION', 'KZ', 60, '${OPERATOR}', '2026-06-01', '2026-06-15' from savings_account where iin = $1`;
    await withClients([savings.database.appUrl, savings.database.appUrl], async ([one, other]) => {
      if (one === undefined || other === undefined) throw new Error('no clients');
      await one.query(`${ALL}; begin`);
      await other.query(`${ALL}; begin`);
      await one.query(insert, [iin]);
      // Waits for the first at the account's row, and reads the sums after it.
      const second = other.query(insert, [iin]).then(() => 'in', (error: unknown) => (error as { constraint?: string }).constraint);
      await Promise.race([second, waiting('insert into payout%')]);
      await one.query('commit');
      expect(await second).toBe('payout_covered');
    });
    const { rows } = await admin.query<{ amount: string }>('select sum(amount)::text as amount from payout where iin = $1', [iin]);
    expect(rows[0]?.amount).toBe('60.00');
  });

  it('are for one\'s own account, and the journal and housing abroad are nobody\'s to write', async () => {
    const [iin, other] = [await person('2008-03-01'), await person('2008-03-01')];
    const insert = (who: string, use: string, country: string, on = '2026-06-01'): Promise<unknown> => withClient(savings.database.appUrl, async (client) => {
      await client.query(ALL);
      return client.query(`insert into payout (iin, savings_account_id, use, country, amount, operator_bin, submitted_on, check_by)
        select $2, id, $3, $4, 1, '${OPERATOR}', $5, '2026-06-15' from savings_account where iin = $1`, [iin, who, use, country, on]);
    });
    await expect(insert(other, 'TUITION', 'KZ')).rejects.toMatchObject({ constraint: 'payout_owner' });
    await expect(insert(iin, 'HOUSING_PURCHASE', 'TR')).rejects.toMatchObject({ constraint: 'payout_housing_here' });
    await expect(insert(iin, 'TUITION', 'KZ', '2026-02-28')).rejects.toMatchObject({ constraint: 'payout_of_age' });
    await expect(insert(iin, 'TUITION', 'KZ', '2026-03-01')).resolves.toBeDefined();
    for (const change of ['update payout_event set source = source', 'delete from payout_event', 'delete from payout']) {
      await expect(withClient(savings.database.appUrl, async (client) => client.query(`${ALL}; ${change}`))).rejects.toThrow(/permission denied/);
    }
  });
});

it('an application does not end before the ledger has what it ends with', async () => {
  const iin = await person('2008-03-01', { amount: '100.00' });
  const { id } = await move(await move(await apply(iin, '60'), 'CHECK', '2026-06-02'), 'PAY', '2026-06-03');
  const write = (sql: string): Promise<unknown> => withClient(savings.database.appUrl, (client) => client.query(`${ALL}; ${sql}`));
  const ends = (state: string, used: string): Promise<unknown> => write(`update payout set state = '${state}', used_amount = ${used} where public_id = '${id}'`);
  const settles = (kind: string, credit: string, amount: string): Promise<unknown> => write(`insert into transfer (iin, kind, debit_account, credit_account, amount, occurred_on, refers_to)
    select iin, '${kind}', -1, ${credit}, ${amount}, '2026-06-30', id from transfer where iin = '${iin}' and kind = 'PAYOUT'`);
  const refused = { constraint: 'payout_ended' };
  for (const [state, used] of [['USED', '60'], ['USED', '40'], ['RETURNED', '0']] as const) await expect(ends(state, used)).rejects.toMatchObject(refused);
  // Of a part that is used the rest is on the account again.
  await settles('PAID', '-2', '40');
  for (const used of ['60', '40']) await expect(ends('USED', used)).rejects.toMatchObject(refused);
  await settles('RETURN', 'debit_account', '20');
  for (const [state, used] of [['USED', '60'], ['RETURNED', '0']] as const) await expect(ends(state, used)).rejects.toMatchObject(refused);
  await expect(ends('USED', '40')).resolves.toBeDefined();
});

/** Prepares that everything goes somewhere, and has a colleague release it. */
const prepare = (iin: string, destination: string, viewer = staff): Promise<Outcome> => run('prepareSavingsSettlement', event('2026-06-01', { iin, destination }), viewer);
const release = ({ id }: Outcome, viewer = colleague): Promise<Outcome> => run('releaseSavingsSettlement', { idempotencyKey: randomUUID(), id }, viewer);

async function dueTo(destination: string): Promise<{ readonly dueOn: string; readonly amount: { readonly amount: string }; readonly child: { readonly iin: string } }[]> {
  const { data } = await savings.call({ query: `{ savingsDue(destination: ${destination}, first: 100) { edges { node { dueOn amount { amount } child { iin } } } } }`, viewer: staff, purpose: 'SAVINGS_ADMINISTRATION' });
  return (data?.['savingsDue'] as { edges: { node: never }[] }).edges.map(({ node }) => node);
}

const isDue = async (iin: string, destination: string): Promise<boolean> => (await dueTo(destination)).some(({ child }) => child.iin === iin);

describe('what nobody asked for', () => {
  it('goes to the pension account ten years after the 18th birthday, and the programme is over', async () => {
    const [iin, younger] = [await person('1998-11-27'), await person('1998-11-28')];
    expect(await prepare(younger, 'PENSION')).toMatchObject({ code: 'NOT_PAYABLE_YET', message: expect.stringContaining('2026-11-28') as string });
    expect((await dueTo('PENSION')).filter(({ child }) => [iin, younger].includes(child.iin))).toEqual([{ dueOn: '2026-11-27', amount: { amount: '300' }, child: { iin } }]);
    const prepared = await prepare(iin, 'PENSION');
    expect(prepared).toMatchObject({ status: 'PREPARED', destination: 'PENSION', amount: null, child: { iin } });
    expect((await own(iin)).balance.amount).toBe('300');
    expect(await release(prepared)).toMatchObject({ status: 'DONE', amount: { amount: '300' } });
    expect(await own(iin)).toMatchObject({ phase: 'TRANSFERRED', balance: { amount: '0' } });
    expect(await isDue(iin, 'PENSION')).toBe(false);
    expect(await prepare(iin, 'PENSION')).toMatchObject({ code: 'MORE_THAN_BALANCE' });
    expect(await apply(iin, '1')).toMatchObject({ code: 'MORE_THAN_BALANCE' });
  });

  it('waits while an application is under way', async () => {
    const iin = await person('1998-03-01');
    const prepared = await prepare(iin, 'PENSION');
    const submitted = await apply(iin, '1');
    expect([await release(prepared), await prepare(await person('1998-03-01', { diedOn: '2026-10-01' }), 'PENSION')]).toMatchObject([{ code: 'PAYOUT_UNDER_WAY' }, { code: 'AFTER_DEATH' }]);
    expect(await isDue(iin, 'PENSION')).toBe(false);
    await move(submitted, 'REFUSE', '2026-06-02', { reason: 'WITHDRAWN' });
    expect(await release(prepared)).toMatchObject({ status: 'DONE' });
  });
});

describe('after a death', () => {
  it('the heirs are paid from the day on which the child would have turned 18', async () => {
    const [iin, early] = [await person('2008-11-27', { diedOn: '2025-05-01', claim: true }), await person('2008-11-28', { diedOn: '2025-05-01', claim: true })];
    expect(await prepare(early, 'HEIRS')).toMatchObject({ code: 'NOT_PAYABLE_YET', message: expect.stringContaining('2026-11-28') as string });
    expect([await isDue(iin, 'HEIRS'), await isDue(early, 'HEIRS')]).toEqual([true, false]);
    expect(await release(await prepare(iin, 'HEIRS'))).toMatchObject({ status: 'DONE', amount: { amount: '300' } });
    expect(await own(iin)).toMatchObject({ phase: 'TRANSFERRED', balance: { amount: '0' } });
    expect((await admin.query('select closing_reason, closed_on::text from savings_claim where iin = $1', [iin])).rows).toEqual([{ closing_reason: 'HEIRS', closed_on: '2026-11-27' }]);
    expect(await prepare(iin, 'HEIRS')).toMatchObject({ code: 'NO_SAVINGS_ACCOUNT' });
  });

  it('of an adult they are paid from the death on, and of the living nobody is', async () => {
    expect(await release(await prepare(await person('2007-03-01', { diedOn: '2026-05-01' }), 'HEIRS'))).toMatchObject({ status: 'DONE' });
    expect(await prepare(await person('2007-03-01'), 'HEIRS')).toMatchObject({ code: 'NOT_ON_RECORD' });
  });

  it('nobody is paid but the heirs, whatever was applied for before', async () => {
    const iin = await person('2008-03-01');
    const [submitted, other] = [await apply(iin, '100.00'), await apply(iin, '100.00')];
    const checked = await move(submitted, 'CHECK', '2026-06-02');
    await admin.query(`update listed_child set died_on = '2026-06-03' where iin = $1`, [iin]);
    expect(await move(checked, 'PAY', '2026-06-03')).toMatchObject({ code: 'AFTER_DEATH', field: 'input.occurredOn' });
    expect(await move(other, 'CHECK', '2026-06-03')).toMatchObject({ code: 'AFTER_DEATH' });
    for (const one of [checked, other]) await move(one, 'REFUSE', '2026-06-04', { reason: 'WITHDRAWN' });
    expect(await release(await prepare(iin, 'HEIRS'))).toMatchObject({ amount: { amount: '300' } });
  });
});

describe('by the list as it is now', () => {
  const change = (iin: string, to: string): Promise<unknown> => admin.query(`update listed_child set ${to} where iin = $1`, [iin]);
  const clawBack = async (iin: string): Promise<void> => {
    await admin.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on, refers_to) select iin, credit_account, debit_account, 200, 'CLAWBACK', '2026-06-01', id from transfer where iin = $1 and kind = 'ACCRUAL'`, [iin]);
    await admin.query(`insert into correction (iin, kind, transfer_id, reason, amount, status, taken, clawback_id, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
      select iin, 'CLAWBACK', refers_to, 'AFTER_DEATH', 300, 'DONE', 200, id, '2026-06-01', '2026-06-01', 'test', 'a', '800101300017', now(), 'b', '800101300028', now() from transfer where iin = $1 and kind = 'CLAWBACK'`, [iin]);
  };

  it('nobody is paid who is no citizen', async () => {
    const iin = await person('2008-03-01');
    const checked = await move(await apply(iin, '100.00'), 'CHECK', '2026-06-02');
    await change(iin, `citizenship = datemultirange(daterange(birth_date, '2026-06-02'))`);
    expect(await apply(iin, '100.00', { occurredOn: '2026-06-02', receivedOn: '2026-06-02' })).toMatchObject({ code: 'NOT_A_CITIZEN', field: 'input.occurredOn' });
    expect(await move(checked, 'PAY', '2026-06-03')).toMatchObject({ code: 'NOT_A_CITIZEN' });
    expect(await prepare(await person('1998-03-01', { citizenUntil: '2026-01-01' }), 'PENSION')).toMatchObject({ code: 'NOT_A_CITIZEN' });
  });

  it('nobody is paid what should not have been credited, before that was taken back or is owed', async () => {
    const [grown, dead] = [await person('2007-03-01'), await person('2008-03-01', { diedOn: '2025-06-01' })];
    const checked = await move(await apply(grown, '100.00'), 'CHECK', '2026-06-02');
    await change(grown, `birth_date = '2006-12-31'`);
    await change(dead, `died_on = '2024-06-01'`);
    expect(await apply(grown, '100.00')).toMatchObject({ code: 'WRONGLY_COUNTED', field: 'input.iin', message: expect.stringContaining('2024') as string });
    expect(await move(checked, 'PAY', '2026-06-03')).toMatchObject({ code: 'WRONGLY_COUNTED', field: 'input.payout' });
    expect(await prepare(dead, 'HEIRS')).toMatchObject({ code: 'WRONGLY_COUNTED', field: 'input.iin' });
    await clawBack(dead);
    // What is left is not the year's: its claw-back says that it is owed.
    expect(await prepare(dead, 'HEIRS')).toMatchObject({ status: 'PREPARED' });
  });
});

describe('two people', () => {
  it('check and pay, whoever writes', async () => {
    const checked = await move(await apply(await person('2008-03-01'), '100.00'), 'CHECK', '2026-06-02');
    const pay = (viewer: ReturnType<typeof official>): Promise<Outcome> => move(checked, 'PAY', '2026-06-03', {}, viewer);
    for (const same of [staff, official('3', { iin: staff.iin }), official('3', { subject: staff.subject })]) expect(await pay(same)).toMatchObject({ code: 'SAME_PERSON', field: 'input.move' });
    expect((await pay(official('3', { iin: null }))).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    await expect(withClient(savings.database.appUrl, (client) => client.query(`${ALL}; update payout set state = 'PAID', transfer_id = 1 where public_id = '${checked.id}'`))).rejects.toMatchObject({ constraint: 'payout_by_two' });
    // Where a colleague checks it, too, the first may pay.
    const again = await move(checked, 'CHECK', '2026-06-03', {}, colleague);
    expect(again).toMatchObject({ state: 'CHECKED', version: 3, payBy: '2026-06-09' });
    expect(await move(again, 'PAY', '2026-06-03', {}, staff)).toMatchObject({ state: 'PAID' });
  });

  it('settle', async () => {
    const iin = await person('1998-03-01');
    const prepared = await prepare(iin, 'PENSION');
    expect(await prepare(iin, 'PENSION', colleague)).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect([await release(prepared, staff), await release({ id: randomUUID(), errors: [] })]).toMatchObject([{ code: 'SAME_PERSON' }, { code: 'UNKNOWN_SETTLEMENT' }]);
    expect(await run('withdrawSavingsSettlement', { idempotencyKey: randomUUID(), id: prepared.id }, colleague)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await release(prepared)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await release(await prepare(iin, 'PENSION'))).toMatchObject({ status: 'DONE' });
    await expect(withClient(savings.database.appUrl, (client) => client.query(`${ALL}; update settlement set destination = 'HEIRS'`))).rejects.toThrow(/permission denied/);
  });

  it('and neither of them is whose money it is, whatever names it', async () => {
    const iin = await person('2008-03-01');
    const owner = official('9', { iin });
    const submitted = await apply(iin, '100.00');
    const denied = { errors: [{ extensions: { code: 'WITHHELD' } }] };
    for (const [step, more] of [['CHECK', {}], ['REFUSE', { reason: 'WITHDRAWN' }]] as const) expect(await move(submitted, step, '2026-06-02', more, owner)).toMatchObject(denied);
    const checked = await move(submitted, 'CHECK', '2026-06-02');
    expect(await move(checked, 'PAY', '2026-06-03', {}, owner)).toMatchObject(denied);
    const paid = await move(checked, 'PAY', '2026-06-03');
    for (const step of ['USE', 'RETURN']) expect(await move(paid, step, '2026-06-04', {}, owner)).toMatchObject(denied);
    expect(await move(paid, 'RETURN', '2026-06-04')).toMatchObject({ state: 'RETURNED' });
    const { errors } = await savings.call({ query: `{ savingsPayout(id: "${submitted.id}") { id } }`, viewer: owner, purpose: 'SAVINGS_ADMINISTRATION' });
    expect({ errors }).toMatchObject(denied);
    const unclaimed = await person('1998-03-01');
    const prepared = await prepare(unclaimed, 'PENSION');
    for (const mutation of ['releaseSavingsSettlement', 'withdrawSavingsSettlement']) expect(await run(mutation, { idempotencyKey: randomUUID(), id: prepared.id }, official('9', { iin: unclaimed }))).toMatchObject(denied);
    expect(await release(prepared)).toMatchObject({ status: 'DONE' });
  });
});

it('no payment is of a day on which the account had less', async () => {
  const iin = await person('2008-03-01');
  const [first, second] = [await move(await apply(iin, '300.00'), 'CHECK', '2026-06-02'), await person('2008-03-01')];
  const paid = await move(first, 'PAY', '2026-08-05');
  await move(paid, 'RETURN', '2026-10-15');
  const again = await move(await apply(iin, '200.00'), 'CHECK', '2026-06-02');
  expect(await move(again, 'PAY', '2026-09-01')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
  expect(await move(again, 'PAY', '2026-08-04')).toMatchObject({ code: 'OUT_OF_ORDER' });
  expect(await move(again, 'PAY', '2026-10-15')).toMatchObject({ state: 'PAID' });
  expect((await move(await move(await apply(second, '200.00'), 'CHECK', '2026-06-02'), 'PAY', '2026-06-02')).state).toBe('PAID');
  const { rows } = await admin.query(`select day from (select occurred_on as day, sum(sum(amount)) over (order by occurred_on) as stands from entry join savings_account using (account_id, iin) where iin = any ($1) group by iin, occurred_on) d where stands < 0`, [[iin, second]]);
  expect(rows).toEqual([]);
});

it('money that was used late is recorded as it was: what is late is listed', async () => {
  const paid = await move(await move(await apply(await person('2008-03-01'), '300.00'), 'CHECK', '2026-06-02'), 'PAY', '2026-06-03');
  expect(paid).toMatchObject({ useBy: '2026-08-06' });
  expect(await move(paid, 'USE', '2026-10-01')).toMatchObject({ state: 'USED' });
});

describe('who sees an application', () => {
  it('is whoever may see the savings, and on the register the fund\'s own staff', async () => {
    const iin = await person('2008-03-01');
    const { id } = await apply(iin, '1');
    const ask = async (viewer: ReturnType<typeof viewerAs>, purpose: Purpose): Promise<unknown> => {
      const { data, errors } = await savings.call({ query: `{ savingsPayout(id: "${id}") { id state child { iin } } }`, viewer, purpose });
      return data?.['savingsPayout'] ?? errors[0]?.extensions['code'];
    };
    expect(await ask(staff, 'SAVINGS_ADMINISTRATION')).toEqual({ id, state: 'SUBMITTED', child: { iin } });
    expect(await ask(viewerAs('caseworker'), 'CHILD_PROFILE')).toBe('ROLE_NOT_ALLOWED');
    expect(await ask(viewerAs('citizen'), 'OWN_FAMILY')).toBe('ROLE_NOT_ALLOWED');
  });
});
