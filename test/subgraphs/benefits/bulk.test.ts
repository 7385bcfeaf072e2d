import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from '../../support/kept-connections.js';
import { ALL_COLUMNS } from '../../../subgraphs/benefits/modules/bulk/award-record.js';
import { openClerk } from '../../../subgraphs/benefits/modules/bulk/clerk.js';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { exportAwards, type ExportFormat } from '../../../subgraphs/benefits/modules/bulk/export-awards.js';
import { importFile } from '../../../subgraphs/benefits/modules/bulk/import-file.js';
import { carryOut, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { monthStart } from '../../../subgraphs/shared/calendar.js';
import { civilDay } from '../../../subgraphs/shared/clock.js';
import { WrongFile, type ImportCount } from '../../../subgraphs/shared/import/csv-import.js';
import type { BenefitAwardFilter } from '../../../subgraphs/benefits/modules/register/award-filter.type.js';
import { LedgerKey } from '../../../subgraphs/shared/ledger/ledger-key.js';
import { chainsOf, emptyLedger, readLedger } from '../../ledger/read-ledger.js';
import { everythingIn, whileBroken } from '../../support/breaking.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from './households.js';
import { openJobs } from '../../support/jobs.js';

/* The register leaves for a file, and comes in from one: by staff of the ministry, on record, and checked. */

type Cells = Readonly<Record<string, string>>;

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-test-bulk-'));
const inFolder = (name: string): string => path.join(folder, name);

let benefits: TestSubgraph;
let empty: FreshDatabase;
const clerks: Clerk[] = [];
beforeAll(async () => {
  [benefits, empty] = await Promise.all([startTestSubgraph('benefits', { households: 150 }), freshDatabase('benefits')]);
});
afterAll(async () => {
  await Promise.all(clerks.map((clerk) => clerk.close()));
  await Promise.all([benefits.close(), empty.drop()]);
  rmSync(folder, { recursive: true });
});

async function clerkOf(database: FreshDatabase, kind: string, claims: Readonly<Record<string, unknown>> = {}, role: 'ministry:benefits' | 'caseworker' = 'ministry:benefits'): Promise<Clerk> {
  const token = await benefits.issuer.token(role, { claims });
  const clerk = await openClerk({ databaseUrl: database.appUrl, ledgerKey: benefits.ledgerKey, tokens: benefits.issuer.tokens, token }, kind, benefits.clock);
  clerks.push(clerk);
  return clerk;
}

const asAdmin = async <T>(database: FreshDatabase, sql: string): Promise<T[]> => withClient(database.adminUrl, async (admin) => (await admin.query(sql)).rows as T[]);

async function exported(clerk: Clerk, format: ExportFormat = 'csv', filter?: BenefitAwardFilter): Promise<Cells[]> {
  const file = inFolder(`awards.${format}`);
  const count = await exportAwards(clerk, { file, format, filter });
  const text = readFileSync(file, 'utf8');
  const rows = format === 'csv' ? (parse(text, { columns: true }) as Cells[]) : text.trim().split('\n').map((line) => JSON.parse(line) as Cells);
  expect(rows).toHaveLength(count);
  return rows;
}

describe('what leaves', () => {
  it('is every award of the register in either form, in a file for its owner alone', async () => {
    const clerk = await clerkOf(benefits.database, 'export');
    const stored = await asAdmin<Cells>(benefits.database, `select public_id as id, programme, recipient_iin as "recipientIin", since::text, until::text, status, (select x.gross::text from benefit_award_amount x where x.award_id = a.id order by valid_from desc limit 1) as gross from benefit_award a order by a.id`);
    const [csv, ndjson] = [await exported(clerk), await exported(clerk, 'ndjson')];
    expect(Object.keys(csv[0] ?? {})).toEqual(ALL_COLUMNS);
    expect(ndjson).toMatchObject(stored);
    expect(csv.map(({ id, gross, until }) => [id, gross, until])).toEqual(stored.map(({ id, gross, until }) => [id, gross, until ?? '']));
    expect(statSync(inFolder('awards.csv')).mode & 0o777).toBe(0o600);
    expect(existsSync(inFolder('awards.csv.unfinished'))).toBe(false);
  });

  it('is what a filter leaves, and of an official\'s own regions', async () => {
    const [one] = await exported(await clerkOf(benefits.database, 'export'), 'csv', { programme: 'LARGE_FAM', status: 'ACTIVE' });
    const stored = await asAdmin<{ id: string }>(benefits.database, `select public_id as id from benefit_award where programme = 'LARGE_FAM' and status = 'ACTIVE' and (until is null or until >= '${benefits.facts.asOf}') and region_kato = '${one?.['regionKato']}' order by id`);
    const own = await clerkOf(benefits.database, 'export', { regions: [one?.['regionKato']] });
    expect((await exported(own, 'csv', { programme: 'LARGE_FAM', status: 'ACTIVE' })).map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id).sort());
    expect(new Set((await exported(own)).map(({ regionKato }) => regionKato))).toEqual(new Set([one?.['regionKato']]));
  });

  it('is on record before it is written: whose, by whom, for what', async () => {
    await emptyLedger(benefits.database.adminUrl);
    const rows = await exported(await clerkOf(benefits.database, 'export', { sub: 'clerk-7' }), 'csv', { programme: 'SURVIVOR' });
    const people = rows.flatMap(({ recipientIin = '', children = '' }) => [recipientIin, ...children.split(' ').map((child) => child.split('/')[0] ?? '')]).filter((iin) => iin !== '');
    const records = await readLedger(benefits.database.adminUrl, 'clerk-7');
    expect(records.map(({ iin }) => iin).sort()).toEqual([...new Set(people)].sort());
    for (const record of records) expect(record).toMatchObject({ outcome: 'RELEASED', purpose: 'BENEFIT_ASSESSMENT', role: 'ministry:benefits', operation: 'export', name: 'awards' });
    expect(records[0]?.fields).toContain('BenefitAward.children');
    expect((await chainsOf(benefits.database.appUrl, new LedgerKey(benefits.ledgerKey))).filter(({ fault }) => fault !== null)).toEqual([]);
  });

  it('is nothing while the ledger cannot be written', async () => {
    const clerk = await clerkOf(benefits.database, 'export');
    const file = inFolder('unrecorded.csv');
    await whileBroken(benefits.database.adminUrl, 'ledger_record', () => expect(exportAwards(clerk, { file, format: 'csv', filter: undefined })).rejects.toThrow());
    expect([file, `${file}.unfinished`].map((name) => existsSync(name))).toEqual([false, false]);
  });

  it('is nothing once it is told to stop', async () => {
    const clerk = await clerkOf(benefits.database, 'export');
    const file = inFolder('stopped.csv');
    await expect(exportAwards(clerk, { file, format: 'csv', filter: undefined }, undefined, AbortSignal.abort())).rejects.toThrow('aborted');
    expect([file, `${file}.unfinished`].map((name) => existsSync(name))).toEqual([false, false]);
  });

  it('is for staff of the ministry alone', async () => {
    await expect(clerkOf(benefits.database, 'export', {}, 'caseworker')).rejects.toThrow('serves ministry:benefits');
    await expect(clerkOf(benefits.database, 'export', { scope: 'identity' })).rejects.toThrow('field class benefits');
    await expect(clerkOf(benefits.database, 'export', { aud: 'somebody-else' })).rejects.toThrow('not valid');
    const refused = (await readLedger(benefits.database.adminUrl)).filter(({ outcome }) => outcome === 'REFUSED').map(({ reason, role }) => `${reason} ${role}`);
    expect(new Set(refused)).toEqual(new Set(['ROLE_NOT_ALLOWED caseworker', 'SCOPE_MISSING ministry:benefits', 'UNAUTHENTICATED null']));
  });

  it('is not an official\'s own record, by a filter that names it', async () => {
    const [own] = await asAdmin<{ iin: string }>(benefits.database, 'select iin from benefit_award_child limit 1');
    const iin = own?.iin ?? '';
    const clerk = await clerkOf(benefits.database, 'export', { iin, sub: 'clerk-9' });
    for (const filter of [{ childIin: iin }, { recipientIin: iin }]) await expect(exportAwards(clerk, { file: inFolder('own.csv'), format: 'csv', filter })).rejects.toThrow('No record is available');
    expect(existsSync(inFolder('own.csv'))).toBe(false);
    expect((await readLedger(benefits.database.adminUrl, 'clerk-9')).map(({ outcome, reason, iin: whose }) => [outcome, reason, whose])).toEqual([['REFUSED', 'OWN_RELATIVE', iin], ['REFUSED', 'OWN_RELATIVE', iin]]);
  });
});

