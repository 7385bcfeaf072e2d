import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '../../../local/bootstrap/connection.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

const REGISTER = `set app.path = 'register'; set app.regions = '*'`;
const SOMEBODY = '150601900015';
const OTHER = '150601900026';

let database: FreshDatabase;
let app: Client;
beforeAll(async () => {
  database = await freshDatabase('savings');
  app = new Client({ connectionString: database.appUrl });
  await app.connect();
  await app.query(REGISTER);
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const asAdmin = (sql: string, ...values: unknown[]): Promise<Record<string, string>[]> =>
  withClient(database.adminUrl, async (client) => (await client.query<Record<string, string>>(sql, values)).rows);

/** A claim of 100 and savings of 50, both somebody's; and another child with a claim. */
const ACCOUNTS = { fund: 0, residue: 0, claim: 1001, savings: 1002, others: 1003, transit: -1, paid: -2, pension: -3, heirs: -4 };
beforeEach(async () => {
  await asAdmin('truncate transfer, savings_claim, savings_account, asset_batch, accrual_run cascade');
  await asAdmin('delete from ledger_account where id > 1000');
  await asAdmin(`insert into ledger_account (id, kind, opened_on) values (1001, 'CLAIM', '2024-02-01'), (1002, 'SAVINGS_ACCOUNT', '2024-02-01'), (1003, 'CLAIM', '2024-02-01')`);
  await asAdmin(`insert into savings_claim (iin, account_id, opened_on) values ($1, 1001, '2024-02-01'), ($2, 1003, '2024-02-01')`, SOMEBODY, OTHER);
  await asAdmin(`insert into savings_account (iin, account_id, opened_on) values ($1, 1002, '2024-02-01')`, SOMEBODY);
  await asAdmin(`insert into accrual_run (reporting_year, status, credited_on, prepared_account, prepared_iin, released_account, released_iin, released_at) values (2023, 'CREDITING', '2024-02-01', 'a', '800101300017', 'b', '800101300028', now())`);
  const rows = await asAdmin(`select id, kind from ledger_account where kind in ('NATIONAL_FUND', 'ROUNDING_RESIDUE')`);
  for (const { id, kind } of rows) ACCOUNTS[kind === 'NATIONAL_FUND' ? 'fund' : 'residue'] = Number(id);
  await move({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: ACCOUNTS.claim, amount: '150.00', year: 2023, run: true });
  await move({ kind: 'OPENING', debit: ACCOUNTS.claim, credit: ACCOUNTS.savings, amount: '50.00' });
});

interface Move {
  readonly kind: string;
  readonly debit: number;
  readonly credit: number;
  readonly amount: string;
  readonly iin?: string | null;
  readonly year?: number;
  readonly run?: boolean;
  readonly refersTo?: string;
}

const INSERT = `insert into transfer (iin, debit_account, credit_account, amount, kind, reporting_year, occurred_on, run_id, refers_to)
  values ($1, $2, $3, $4, $5, $6, '2026-02-01', case when $7 then (select max(id) from accrual_run) end, $8) returning id::text`;

const move = async ({ kind, debit, credit, amount, iin = SOMEBODY, year, run = false, refersTo }: Move, client: Client = app): Promise<string> =>
  (await client.query<{ id: string }>(INSERT, [iin, debit, credit, amount, kind, year ?? null, run, refersTo ?? null])).rows[0]?.id ?? '';

const balance = async (account: number): Promise<string> => (await asAdmin('select coalesce(sum(amount), 0)::numeric(14, 2) as balance from entry where account_id = $1', account))[0]?.['balance'] ?? '';

const refused = async (what: Move, constraint: string): Promise<void> => {
  await expect(move(what)).rejects.toMatchObject({ constraint });
};

describe('a transfer', () => {
  it('goes between accounts of the kinds that its own kind says', async () => {
    await refused({ kind: 'PAYOUT', debit: 1001, credit: -1, amount: '1' }, 'transfer_fits');
    await refused({ kind: 'PENSION', debit: 1002, credit: -2, amount: '1' }, 'transfer_fits');
    await refused({ kind: 'VOID', debit: 1001, credit: 987_654, amount: '1' }, 'transfer_fits');
    await refused({ kind: 'ACCRUAL', debit: ACCOUNTS.residue, credit: 1001, amount: '1', year: 2024, run: true }, 'transfer_fits');
    await refused({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1002, amount: '1', year: 2024, run: true }, 'transfer_fits');
    await refused({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1001, amount: '1', run: true }, 'transfer_of_year');
  });

  it('moves the money of whoever it names', async () => {
    await refused({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '1', iin: OTHER }, 'transfer_owner');
    await refused({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1003, amount: '1', year: 2024, run: true }, 'transfer_fits');
    await refused({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '1', iin: null }, 'transfer_of_somebody');
  });

  it('takes no more than there is, in one statement or in several', async () => {
    await refused({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '50.01' }, 'transfer_covered');
    await move({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '30' });
    await refused({ kind: 'PENSION', debit: 1002, credit: -3, amount: '20.01' }, 'transfer_covered');
    await expect(app.query(`insert into transfer (iin, debit_account, credit_account, amount, kind, occurred_on) select $1, 1002, -1, 15, 'PAYOUT', '2026-02-01' from generate_series(1, 2)`, [SOMEBODY])).rejects.toMatchObject({ constraint: 'transfer_covered' });
    await move({ kind: 'HEIRS', debit: 1002, credit: -4, amount: '20' });
    expect(await balance(1002)).toBe('0.00');
  });

  it('takes at READ COMMITTED only, where it sees what others have taken', async () => {
    await app.query('begin isolation level repeatable read');
    await refused({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '1' }, 'transfer_isolation');
    await app.query('rollback');
  });

  it('is taken back once, as it was', async () => {
    const paid = await move({ kind: 'PENSION', debit: 1002, credit: -3, amount: '20' });
    await refused({ kind: 'REVERSAL', debit: -3, credit: 1002, amount: '19', refersTo: paid }, 'transfer_reference');
    await refused({ kind: 'REVERSAL', debit: -4, credit: 1002, amount: '20', refersTo: paid }, 'transfer_reference');
    await move({ kind: 'REVERSAL', debit: -3, credit: 1002, amount: '20', refersTo: paid });
    await refused({ kind: 'REVERSAL', debit: -3, credit: 1002, amount: '20', refersTo: paid }, 'transfer_taken_back_once');
    expect(await balance(1002)).toBe('50.00');
    const accrual = (await asAdmin(`select id from transfer where kind = 'ACCRUAL'`))[0]?.['id'] ?? '';
    await refused({ kind: 'CLAWBACK', debit: 1001, credit: ACCOUNTS.fund, amount: '151', refersTo: accrual }, 'transfer_covered');
    await move({ kind: 'CLAWBACK', debit: 1001, credit: ACCOUNTS.fund, amount: '100', refersTo: accrual });
    await refused({ kind: 'CLAWBACK', debit: 1002, credit: ACCOUNTS.fund, amount: '50.01', refersTo: accrual }, 'transfer_covered');
    const rest = await move({ kind: 'CLAWBACK', debit: 1002, credit: ACCOUNTS.fund, amount: '50', refersTo: accrual });
    await move({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1001, amount: '10', year: 2024, run: true });
    await refused({ kind: 'CLAWBACK', debit: 1001, credit: ACCOUNTS.fund, amount: '0.01', refersTo: accrual }, 'transfer_taken_back');
    await move({ kind: 'REVERSAL', debit: ACCOUNTS.fund, credit: 1002, amount: '50', refersTo: rest });
    await move({ kind: 'CLAWBACK', debit: 1001, credit: ACCOUNTS.fund, amount: '10', refersTo: accrual });
  });

  it('of a year is taken back by a claw-back alone, and that an account was opened by nothing', async () => {
    const [accrual = '', opening = ''] = (await asAdmin(`select id from transfer order by kind`)).map(({ id }) => id);
    await refused({ kind: 'REVERSAL', debit: 1002, credit: 1001, amount: '50', refersTo: opening }, 'transfer_fits');
    await refused({ kind: 'REVERSAL', debit: 1001, credit: ACCOUNTS.fund, amount: '150', refersTo: accrual }, 'transfer_fits');
  });

  it('settles no more of a payout than was paid out, to where it came from', async () => {
    const payout = await move({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '40' });
    await move({ kind: 'PAID', debit: -1, credit: -2, amount: '25', refersTo: payout });
    await refused({ kind: 'RETURN', debit: -1, credit: 1002, amount: '15.01', refersTo: payout }, 'transfer_settled');
    await refused({ kind: 'RETURN', debit: -1, credit: 1002, amount: '1' }, 'transfer_refers');
    await move({ kind: 'RETURN', debit: -1, credit: 1002, amount: '15', refersTo: payout });
    expect([await balance(1002), await balance(-1), await balance(-2)]).toEqual(['25.00', '0.00', '25.00']);
  });

  it('credits a child once for a year, and in a run that was released only', async () => {
    await expect(move({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1001, amount: '1', year: 2023, run: true })).rejects.toMatchObject({ constraint: 'transfer_once' });
    await expect(move({ kind: 'ACCRUAL', debit: ACCOUNTS.fund, credit: 1001, amount: '1', year: 2024 })).rejects.toThrow(/row-level security/);
    await asAdmin(`update accrual_run set status = 'DONE'`);
    await expect(move({ kind: 'YIELD', debit: ACCOUNTS.fund, credit: 1001, amount: '1', year: 2024, run: true })).rejects.toThrow(/row-level security/);
  });

  it('of a year has its yield in it, which is read apart from the sum', async () => {
    const credit = (amount: string, of: string | null, kind = 'ACCRUAL'): Promise<unknown> => app.query(
      `insert into transfer (iin, debit_account, credit_account, amount, yield_amount, kind, reporting_year, occurred_on, run_id) select $1, $2, 1001, $3, $4, $5, 2024, '2025-02-01', max(id) from accrual_run`, [SOMEBODY, ACCOUNTS.fund, amount, of, kind]);
    for (const of of ['0', '-1', '10']) await expect(credit('10', of)).rejects.toMatchObject({ constraint: 'transfer_yield' });
    await expect(credit('10', '1', 'YIELD_CORRECTION')).rejects.toMatchObject({ constraint: 'transfer_yield' });
    await expect(credit('3', null, 'YIELD')).rejects.toMatchObject({ constraint: 'transfer_yield_within' });
    await credit('132.41', '3.03');
    await expect(credit('132.41', '3.03')).rejects.toMatchObject({ constraint: 'transfer_once' });
    expect(await asAdmin(`select kind, amount::text from transfer_part where reporting_year = 2024 order by kind`)).toEqual([{ kind: 'ACCRUAL', amount: '129.38' }, { kind: 'YIELD', amount: '3.03' }]);
    expect(await asAdmin(`select kind, amount::text from entry where reporting_year = 2024 and account_id = 1001 order by kind`)).toEqual([{ kind: 'ACCRUAL', amount: '129.38' }, { kind: 'YIELD', amount: '3.03' }]);
    expect(await balance(1001)).toBe('232.41');
  });

  it('finds claims and accounts on ledger accounts of their own kinds', async () => {
    await expect(app.query(`insert into savings_claim (iin, account_id, opened_on) values ($1, -2, '2024-02-01')`, [OTHER])).rejects.toMatchObject({ constraint: 'savings_claim_kind' });
    await expect(app.query(`insert into savings_account (iin, account_id, opened_on) values ($1, $2, '2024-02-01')`, [OTHER, ACCOUNTS.fund])).rejects.toMatchObject({ constraint: 'savings_account_kind' });
    await expect(asAdmin('update savings_account set account_id = -3')).rejects.toMatchObject({ constraint: 'savings_account_kind' });
  });

  it('stays as it is: nobody but the feeds touches it, and they only its key', async () => {
    for (const change of ['update transfer set amount = 1', 'update transfer set refers_to = null', 'delete from transfer', 'truncate transfer', 'delete from ledger_account', 'update ledger_account set kind = kind', 'alter table transfer disable trigger transfer_checked']) {
      await expect(app.query(change)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe('many at once', () => {
  it('never take more than there is', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, async () => {
      const client = new Client({ connectionString: database.appUrl });
      await client.connect();
      await client.query(REGISTER);
      return client;
    }));
    const taken: (string | null)[] = [];
    const take = async (client: Client): Promise<void> => {
      for (let i = 0; i < 3; i += 1) taken.push(await move({ kind: 'PAYOUT', debit: 1002, credit: -1, amount: '7' }, client).catch(() => null));
    };
    await Promise.all(clients.map(take));
    await Promise.all(clients.map((client) => client.end()));
    expect(taken.filter((id) => id !== null)).toHaveLength(7);
    expect([await balance(1002), await balance(-1)]).toEqual(['1.00', '49.00']);
  });
});

/** A transfer as a ledger in memory has it, in cents. */
interface Moved {
  readonly id: string;
  readonly kind: string;
  readonly debit: number;
  readonly credit: number;
  readonly amount: number;
  readonly refersTo?: string;
}

/** Accounts on which there must be what is taken. */
const OWNED: ReadonlySet<number> = new Set([ACCOUNTS.claim, ACCOUNTS.savings]);
const REVERSIBLE: ReadonlySet<string> = new Set(['VOID', 'CLAWBACK', 'PENSION', 'HEIRS', 'PAID', 'RETURN']);

/** What a ledger is, without a database: transfers, and what follows from them. */
class Model {
  constructor(readonly transfers: Moved[]) {}

  balance(account: number): number {
    return this.transfers.reduce((sum, { debit, credit, amount }) => sum + (credit === account ? amount : 0) - (debit === account ? amount : 0), 0);
  }

  isReversed({ id }: Moved): boolean {
    return this.transfers.some(({ kind, refersTo }) => kind === 'REVERSAL' && refersTo === id);
  }

  /** What refers to a transfer and was not taken back. */
  inForce({ id }: Moved): number {
    return this.transfers.filter((one) => one.refersTo === id && one.kind !== 'REVERSAL' && !this.isReversed(one)).reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Whether the ledger must do what it is asked. */
  allows({ kind, debit, credit, amount, refersTo }: Omit<Moved, 'id'>): boolean {
    if (OWNED.has(debit) && amount > this.balance(debit)) return false;
    const of = this.transfers.find(({ id }) => id === refersTo);
    if (kind === 'REVERSAL') return of !== undefined && REVERSIBLE.has(of.kind) && !this.isReversed(of) && (of.debit === credit && of.credit === debit && of.amount === amount);
    return of === undefined || amount <= of.amount - this.inForce(of);
  }
}

const cents = fc.integer({ min: 1, max: 4_000 });
const at = fc.nat(19);
/** The Fund's number is known only when a test begins. */
const ways = () => ({ OPENING: [ACCOUNTS.claim, ACCOUNTS.savings], VOID: [ACCOUNTS.claim, ACCOUNTS.fund], PAYOUT: [ACCOUNTS.savings, ACCOUNTS.transit], PENSION: [ACCOUNTS.savings, ACCOUNTS.pension] }) as const;
const STEPS = fc.array(fc.oneof(
  fc.record({ kind: fc.constantFrom('OPENING' as const, 'VOID' as const, 'PAYOUT' as const, 'PENSION' as const, 'HEIRS' as const), amount: cents, at }),
  fc.record({ kind: fc.constantFrom('PAID' as const, 'RETURN' as const, 'CLAWBACK' as const), amount: cents, at }),
  fc.record({ kind: fc.constant('REVERSAL' as const), amount: cents, at }),
), { minLength: 5, maxLength: 25 });

type Step = typeof STEPS extends fc.Arbitrary<(infer S)[]> ? S : never;

const usd = (amount: number): string => (amount / 100).toFixed(2);

const chosen = (model: Model, which: number, ...kinds: readonly string[]): Moved | undefined => {
  const all = model.transfers.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  return all[which % Math.max(all.length, 1)];
};

/** What a step asks of the ledger; null where there is nothing that it could refer to. */
function askOf(model: Model, { kind, amount, at: which }: Step): Omit<Moved, 'id'> | null {
  const own = which % 2 === 0 ? ACCOUNTS.claim : ACCOUNTS.savings;
  if (kind === 'HEIRS') return { kind, debit: own, credit: ACCOUNTS.heirs, amount };
  if (kind === 'REVERSAL') {
    const of = chosen(model, which);
    return of === undefined ? null : { kind, debit: of.credit, credit: of.debit, amount: of.amount, refersTo: of.id };
  }
  if (kind === 'CLAWBACK') {
    const of = chosen(model, which, 'ACCRUAL');
    return of === undefined ? null : { kind, debit: own, credit: ACCOUNTS.fund, amount, refersTo: of.id };
  }
  if (kind === 'PAID' || kind === 'RETURN') {
    const of = chosen(model, which, 'PAYOUT');
    return of === undefined ? null : { kind, debit: ACCOUNTS.transit, credit: kind === 'PAID' ? ACCOUNTS.paid : ACCOUNTS.savings, amount, refersTo: of.id };
  }
  const [debit, credit] = ways()[kind];
  return { kind, debit, credit, amount };
}

describe('the ledger', () => {
  it('does what a ledger in memory does, step by step, whatever is asked of it', async () => {
    const met = new Set<string>();
    await fc.assert(fc.asyncProperty(STEPS, async (steps) => {
      await app.query('begin');
      const { rows: begun } = await app.query<{ id: string; kind: string; debit: string; credit: string; amount: string }>('select id::text, kind, debit_account::text as debit, credit_account::text as credit, (amount * 100)::int::text as amount from transfer order by id');
      const model = new Model(begun.map(({ debit, credit, amount, ...one }) => ({ ...one, debit: Number(debit), credit: Number(credit), amount: Number(amount) })));
      for (const step of steps) {
        const ask = askOf(model, step);
        if (ask === null) continue;
        await app.query('savepoint step');
        const id = await move({ ...ask, amount: usd(ask.amount) }).catch(() => null);
        if (id === null) await app.query('rollback to savepoint step');
        expect([ask, id !== null]).toEqual([ask, model.allows(ask)]);
        met.add(`${ask.kind} ${id === null ? 'refused' : 'done'}`);
        if (id !== null) model.transfers.push({ ...ask, id });
      }
      const { rows } = await app.query<{ account: string; balance: string }>(`select account_id::text as account, sum(amount)::numeric(14, 2)::text as balance from entry group by 1`);
      await app.query('rollback');
      const told = new Map(rows.map(({ account, balance: stands }) => [Number(account), stands]));
      for (const account of [ACCOUNTS.fund, ACCOUNTS.claim, ACCOUNTS.savings, ACCOUNTS.transit, ACCOUNTS.paid, ACCOUNTS.pension, ACCOUNTS.heirs]) expect([account, told.get(account) ?? '0.00']).toEqual([account, usd(model.balance(account))]);
      for (const account of OWNED) expect(model.balance(account)).toBeGreaterThanOrEqual(0);
    }), { numRuns: 40, seed: 20_261_127 });
    expect([...met].filter((one) => one.endsWith('done')).sort()).toEqual(['CLAWBACK', 'HEIRS', 'OPENING', 'PAID', 'PAYOUT', 'PENSION', 'RETURN', 'REVERSAL', 'VOID'].map((kind) => `${kind} done`));
  });
});
