import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { civilDay } from '../../../subgraphs/shared/clock.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { rowsOf } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';

const FIRST = withCheckDigit('80010130001') ?? '';
const SECOND = withCheckDigit('80010130002') ?? '';

let savings: TestSubgraph;
beforeAll(async () => {
  savings = await startTestSubgraph('savings', { households: 30 });
});
afterAll(() => savings.close());

interface Answer {
  readonly id?: string;
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
}

/** As an official of the fund, at its own door. */
async function ask(field: string, input: string, iin: string | null): Promise<Answer & { readonly errors: readonly string[] }> {
  const token = await savings.issuer.token('ministry:savings', { claims: { sub: iin === null ? 'system' : `official-${iin.slice(-2)}`, ...(iin === null ? {} : { iin }) } });
  const query = `mutation { ${field}(input: { ${input} }) { ... on AccrualRun { id status year } ... on Refusal { code message } } }`;
  const { data, errors } = await savings.own(query, token, { 'x-purpose': 'SAVINGS_ADMINISTRATION' });
  return { ...((data?.[field] ?? {}) as Answer), errors: errors.map(({ extensions }) => String(extensions['code'])) };
}

const prepare = (year: number, iin: string | null = FIRST, key = randomUUID()) => ask('prepareAccrualRun', `idempotencyKey: "${key}", year: ${year}`, iin);
const release = (id: string, iin: string | null = SECOND) => ask('releaseAccrualRun', `idempotencyKey: "${randomUUID()}", id: "${id}"`, iin);

const official = async (iin: string, query: string) => savings.own(query, await savings.issuer.token('ministry:savings', { claims: { sub: `official-${iin.slice(-2)}`, iin } }), { 'x-purpose': 'SAVINGS_ADMINISTRATION' });

interface Item {
  readonly reportingYear: number;
  readonly amount: { readonly amount: string } | null;
}

async function left(filter: string): Promise<Item[]> {
  const { data, errors } = await official(FIRST, `{ savingsLeftToOfficials(filter: { ${filter} }, first: 100) { edges { node { run child { iin } reason reportingYear amount { amount } refusedBy state endedAt whatToDo(lang: EN) } } } }`);
  expect(errors).toEqual([]);
  return (data?.['savingsLeftToOfficials'] as { edges: { node: Item }[] }).edges.map(({ node }) => node);
}

async function reached(id: string | undefined, status: string): Promise<void> {
  for (;;) {
    const [row] = await rowsOf<{ status: string }>(savings, 'select status from accrual_run where public_id = $1', [id]);
    if (row?.status === status) return;
    await delay(50);
  }
}