const fileWith = (rows: readonly Cells[], name = 'in.csv'): string => {
  writeFileSync(inFolder(name), stringify([...rows], { header: true }));
  return inFolder(name);
};

interface Imported extends ImportCount {
  readonly rejects: readonly Cells[];
}

async function imported(clerk: Clerk, rows: readonly Cells[]): Promise<Imported> {
  const rejects = inFolder('rejects.csv');
  const count = await importFile(clerk, fileWith(rows), rejects);
  return { ...count, rejects: existsSync(rejects) ? parse(readFileSync(rejects, 'utf8'), { columns: true }) as Cells[] : [] };
}

const AWARDS = `select programme, component, recipient_iin, recipient_bin, region_kato, deciding_body, occurred_on, received_on, decided_on, since, until, status, suspended_from, end_reason, end_occurred_on, end_received_on,
    array(select c.iin || c.since || coalesce(c.until::text, '') from benefit_award_child c where c.award_id = a.id order by 1) as children,
    (select array[x.tier, x.gross::text, x.withheld::text, x.rule_version] from benefit_award_amount x where x.award_id = a.id order by valid_from desc limit 1) as amount
  from benefit_award a order by a.programme, a.recipient_iin, a.recipient_bin, a.since, a.component, children`;

describe('what comes in', () => {
  it('is what left: the same awards, and nothing when it comes again', async () => {
    const rows = await exported(await clerkOf(benefits.database, 'export'));
    const clerk = await clerkOf(empty, 'import', { sub: 'clerk-8' });
    expect(await imported(clerk, rows)).toEqual({ added: rows.length, known: 0, rejected: 0, rejects: [] });
    expect(await asAdmin(empty, AWARDS)).toEqual(await asAdmin(benefits.database, AWARDS));
    // Nothing says when they were paid, or how they came to stand as they do.
    expect(await asAdmin(empty, 'select id from benefit_payment union all select id from benefit_award_event')).toEqual([]);
    const [people] = await asAdmin<{ n: string }>(empty, `select count(*) as n from (select iin from benefit_award_child union select recipient_iin from benefit_award where recipient_iin is not null) x`);
    const records = await readLedger(empty.adminUrl, 'clerk-8');
    expect(new Set(records.map(({ iin }) => iin)).size).toBe(Number(people?.n));
    for (const { outcome, operation } of records) expect([outcome, operation]).toEqual(['WRITTEN', 'import']);

    const before = await everythingIn(empty.adminUrl);
    expect(await imported(clerk, rows)).toEqual({ added: 0, known: rows.length, rejected: 0, rejects: [] });
    expect(await everythingIn(empty.adminUrl)).toEqual(before);
  });

  describe('is checked', () => {
    /** Everyday awards, of people who are nobody in the register. */
    const [mother, child, other, elder] = [iinOf(8001), iinOf(8002), iinOf(8003), iinOf(8004)] as const;
    const BODY = '120190000001';
    const base = { component: '', recipientIin: mother, recipientBin: '', regionKato: '750000000', decidingBody: '', occurredOn: '2026-02-10', receivedOn: '2026-02-20', decidedOn: '2026-02-25', since: '2026-02-10', until: '', status: 'ACTIVE', suspendedFrom: '', endReason: '', endOccurredOn: '', endReceivedOn: '', children: child, amountFrom: '', withheld: '' };
    const carer: Cells = { ...base, programme: 'DIS_CARER', tier: 'EACH_CHILD', gross: '81871' };
    const care: Cells = { ...base, programme: 'CARE_STATE', until: '2027-08-10', tier: 'ORDER_1', gross: '24912.00' };
    const fund: Cells = { ...care, programme: 'CARE_GFSS', tier: 'REPLACEMENT', gross: '120000', withheld: '12000' };
    const maternity: Cells = { ...base, programme: 'MATERNITY', children: '', tier: 'PENSION_CONTRIBUTION', gross: '1000000', withheld: '100000', until: '2026-06-15' };
    const large: Cells = { ...base, programme: 'LARGE_FAM', tier: 'CHILDREN_4', gross: '69330', children: [child, other, elder, iinOf(8005)].join(' ') };

    let database: FreshDatabase;
    let clerk: Clerk;
    let body: string;
    beforeAll(async () => {
      database = await freshDatabase('benefits');
      clerk = await clerkOf(database, 'import');
      body = (await asAdmin<{ body: string }>(benefits.database, 'select deciding_body as body from benefit_award limit 1'))[0]?.body ?? '';
    });
    afterAll(() => database.drop());

    const reasons = async (row: Cells): Promise<string[]> => {
      const { rejects, added } = await imported(clerk, [{ ...row, ...(row['decidingBody'] === '' ? { decidingBody: body } : {}) }]);
      expect(added).toBe(0);
      return rejects.map(({ line, field, reason }) => `${line} ${field} ${reason}`);
    };

    it.each<[string, string, Cells]>([
      ['a code that is none', 'programme must be one of', { ...carer, programme: 'DIS_CARRER' }],
      ['a mistyped IIN', 'recipientIin IIN is mistyped', { ...carer, recipientIin: mother.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }],
      ['a mistyped child', 'children IIN must be a string', { ...carer, children: '12345' }],
      ['a mistyped BIN', 'decidingBody BIN is mistyped', { ...carer, decidingBody: BODY.replace('1', '2') }],
      ['no region', 'regionKato must be the KATO of one', { ...carer, regionKato: '990000000' }],
      ['a day that does not exist', 'since must be an existing day', { ...carer, since: '2026-02-30' }],
      ['a sum that is none', 'gross must be a sum', { ...carer, gross: '81 871' }],
      ['nobody who receives it', 'recipientIin either recipientIin or', { ...carer, recipientIin: '' }],
      ['a decision before the notice', 'decidedOn must not lie before', { ...carer, decidedOn: '2026-02-19' }],
      ['a decision that lies ahead', 'decidedOn must not lie ahead', { ...carer, decidedOn: '2027-01-01' }],
      ['an end before the beginning', 'until must not lie before since', { ...carer, until: '2026-01-01' }],
      ['an end without a reason', 'endReason must be there', { ...carer, status: 'TERMINATED', until: '2026-05-10', endOccurredOn: '2026-05-10', endReceivedOn: '2026-05-12' }],
      ['an amount of another year (R8)', 'gross must be what the rates give for the tier on the award\'s last day, or today: 81871.00', { ...carer, gross: '74427' }],
      ['one tenge less', 'gross must be what', { ...carer, gross: '81870' }],
      ['something withheld from a state benefit', 'withheld must be empty', { ...carer, withheld: '100' }],
      ['a case that the programme has not', 'tier must be a case', { ...carer, tier: 'ORDER_1' }],
      ['childcare past its term (R2)', 'until must be there, and not lie after', { ...care, until: '2027-08-11' }],
      ['childcare without an end (R2)', 'until must be there', { ...care, until: '' }],
      ['an application after eighteen months (R5)', 'receivedOn must not lie more than 18 months', { ...care, occurredOn: '2024-08-19', since: '2024-08-19', until: '2026-02-18' }],
      ['an insured carer\'s payment above the most (R9)', 'gross must lie between', { ...fund, gross: '238001', withheld: '23800' }],
      ['one below the least (R9)', 'gross must lie between', { ...fund, gross: '20000', withheld: '2000' }],
      ['one without the contribution (R9)', 'withheld must be the pension contribution', { ...fund, withheld: '' }],
      ['days of leave that are none (R10)', 'until since and until must enclose', { ...maternity, until: '2026-06-16' }],
      ['children of another number than the tier\'s (R7)', 'tier must be that of as many children', { ...large, children: [child, other, elder].join(' ') }],
      ['two children where each has an award', 'children must name one child', { ...carer, children: `${child} ${other}` }],
      ['a disability backdated too far', 'since must not lie more than 3 months', { ...carer, programme: 'DIS_CHILD', tier: 'UNDER_7', since: '2025-11-01' }],
      ['a last month paid that is no month', 'paidThrough must be the first day', { ...carer, paidThrough: '2026-03-10' }],
      ['one before the award', 'paidThrough must not lie before', { ...carer, paidThrough: '2025-12-01' }],
      ['one that lies ahead', 'paidThrough must not lie after', { ...carer, paidThrough: '2027-01-01' }],
      ['ASP_CHILD without ASP (R11)', 'programme ASP_CHILD needs', { ...carer, programme: 'ASP_CHILD', gross: '6488', until: '2026-04-30' }],
    ])('%s', async (_what, expected, row) => {
      expect(await reasons(row)).toEqual([expect.stringContaining(`2 ${expected}`)]);
    });

    it('so that good rows are in, and each bad one is told by its line', async () => {
      const good = [carer, care, maternity, large].map((row) => ({ ...row, decidingBody: body }));
      const [first, second] = good;
      if (first === undefined || second === undefined) throw new Error('no rows');
      const file = [...good.slice(0, 2), { ...first, gross: '1' }, ...good.slice(2), first, { ...first, decidedOn: '2026-02-26' }];
      expect(await imported(clerk, file)).toMatchObject({ added: 4, known: 1, rejected: 2, rejects: [{ line: '4', field: 'gross' }, { line: '8', field: 'decidedOn' }] });
      const amounts = await asAdmin<object>(database, `select a.programme, x.gross::text, x.withheld::text from benefit_award_amount x join benefit_award a on a.id = x.award_id order by a.id`);
      expect(amounts).toEqual([['DIS_CARER', '81871.00', '0.00'], ['CARE_STATE', '24912.00', '0.00'], ['MATERNITY', '1000000.00', '100000.00'], ['LARGE_FAM', '69330.00', '0.00']].map(([programme, gross, withheld]) => ({ programme, gross, withheld })));
    });

    it('against what is on record: one right once (R3, R5, R6), guardian or patronage (R13), the birth known', async () => {
      const CONFLICTS: readonly [Cells, string][] = [
        [{ ...fund, recipientIin: other }, 'children a child has another award of this right'],
        [{ ...carer, since: '2026-03-01' }, 'children a child has another award of this right'],
        [{ ...large, recipientIin: other, since: '2026-03-01' }, 'children a child has another award of this right'],
      ];
      for (const [row, expected] of CONFLICTS) expect(await reasons(row)).toEqual([expect.stringContaining(`2 ${expected}`)]);
      const birth: Cells = { ...base, programme: 'BIRTH', status: 'COMPLETED', since: '2026-02-20', until: '2026-02-20', endReason: 'PAID', endOccurredOn: '2026-02-25', endReceivedOn: '2026-02-25', tier: 'ORDER_1_TO_3', gross: '164350', children: elder, decidingBody: body };
      const guardian: Cells = { ...base, programme: 'GUARDIAN', component: 'CHILD_MONEY', tier: 'CHILD_MONEY', gross: '43250', children: elder, decidingBody: body };
      expect(await imported(clerk, [birth, guardian])).toMatchObject({ added: 2, rejected: 0 });
      expect(await reasons({ ...birth, since: '2026-02-21', until: '2026-02-21', recipientIin: other })).toEqual([expect.stringContaining('children a child has another award')]);
      expect(await reasons({ ...care, children: elder, occurredOn: '2026-02-15', until: '2027-08-15' })).toEqual([expect.stringContaining('until lies after one and a half years from the birth')]);
      const assistance: Cells = { ...base, programme: 'ASP', tier: 'POVERTY_LINE', gross: '30000', since: '2026-04-01', until: '2026-06-30', children: elder, decidingBody: body };
      expect(await imported(clerk, [assistance])).toMatchObject({ added: 1 });
      expect(await reasons({ ...assistance, programme: 'ASP_CHILD', tier: 'EACH_CHILD', gross: '6488' })).toEqual([expect.stringContaining('since ASP_CHILD is for children of one to six years')]);
      expect(await reasons({ ...guardian, programme: 'PATRONAGE', component: 'CARER_PAY', tier: 'CARER_PAY', gross: '151375', recipientIin: other })).toEqual([expect.stringContaining('one excludes the other')]);
    });

    it('and against the rows before: guardian or patronage (R13), survivor or disability where it came later (R12)', async () => {
      const [guarded, bereft, disabled] = [iinOf(8030), iinOf(8031), iinOf(8032)];
      const guardian: Cells = { ...base, programme: 'GUARDIAN', component: 'CHILD_MONEY', tier: 'CHILD_MONEY', gross: '43250', children: guarded };
      const patronage: Cells = { ...guardian, programme: 'PATRONAGE', component: 'CARER_PAY', tier: 'CARER_PAY', gross: '151375', recipientIin: other };
      const survivor: Cells = { ...base, programme: 'SURVIVOR', tier: 'MEMBERS_1', gross: '46783', children: bereft };
      const disability: Cells = { ...base, programme: 'DIS_CHILD', tier: 'UNDER_7', gross: '81871', children: bereft, occurredOn: '2026-02-11', since: '2026-02-11' };
      const before = { ...disability, children: disabled, occurredOn: '2026-02-09' };
      const rows = [guardian, patronage, survivor, disability, before, { ...survivor, children: disabled }].map((row) => ({ ...row, decidingBody: body }));
      expect(await imported(clerk, rows)).toMatchObject({ added: 4, rejects: [{ line: '3', field: 'programme' }, { line: '5', field: 'programme', reason: expect.stringContaining('one of the two by choice') }] });
      expect(await imported(clerk, rows.slice(3, 4))).toMatchObject({ added: 0, rejects: [{ line: '2', field: 'programme' }] });
    });

    it('and what was never due takes nobody\'s place, and gives no right', async () => {
      const neverDue = (programme: string, iin: string): Promise<unknown> => asAdmin(database, `
        update benefit_award a set status = 'TERMINATED', until = a.since, end_reason = 'FALSE_DATA', end_occurred_on = a.since, end_received_on = a.since from benefit_award_child c where c.award_id = a.id and c.iin = '${iin}' and a.programme = '${programme}';
        update benefit_award_child set never_due = true, until = since where iin = '${iin}' and programme = '${programme}'`);
      const [first, second, taker] = [iinOf(8020), iinOf(8021), iinOf(8022)];
      const [own, others] = [first, second].map((iin): Cells => ({ ...care, children: iin, decidingBody: body }));
      if (own === undefined || others === undefined) throw new Error('no rows');
      expect(await imported(clerk, [own, others])).toMatchObject({ added: 2 });
      for (const iin of [first, second]) await neverDue('CARE_STATE', iin);
      expect(await imported(clerk, [own])).toMatchObject({ added: 0, known: 1 });
      expect(await imported(clerk, [{ ...own, decidedOn: '2026-02-26' }, { ...others, recipientIin: taker }])).toMatchObject({ added: 2, rejects: [] });

      const assistance: Cells = { ...base, programme: 'ASP', tier: 'POVERTY_LINE', gross: '30000', since: '2026-04-01', until: '2026-06-30', recipientIin: taker, children: first, decidingBody: body };
      const addition: Cells = { ...assistance, programme: 'ASP_CHILD', tier: 'EACH_CHILD', gross: '6488' };
      expect(await imported(clerk, [assistance])).toMatchObject({ added: 1 });
      await neverDue('ASP', first);
      expect(await reasons(addition)).toEqual([expect.stringContaining('programme ASP_CHILD needs')]);
      expect(await imported(clerk, [{ ...assistance, decidedOn: '2026-02-26' }, addition])).toMatchObject({ added: 1, rejects: [{ line: '3' }] });
      expect(await imported(clerk, [addition])).toMatchObject({ added: 1, rejects: [] });
      const told = (await exported(clerk)).filter(({ children }) => children === second || children?.startsWith(`${second}/`));
      expect(told.map(({ recipientIin, neverDue: never }) => [recipientIin, never])).toEqual([[mother, 'true'], [taker, '']]);
    });

    it('and what was paid elsewhere is not paid again, neither months nor what is due once', async () => {
      const taken = await freshDatabase('benefits');
      const jobs = await openJobs({ ...benefits, database: taken });
      try {
        const taker = await clerkOf(taken, 'import');
        const [today, paidOn] = [civilDay(benefits.clock.now()), '2026-02-25'];
        const birth: Cells = { ...base, programme: 'BIRTH', status: 'COMPLETED', since: '2026-02-20', until: '2026-02-20', endReason: 'PAID', endOccurredOn: paidOn, endReceivedOn: paidOn, tier: 'ORDER_1_TO_3', gross: '164350', children: elder };
        const rows = [carer, { ...care, paidThrough: '2026-04-01' }, birth].map((row) => ({ ...row, paidThrough: '', ...row, decidingBody: body }));
        expect(await imported(taker, rows)).toMatchObject({ added: 3, rejects: [] });
        const [before, now] = [monthStart(today, -1), monthStart(today)];
        for (const month of ['2026-02-01', '2026-04-01', '2026-05-01', before, now]) await carryOut(jobs, await startOrResume(jobs, { month, region: null, dry: false }));
        const paid = await asAdmin<{ programme: string; month: string }>(taken, 'select a.programme, p.month::text from benefit_payment p join benefit_award a on a.id = p.award_id order by p.month, a.programme');
        expect(paid.map(({ programme, month }) => `${programme} ${month}`)).toEqual(['CARE_STATE 2026-05-01', `CARE_STATE ${before}`, `CARE_STATE ${now}`, `DIS_CARER ${now}`]);
        expect((await exported(taker)).map(({ programme, paidThrough }) => `${programme} ${paidThrough}`)).toEqual([`DIS_CARER ${now}`, `CARE_STATE ${now}`, `BIRTH ${before}`]);
      } finally {
        await jobs.close();
        await taken.drop();
      }
    });

    it('and a file that is none of awards is refused as a whole', async () => {
      const before = await everythingIn(database.adminUrl);
      for (const rows of [[{ programme: 'BIRTH', since: '2026-01-01' }], [{ ...carer, salary: '1' }]]) await expect(importFile(clerk, fileWith(rows), inFolder('rejects.csv'))).rejects.toThrow(WrongFile);
      await expect(importFile(clerk, inFolder('nowhere.csv'), inFolder('rejects.csv'))).rejects.toThrow('ENOENT');
      writeFileSync(inFolder('odd.csv'), `${Object.keys(carer).join(',')}\n1,2,3\n`);
      expect(await importFile(clerk, inFolder('odd.csv'), inFolder('rejects.csv'))).toEqual({ added: 0, known: 0, rejected: 1 });
      expect(await everythingIn(database.adminUrl)).toEqual(before);
    });

    it('and regional staff write in their regions alone', async () => {
      const regional = await clerkOf(database, 'import', { regions: ['710000000'] });
      const row = { ...carer, children: iinOf(8010), decidingBody: body };
      expect(await imported(regional, [row, { ...row, regionKato: '710000000' }])).toMatchObject({ added: 1, rejects: [{ line: '2', field: 'regionKato' }] });
    });
  });
});
