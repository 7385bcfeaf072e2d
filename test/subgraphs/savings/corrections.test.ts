import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poolOf, withClient } from '../../support/kept-connections.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { viewerAs } from '../../support/gateway-call.js';
import type { Input, Outcome } from '../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { personIn, type Wealth } from './support/people.js';

const OPERATOR = '120193000016';
const FIRST = withCheckDigit('80010130001') ?? '';
const SECOND = withCheckDigit('80010130002') ?? '';
const official = (iin: string | null) => viewerAs('ministry:savings', { regions: [], organisation: OPERATOR, iin, subject: iin === null ? 'system' : `official-${iin.slice(-2)}` });

const CORRECTION = '__typename ... on SavingsCorrection { id status kind reason transferKind reportingYear amount { amount } taken { amount } owed { amount } child { iin } } ... on Refusal { code field message }';
const PAYOUT = '__typename ... on SavingsPayout { id state version used { amount } } ... on Refusal { code field }';
const INPUTS: Readonly<Record<string, readonly [type: string, fields: string]>> = {
  prepareSavingsCorrection: ['PrepareSavingsCorrectionInput', CORRECTION],
  releaseSavingsCorrection: ['WaitingCorrectionInput', CORRECTION],
  withdrawSavingsCorrection: ['WaitingCorrectionInput', CORRECTION],
  applyForPayout: ['ApplyForPayoutInput', PAYOUT],
  movePayout: ['MovePayoutInput', PAYOUT],
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

const person = (wealth: Wealth = {}): Promise<string> => personIn(savings.database.adminUrl, wealth.claim === true ? '2012-03-01' : '2007-03-01', wealth);

async function run(mutation: string, input: Input, viewer = official(FIRST)): Promise<Outcome> {
  const [type, fields] = INPUTS[mutation] ?? ['', ''];
  const { data, errors } = await savings.call({ query: `mutation ($input: ${type}!) { out: ${mutation}(input: $input) { ${fields} } }`, variables: { input }, viewer, purpose: 'SAVINGS_ADMINISTRATION' });
  return { ...(data?.['out'] as object | null), errors };
}

const event = (more: Input, occurredOn = '2026-11-01'): Input => ({ idempotencyKey: randomUUID(), occurredOn, source: 'Order 7 of 01.11.2026', ...more });

interface Books {
  readonly balance: { readonly amount: string };
  readonly phase: string;
  readonly transfers: readonly { readonly id: string; readonly kind: string }[];
}

async function booksOf(iin: string): Promise<Books> {
  const { data } = await savings.call({ query: `{ savingsOf(iin: "${iin}") { balance { amount } phase transfers { id kind } } }`, viewer: official(FIRST), purpose: 'SAVINGS_ADMINISTRATION' });
  return data?.['savingsOf'] as Books;
}

const entry = async (iin: string, kind: string): Promise<string> => (await booksOf(iin)).transfers.findLast((one) => one.kind === kind)?.id ?? '';

const prepare = async (iin: string, of: string, more: Input = {}, viewer = official(FIRST)): Promise<Outcome> =>
  run('prepareSavingsCorrection', event({ iin, transfer: await entry(iin, of), kind: 'CLAWBACK', reason: 'NOT_A_CITIZEN', ...more }), viewer);
const release = (id: unknown, viewer = official(SECOND), key: string = randomUUID()): Promise<Outcome> => run('releaseSavingsCorrection', { idempotencyKey: key, id }, viewer);
const corrected = async (iin: string, of: string, more: Input = {}): Promise<Outcome> => release((await prepare(iin, of, more)).id);

async function paidOut(iin: string, amount: string): Promise<Outcome> {
  let payout = await run('applyForPayout', event({ iin, use: 'TUITION', country: 'KZ', amount, operator: OPERATOR }));
  for (const move of ['CHECK', 'PAY']) payout = await step(payout, move, {}, official(move === 'PAY' ? SECOND : FIRST));
  return payout;
}

const step = ({ id, version }: Outcome, move: string, more: Input = {}, viewer = official(FIRST)): Promise<Outcome> => run('movePayout', event({ payout: id, expectedVersion: version, move, ...more }), viewer);

describe('a correction', () => {
  it('is prepared by one official, books nothing, and is booked when another releases it, once', async () => {
    const iin = await person({ claim: true });
    const prepared = await prepare(iin, 'ACCRUAL');
    expect(prepared).toMatchObject({ status: 'PREPARED', kind: 'CLAWBACK', transferKind: 'ACCRUAL', reportingYear: 2024, amount: { amount: '300' }, taken: null, owed: null, child: { iin } });
    expect((await booksOf(iin)).balance.amount).toBe('300');
    expect(await prepare(iin, 'ACCRUAL', {}, official(SECOND))).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.transfer' });
    expect(await release(prepared.id, official(FIRST))).toMatchObject({ code: 'SAME_PERSON' });
    expect((await release(prepared.id, official(null))).errors).toMatchObject([{ extensions: { code: 'ROLE_NOT_ALLOWED' } }]);
    const key = randomUUID();
    expect(await release(prepared.id, official(SECOND), key)).toMatchObject({ status: 'DONE', taken: { amount: '300' }, owed: { amount: '0' } });
    expect(await release(prepared.id, official(SECOND), key)).toMatchObject({ id: prepared.id, status: 'DONE' });
    expect(await release(prepared.id)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await prepare(iin, 'ACCRUAL')).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect((await booksOf(iin)).transfers.map(({ kind }) => kind)).toEqual(['ACCRUAL', 'CLAWBACK']);
    const { rows } = await admin.query('select refers_to is not null as refers, amount::text, occurred_on::text from transfer where iin = $1 and kind = $2', [iin, 'CLAWBACK']);
    expect(rows).toEqual([{ refers: true, amount: '300.00', occurred_on: '2026-11-27' }]);
    expect(await corrected(iin, 'CLAWBACK', { kind: 'REVERSAL', reason: 'COURT_DECISION', occurredOn: '2026-11-27' })).toMatchObject({ status: 'DONE', taken: { amount: '300' } });
    expect((await booksOf(iin)).balance.amount).toBe('300');
  });

  it('is withdrawn instead, and then another may be prepared', async () => {
    const iin = await person({ claim: true });
    const { id } = await prepare(iin, 'ACCRUAL');
    expect(await run('withdrawSavingsCorrection', { idempotencyKey: randomUUID(), id })).toMatchObject({ status: 'WITHDRAWN' });
    expect(await release(id)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await corrected(iin, 'ACCRUAL', { amount: '0.01' })).toMatchObject({ status: 'DONE', amount: { amount: '0.01' } });
    expect((await booksOf(iin)).balance.amount).toBe('299.99');
    expect(await release(randomUUID())).toMatchObject({ code: 'UNKNOWN_CORRECTION' });
  });

  it('is of the person\'s own entry, of a kind that it corrects, and of no more than that', async () => {
    const [iin, other] = [await person({ claim: true }), await person({ claim: true })];
    const foreign = { transfer: await entry(other, 'ACCRUAL') };
    expect(await prepare(iin, 'ACCRUAL', foreign)).toMatchObject({ code: 'UNKNOWN_TRANSFER', field: 'input.transfer' });
    for (const transfer of ['', '1', 'dHJhbnNmZXIg', Buffer.alloc(16).toString('base64url')]) expect(await prepare(iin, 'ACCRUAL', { transfer })).toMatchObject({ code: 'UNKNOWN_TRANSFER' });
    expect(await prepare(iin, 'ACCRUAL', { kind: 'REVERSAL' })).toMatchObject({ code: 'NOT_IN_THIS_STATE', field: 'input.kind' });
    expect(await prepare(iin, 'ACCRUAL', { amount: '300.01' })).toMatchObject({ code: 'MORE_THAN_PAID' });
    for (const amount of ['0', '-1', '0.001']) expect((await prepare(iin, 'ACCRUAL', { amount })).errors).toMatchObject([{ extensions: { field: 'input.amount' } }]);
    expect(await prepare(iin, 'ACCRUAL', { occurredOn: '2024-01-01' })).toMatchObject({ code: 'OUT_OF_ORDER' });
  });

  it('takes no more than stands there: the rest is owed, and found by that', async () => {
    const iin = await person();
    const payout = await paidOut(iin, '250.00');
    const { id } = await prepare(iin, 'ACCRUAL');
    expect(await release(id)).toMatchObject({ code: 'PAYOUT_UNDER_WAY' });
    await step(payout, 'USE', { used: '200.00' });
    expect(await release(id)).toMatchObject({ status: 'DONE', amount: { amount: '300' }, taken: { amount: '100' }, owed: { amount: '200' } });
    expect((await booksOf(iin)).balance.amount).toBe('0');
    const { data } = await savings.call({ query: '{ savingsCorrections(filter: { owed: true, status: DONE }, first: 100) { edges { node { id owed { amount } } } } }', viewer: official(FIRST), purpose: 'SAVINGS_ADMINISTRATION' });
    expect((data?.['savingsCorrections'] as { edges: { node: object }[] }).edges.map(({ node }) => node)).toEqual([{ id, owed: { amount: '200' } }]);
  });

  it('is made again after a wrong one, up to what is left of the entry', async () => {
    const iin = await person({ claim: true, amount: '100.52' });
    expect(await corrected(iin, 'ACCRUAL', { amount: '10.00' })).toMatchObject({ status: 'DONE' });
    expect(await prepare(iin, 'ACCRUAL', { amount: '90.53' })).toMatchObject({ code: 'MORE_THAN_PAID' });
    expect(await corrected(iin, 'CLAWBACK', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR', occurredOn: '2026-11-27' })).toMatchObject({ status: 'DONE' });
    expect(await corrected(iin, 'ACCRUAL', { amount: '0.52' })).toMatchObject({ status: 'DONE', taken: { amount: '0.52' } });
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ status: 'DONE', taken: { amount: '100' } });
    expect((await booksOf(iin)).balance.amount).toBe('0');
  });

  it('says how much, where the entry is a sum together with its yield', async () => {
    const iin = await person({ claim: true, amount: '132.41' });
    await admin.query(`set session_replication_role = replica; update transfer set yield_amount = 3.03 where iin = '${iin}'; reset session_replication_role`);
    expect((await prepare(iin, 'YIELD')).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.amount' } }]);
    expect(await corrected(iin, 'YIELD', { amount: '3.03', reason: 'WRONG_SUM' })).toMatchObject({ status: 'DONE', taken: { amount: '3.03' } });
    expect(await corrected(iin, 'ACCRUAL', { amount: '129.38' })).toMatchObject({ status: 'DONE', taken: { amount: '129.38' } });
  });

  it('goes on to the account, where the claim has become one since', async () => {
    const iin = await person({ claim: true });
    await corrected(iin, 'ACCRUAL', { amount: '50.00' });
    await admin.query(`with a as (insert into ledger_account (kind, opened_on) values ('SAVINGS_ACCOUNT', '2026-11-27') returning id), s as (insert into savings_account (iin, account_id, opened_on) select $1, id, '2026-11-27' from a) select 1`, [iin]);
    await admin.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $1, c.account_id, s.account_id, 250, 'OPENING', '2026-11-27' from savings_claim c join savings_account s using (iin) where c.iin = $1`, [iin]);
    await admin.query(`update savings_claim set closed_on = '2026-11-27', closing_reason = 'CONVERTED' where iin = $1`, [iin]);
    expect(await corrected(iin, 'CLAWBACK', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR', occurredOn: '2026-11-27' })).toMatchObject({ status: 'DONE' });
    const { rows } = await admin.query<{ sum: string }>('select sum(e.amount)::text from entry e join savings_account s on s.account_id = e.account_id where s.iin = $1', [iin]);
    expect(rows).toEqual([{ sum: '300.00' }]);
  });

  it('opens a claim again that lapsed wrongly, or has it go on to an account, unless another has been begun', async () => {
    const [iin, other, grown] = [await person({ claim: true }), await person({ claim: true }), await person({ claim: true })];
    for (const one of [iin, other, grown]) {
      await admin.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $1, c.account_id, f.id, 300, 'VOID', '2026-02-01' from savings_claim c, ledger_account f where c.iin = $1 and f.kind = 'NATIONAL_FUND'`, [one]);
      await admin.query(`update savings_claim set closed_on = '2026-02-01', closing_reason = 'VOID' where iin = $1`, [one]);
    }
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await corrected(iin, 'VOID', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE' });
    expect(await booksOf(iin)).toMatchObject({ phase: 'CLAIM', balance: { amount: '300' } });
    await admin.query(`with a as (insert into ledger_account (kind, opened_on) values ('CLAIM', '2026-03-01') returning id) insert into savings_claim (iin, account_id, opened_on) select $1, id, '2026-03-01' from a`, [other]);
    expect(await corrected(other, 'VOID', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect((await booksOf(other)).balance.amount).toBe('0');
    await admin.query(`with a as (insert into ledger_account (kind, opened_on) values ('SAVINGS_ACCOUNT', '2026-03-01') returning id) insert into savings_account (iin, account_id, opened_on) select $1, id, '2026-03-01' from a`, [grown]);
    expect(await corrected(grown, 'VOID', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE' });
    expect((await booksOf(grown)).transfers.map(({ kind }) => kind)).toEqual(['ACCRUAL', 'VOID', 'REVERSAL', 'OPENING']);
  });

  it('has the programme go on where the end of it was wrong', async () => {
    const [grown, child] = [await person(), await person({ claim: true })];
    for (const [iin, kind, table, credit] of [[grown, 'PENSION', 'savings_account', -3], [child, 'HEIRS', 'savings_claim', -4]] as const) {
      await admin.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select iin, account_id, ${credit}, 300, '${kind}', '2026-11-01' from ${table} where iin = $1`, [iin]);
    }
    await admin.query(`update savings_claim set closed_on = '2026-11-01', closing_reason = 'HEIRS' where iin = $1`, [child]);
    for (const [iin, kind, phase] of [[grown, 'PENSION', 'ACCOUNT'], [child, 'HEIRS', 'CLAIM']] as const) {
      expect((await booksOf(iin)).phase).toBe('TRANSFERRED');
      expect(await corrected(iin, kind, { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE' });
      expect(await booksOf(iin)).toMatchObject({ phase, balance: { amount: '300' } });
    }
  });

  it('takes back the end of a claim before what was taken from it', async () => {
    const iin = await person({ claim: true });
    await corrected(iin, 'ACCRUAL', { amount: '50.00' });
    await admin.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $1, c.account_id, f.id, 250, 'VOID', '2026-11-27' from savings_claim c, ledger_account f where c.iin = $1 and f.kind = 'NATIONAL_FUND'`, [iin]);
    await admin.query(`update savings_claim set closed_on = '2026-11-27', closing_reason = 'VOID' where iin = $1`, [iin]);
    const wrong = { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR', occurredOn: '2026-11-27' };
    const { id } = await prepare(iin, 'CLAWBACK', wrong);
    expect(await release(id)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await corrected(iin, 'VOID', wrong)).toMatchObject({ status: 'DONE' });
    expect(await release(id)).toMatchObject({ status: 'DONE' });
    expect(await booksOf(iin)).toMatchObject({ phase: 'CLAIM', balance: { amount: '300' } });
  });

  it('gives an operator back what was reported wrongly as used and returned, to be reported anew', async () => {
    const iin = await person();
    const used = await step(await paidOut(iin, '250.00'), 'USE', { used: '200.00' });
    expect(await corrected(iin, 'PAYOUT', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE' });
    expect((await booksOf(iin)).balance.amount).toBe('50');
    expect(await corrected(iin, 'PAYOUT', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    expect(await step({ ...used, version: Number(used.version) + 1 }, 'RETURN')).toMatchObject({ state: 'RETURNED' });
    expect((await booksOf(iin)).balance.amount).toBe('300');
  });
});

describe('what is owed', () => {
  const owed = async (iin: string): Promise<string[]> => {
    const { data } = await savings.call({ query: '{ savingsCorrections(filter: { owed: true }, first: 100) { edges { node { owed { amount } child { iin } } } } }', viewer: official(FIRST), purpose: 'SAVINGS_ADMINISTRATION' });
    const { edges } = data?.['savingsCorrections'] as { edges: { node: { owed: { amount: string }; child: { iin: string } } }[] };
    return edges.filter(({ node }) => node.child.iin === iin).map(({ node }) => node.owed.amount);
  };

  it('is counted once, whoever prepares it again, and taken back where it should not be', async () => {
    const iin = await person();
    await step(await paidOut(iin, '300.00'), 'USE');
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ status: 'DONE', taken: { amount: '0' }, owed: { amount: '300' } });
    const again = await prepare(iin, 'ACCRUAL');
    expect(await release(again.id)).toMatchObject({ code: 'ALREADY_RECORDED' });
    await run('withdrawSavingsCorrection', { idempotencyKey: randomUUID(), id: again.id });
    expect(await owed(iin)).toEqual(['300']);
    const less = await prepare(iin, 'ACCRUAL', { amount: '100.00' });
    expect(await release(less.id)).toMatchObject({ code: 'ALREADY_RECORDED' });
    await run('withdrawSavingsCorrection', { idempotencyKey: randomUUID(), id: less.id });
    expect(await owed(iin)).toEqual(['300']);
    expect(await corrected(iin, 'ACCRUAL', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE', amount: { amount: '300' }, owed: { amount: '0' } });
    expect(await owed(iin)).toEqual([]);
    expect(await corrected(iin, 'ACCRUAL', { amount: '100.00' })).toMatchObject({ status: 'DONE', owed: { amount: '100' } });
    expect(await corrected(iin, 'ACCRUAL', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE', amount: { amount: '100' } });
    expect(await prepare(iin, 'ACCRUAL', { kind: 'REVERSAL' })).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
  });

  it('is taken when it comes back, and is nothing once the claw-back was wrong', async () => {
    const iin = await person();
    const used = await step(await paidOut(iin, '250.00'), 'USE');
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ taken: { amount: '50' }, owed: { amount: '250' } });
    expect(await corrected(iin, 'PAYOUT', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' })).toMatchObject({ status: 'DONE' });
    await step({ ...used, version: Number(used.version) + 1 }, 'RETURN');
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ amount: { amount: '250' }, taken: { amount: '250' }, owed: { amount: '0' } });
    expect(await owed(iin)).toEqual([]);
    expect(await prepare(iin, 'ACCRUAL')).toMatchObject({ code: 'ALREADY_RECORDED' });

    const other = await person();
    await step(await paidOut(other, '250.00'), 'USE');
    await corrected(other, 'ACCRUAL');
    expect(await owed(other)).toEqual(['250']);
    expect(await corrected(other, 'CLAWBACK', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR', occurredOn: '2026-11-27' })).toMatchObject({ status: 'DONE' });
    expect(await owed(other)).toEqual([]);
  });

  it('is not forgiven by a smaller claw-back', async () => {
    const iin = await person();
    const used = await step(await paidOut(iin, '250.00'), 'USE');
    await corrected(iin, 'ACCRUAL');
    await corrected(iin, 'PAYOUT', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR' });
    await step({ ...used, version: Number(used.version) + 1 }, 'RETURN');
    expect(await corrected(iin, 'ACCRUAL', { amount: '50.00' })).toMatchObject({ taken: { amount: '50' }, owed: { amount: '200' } });
    expect(await owed(iin)).toEqual(['200']);
    // What was wrong about the second leaves what the first said.
    await corrected(iin, 'CLAWBACK', { kind: 'REVERSAL', reason: 'BOOKED_IN_ERROR', occurredOn: '2026-11-27' });
    expect(await owed(iin)).toEqual(['250']);
    expect(await corrected(iin, 'ACCRUAL')).toMatchObject({ taken: { amount: '250' }, owed: { amount: '0' } });
  });

  it('and what is taken never come to more than the entry, when a second is prepared beside a release', async () => {
    const iin = await person({ claim: true });
    const { id } = await prepare(iin, 'ACCRUAL');
    // As one that read the entry before the other was booked.
    await admin.query(`update correction set status = 'WITHDRAWN' where public_id = $1`, [id]);
    await corrected(iin, 'ACCRUAL', { amount: '200.00' });
    await admin.query(`update correction set status = 'PREPARED' where public_id = $1`, [id]);
    expect(await release(id)).toMatchObject({ code: 'MORE_THAN_PAID' });
  });
});

describe('whose entry it is', () => {
  it('neither releases nor withdraws a correction of it', async () => {
    const iin = await person({ claim: true });
    const { id } = await prepare(iin, 'ACCRUAL');
    for (const mutation of ['releaseSavingsCorrection', 'withdrawSavingsCorrection']) expect((await run(mutation, { idempotencyKey: randomUUID(), id }, official(iin))).errors).toMatchObject([{ extensions: { code: 'WITHHELD' } }]);
    expect(await release(id)).toMatchObject({ status: 'DONE' });
  });

  it('is told by no id of one, which says nothing and cannot be made up; nor by what it is based on', async () => {
    const iin = await person({ claim: true });
    const id = await entry(iin, 'ACCRUAL');
    const { rows: [row] } = await admin.query<{ id: string }>('select id::text from transfer where iin = $1', [iin]);
    expect([id.length, Buffer.from(id, 'base64url').toString('latin1').includes(row?.id ?? '')]).toEqual([22, false]);
    const edited = Buffer.from(id, 'base64url');
    edited.writeUInt8(edited.readUInt8(0) ^ 1);
    expect(await prepare(iin, 'ACCRUAL', { transfer: edited.toString('base64url') })).toMatchObject({ code: 'UNKNOWN_TRANSFER' });
    expect((await prepare(iin, 'ACCRUAL', { source: `Letter on ${iin}` })).errors).toMatchObject([{ extensions: { field: 'input.source' } }]);
  });
});

describe('many corrections at once', () => {
  it('of one entry are one, and one is booked once', async () => {
    const iin = await person({ claim: true });
    const all = await Promise.all(Array.from({ length: 6 }, () => prepare(iin, 'ACCRUAL')));
    const [prepared, ...others] = all.filter(({ status }) => status === 'PREPARED');
    expect([others, all.filter(({ code }) => code === 'ALREADY_RECORDED').length]).toEqual([[], 5]);
    const done = await Promise.all(Array.from({ length: 6 }, () => release(prepared?.id)));
    expect(done.map(({ status, code }) => status ?? code).sort()).toEqual(['DONE', ...Array<string>(5).fill('NOT_IN_THIS_STATE')]);
    expect((await booksOf(iin)).balance.amount).toBe('0');
  });

  it('and payments never take more than there is', async () => {
    for (let round = 0; round < 4; round += 1) {
      const iin = await person();
      const { id } = await prepare(iin, 'ACCRUAL', { amount: '200.00' });
      const checked = await step(await run('applyForPayout', event({ iin, use: 'TUITION', country: 'KZ', amount: '250.00', operator: OPERATOR })), 'CHECK');
      const [taken, paid] = await Promise.all([release(id), step(checked, 'PAY', {}, official(SECOND))]);
      expect([['DONE', 'MORE_THAN_BALANCE'], ['PAYOUT_UNDER_WAY', 'PAID']]).toContainEqual([taken.status ?? taken.code, paid.state ?? paid.code]);
      expect((await booksOf(iin)).balance.amount).toBe(taken.status === 'DONE' ? '100' : '50');
    }
  });

  it('are by two people, whoever writes to the table', async () => {
    const { id } = await prepare(await person({ claim: true }), 'ACCRUAL');
    await expect(admin.query(`update correction set status = 'DONE', taken = 0 where public_id = $1`, [id])).rejects.toMatchObject({ constraint: 'correction_done' });
    await expect(admin.query(`update correction set status = 'DONE', taken = 0, released_at = now() where public_id = $1`, [id])).rejects.toMatchObject({ constraint: 'correction_by_two' });
    await expect(admin.query(`update correction set status = 'DONE', taken = 0, released_account = 'x', released_at = now() where public_id = $1`, [id])).rejects.toMatchObject({ constraint: 'correction_by_two' });
    for (const change of ['amount = 1', 'transfer_id = 1', `reason = 'DUPLICATE'`, `prepared_account = 'x'`]) {
      await expect(withClient(savings.database.appUrl, (client) => client.query(`set app.path = 'register'; set app.regions = '*'; update correction set ${change}`))).rejects.toThrow(/permission denied/);
    }
    await expect(admin.query(`update correction set status = 'DONE', taken = 0, released_account = 'x', released_iin = prepared_iin, released_at = now() where public_id = $1`, [id])).rejects.toMatchObject({ constraint: 'correction_by_two' });
  });
});