describe('a run by two officials', () => {
  it('is prepared by one, counted, released by another, and carried out by the process', async () => {
    await rowsOf(savings, `delete from transfer where kind = 'ACCRUAL' and reporting_year = 2025 and iin = (select min(iin) from transfer t join savings_claim c using (iin) where t.reporting_year = 2025 and c.closed_on is null)`);
    const key = randomUUID();
    const { id = '', status } = await prepare(2025, FIRST, key);
    expect(status).toBe('COUNTING');
    await reached(id, 'COUNTED');
    expect((await prepare(2025, FIRST, key)).id).toBe(id);
    expect((await release(id, FIRST)).code).toBe('SAME_PERSON');
    expect((await release(id)).status).toBe('CREDITING');
    await reached(id, 'DONE');
    const made = await rowsOf(savings, `select t.kind, t.reporting_year, t.amount::text from transfer_part t join accrual_run r on r.id = t.run_id where r.public_id = $1 and t.kind = 'ACCRUAL'`, [id]);
    expect(made).toEqual([{ kind: 'ACCRUAL', reporting_year: 2025, amount: '130.71' }]);
    expect((await release(id)).code).toBe('NOT_IN_THIS_STATE');
  });

  it('is refused for a year without figures, out of turn, and to a system account', async () => {
    expect(await prepare(2026)).toMatchObject({ code: 'NOT_PUBLISHED', message: 'Not on record yet: the sum and the yield of 2026. It is never guessed.' });
    await rowsOf(savings, 'update reporting_year set yield_rate = null where year = 2024');
    expect((await prepare(2025)).message).toContain('the yield of 2024');
    await rowsOf(savings, 'update reporting_year set yield_rate = 0.0301 where year = 2024');
    expect((await prepare(2024)).code).toBe('OUT_OF_ORDER');
    expect((await prepare(2025, null)).errors).toEqual(['ROLE_NOT_ALLOWED']);
    expect((await release(randomUUID())).code).toBe('UNKNOWN_RUN');
  });

  it('waits for the list of the year\'s last day, and is released while its count is new', async () => {
    const asOf = (moment: string | null) => rowsOf(savings, `insert into feed_cursor (feed, cursor, position, head, caught_up_at) values ('life-events', '0', 0, 0, $1) on conflict (feed) do update set caught_up_at = excluded.caught_up_at`, [moment]);
    for (const moment of [null, '2025-12-31T18:59:00Z']) {
      await asOf(moment);
      expect(await prepare(2025)).toMatchObject({ code: 'LIST_NOT_UP_TO_DATE' });
    }
    await asOf('2025-12-31T19:01:00Z');
    const { id = '' } = await prepare(2025);
    await reached(id, 'COUNTED');
    await asOf('2025-12-30T00:00:00Z');
    expect(await release(id)).toMatchObject({ code: 'LIST_NOT_UP_TO_DATE' });
    await asOf('2026-11-26T00:00:00Z');
    await rowsOf(savings, `update accrual_run set prepared_at = now() - interval '8 days', credited_on = '2026-06-01' where public_id = $1`, [id]);
    expect(await release(id)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    await rowsOf(savings, 'update accrual_run set prepared_at = now() where public_id = $1', [id]);
    expect(await release(id)).toMatchObject({ status: 'CREDITING' });
    await reached(id, 'DONE');
    // It was counted in June, and credits on the day of the release.
    const today = civilDay(savings.clock.now());
    expect(await rowsOf(savings, `select credited_on::text as on, to_char(list_as_of at time zone 'UTC', 'YYYY-MM-DD') as list from accrual_run where public_id = $1`, [id])).toEqual([{ on: today, list: '2026-11-26' }]);
  });

  it('is withdrawn by the next that is prepared', async () => {
    const { id = '' } = await prepare(2025);
    await reached(id, 'COUNTED');
    const next = await prepare(2025, SECOND);
    await reached(next.id, 'COUNTED');
    expect((await release(id)).code).toBe('NOT_IN_THIS_STATE');
    expect((await release(next.id ?? '')).code).toBe('SAME_PERSON');
  });

  it('cannot be released past the constraint by whoever writes to the table', async () => {
    const [run] = await rowsOf<{ id: string }>(savings, `select id::text from accrual_run where status = 'COUNTED' limit 1`);
    await expect(rowsOf(savings, `update accrual_run set status = 'CREDITING' where id = $1`, [run?.id])).rejects.toThrow(/check constraint/);
    await expect(rowsOf(savings, `update accrual_run set status = 'CREDITING', released_account = 'x', released_iin = prepared_iin, released_at = now() where id = $1`, [run?.id])).rejects.toThrow(/check constraint/);
  });

  it('lists what it leaves to officials: counted, then left, then over with the correction that puts it right', async () => {
    const [{ iin } = { iin: '' }] = await rowsOf<{ iin: string }>(savings, `select iin from savings_claim c where closed_on is null and (select count(*) from transfer t where t.iin = c.iin and t.kind = 'ACCRUAL') = 3 order by iin limit 1`);
    // Citizenship was lost and regained between the first list and the second: the first sum, and the yields on it, should not be there.
    await rowsOf(savings, `update listed_child set citizenship = datemultirange(daterange(birth_date, '2024-03-01'), daterange('2024-09-01', null)) where iin = $1`, [iin]);
    const wrong = [[2023, '100.52'], [2024, '3.03'], [2025, '3.08']];
    const shown = async (filter: string) => (await left(filter)).map(({ reportingYear, amount }) => [reportingYear, amount?.amount]);
    const { id = '' } = await prepare(2025);
    await reached(id, 'COUNTED');
    expect([await shown(''), await shown(`run: "${id}"`)]).toEqual([[], wrong]);
    await release(id);
    await reached(id, 'DONE');
    expect([await shown(''), await shown(`run: "${id}"`), await shown('reason: TOO_MUCH, reportingYear: 2024')]).toEqual([wrong, wrong, [[2024, '3.03']]]);
    expect([await shown('reason: PAID_TO_HEIRS'), await shown(`run: "${randomUUID()}"`), await shown('states: [RESOLVED]')]).toEqual([[], [], []]);
    expect((await left(''))[0]).toMatchObject({ run: id, reason: 'TOO_MUCH', state: 'OPEN', child: { iin }, refusedBy: null, endedAt: null, whatToDo: expect.stringContaining('CLAWBACK') as string });

    const clawBack = async (year: number, amount: string): Promise<void> => {
      const { data } = await official(FIRST, `{ savingsOf(iin: "${iin}") { transfers { id kind reportingYear } } }`);
      const { transfers } = data?.['savingsOf'] as { transfers: { id: string; kind: string; reportingYear: number }[] };
      const entry = transfers.find(({ kind, reportingYear }) => kind === 'ACCRUAL' && reportingYear === year)?.id ?? '';
      const prepared = await official(FIRST, `mutation { out: prepareSavingsCorrection(input: { idempotencyKey: "${randomUUID()}", occurredOn: "${civilDay(savings.clock.now())}", source: "test", iin: "${iin}", transfer: "${entry}", kind: CLAWBACK, reason: NOT_A_CITIZEN, amount: "${amount}" }) { ... on SavingsCorrection { id } ... on Refusal { code message } } }`);
      const correction = (prepared.data?.['out'] as { id: string }).id;
      expect(await official(SECOND, `mutation { out: releaseSavingsCorrection(input: { idempotencyKey: "${randomUUID()}", id: "${correction}" }) { ... on SavingsCorrection { status } ... on Refusal { code message } } }`)).toMatchObject({ data: { out: { status: 'DONE' } } });
    };
    await clawBack(2023, '100.00');
    expect(await shown('')).toEqual([[2023, '0.52'], ...wrong.slice(1)]);
    for (const [year, amount] of [[2023, '0.52'], [2024, '3.03'], [2025, '3.08']] as const) await clawBack(year, amount);
    expect([await shown(''), await shown('states: [RESOLVED]')]).toEqual([[], [[2023, '0.52'], ...wrong.slice(1)]]);
  });

  it('stays as it was signed and booked, also for the application', async () => {
    const asApp = (sql: string) => withClient(savings.database.appUrl, (client) => client.query(`set app.path = 'register'; set app.regions = '*'; ${sql}`));
    for (const change of ['accrual_run set prepared_account = null', 'accrual_run set reporting_year = 2023', 'accrual_run_total set amount = 1', 'accrual_run_part set children = 1', 'asset_batch set run_id = 1', 'savings_claim set account_id = 1', 'savings_claim set opened_on = opened_on - 1', 'savings_account set account_id = 1', 'payout set amount = 1']) {
      await expect(asApp(`update ${change}`)).rejects.toThrow(/permission denied/);
    }
    await expect(asApp(`update accrual_run set credited_on = credited_on - 1 where status = 'DONE'`)).rejects.toMatchObject({ constraint: 'accrual_run_signed' });
    await expect(asApp(`update accrual_run set released_account = 'x' where status = 'DONE'`)).rejects.toMatchObject({ constraint: 'accrual_run_signed' });
    await expect(asApp(`update accrual_run set status = 'CREDITING' where status = 'DONE'`)).rejects.toMatchObject({ constraint: 'accrual_run_status' });
    await expect(asApp('update asset_batch set amount = 1')).rejects.toMatchObject({ constraint: 'asset_batch_open' });
  });
});
