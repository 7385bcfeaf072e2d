import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bookPaidFile } from '../../../local/benefits/paid-file.js';
import { StartFailure } from '../../../local/failure.js';
import { carryOut, startOrResume } from '../../../subgraphs/benefits/modules/payment-run/carry-out.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { awarded } from './support/awards.js';
import { openJobs, rowsOf, type TestJobs } from '../../support/jobs.js';

const HEADER = 'payment,amount,paid_on,status';

let benefits: TestSubgraph;
let jobs: TestJobs;
let folder: string;
let numbers: string[];
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { clock: fixedClock('2026-11-27T07:00:00Z') });
  jobs = await openJobs(benefits);
  folder = mkdtempSync(path.join(tmpdir(), 'balagraph-paid-'));
});
afterAll(async () => {
  await jobs.close();
  await benefits.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await rowsOf(benefits, 'truncate benefit_award, payment_run cascade');
  for (let i = 0; i < 5; i += 1) await awarded(benefits, { programme: 'LARGE_FAM', tier: 'CHILDREN_4', since: '2026-02-01', exact: '69329.75', gross: '69330' });
  await carryOut(jobs, await startOrResume(jobs, { month: '2026-11-01', region: null, dry: false }));
  numbers = (await rowsOf<{ id: string }>(benefits, 'select id::text from benefit_payment order by id')).map(({ id }) => id);
});

const book = (lines: readonly string[], name = 'paid.csv') => {
  const file = path.join(folder, name);
  writeFileSync(file, [HEADER, ...lines, ''].join('\n'));
  return bookPaidFile(jobs, file);
};
const rejects = (name = 'paid.csv'): string[] => readFileSync(path.join(folder, `${name}.rejects.csv`), 'utf8').trimEnd().split('\n');
const payments = () => rowsOf(benefits, `select state, paid_on::text as paid, returned_on::text as returned from benefit_payment order by id`);
const DUE = { state: 'DUE', paid: null, returned: null };

describe('a paid file', () => {
  it('marks what was paid and what came back; bad lines are told by number and reason, and good ones are in', async () => {
    const [a, b, c, d] = numbers;
    const report = await book([
      `${a},69330.00,2026-11-10,PAID`,
      `${b},69330,2026-11-11,RETURNED`,
      `${c},69329.00,2026-11-10,PAID`,
      '',
      '999999999,69330.00,2026-11-10,PAID',
      `${d},69330.00,2026-10-31,PAID`,
      `"${d}`,
    ]);
    expect(report).toEqual({ applied: 2, known: 0, rejected: 4 });
    expect(await payments()).toEqual([{ state: 'PAID', paid: '2026-11-10', returned: null }, { state: 'RETURNED', paid: null, returned: '2026-11-11' }, DUE, DUE, DUE]);
    const [header, ...rows] = rejects();
    expect(header).toBe('line,reason,record');
    expect(rows.toSorted()).toEqual([
      `4,the payment is of another amount,"${c},69329.00,2026-11-10,PAID"`,
      '6,no payment has this number,"999999999,69330.00,2026-11-10,PAID"',
      `7,the day lies before the month that was paid,"${d},69330.00,2026-10-31,PAID"`,
      `8,it is no CSV: a quotation mark stands where none may,"""${d}"`,
    ]);
  });

  it('read again changes nothing, also after the money of a later file came back', async () => {
    const [a, b] = numbers;
    const first = [`${a},69330.00,2026-11-10,PAID`, `${b},69330.00,2026-11-10,PAID`];
    await book(first, 'first.csv');
    expect(await book([`${a},69330.00,2026-11-20,RETURNED`], 'second.csv')).toEqual({ applied: 1, known: 0, rejected: 0 });
    const before = await payments();
    expect(await book(first, 'first.csv')).toEqual({ applied: 0, known: 2, rejected: 0 });
    expect(await book([`${a},69330.00,2026-11-20,RETURNED`], 'second.csv')).toEqual({ applied: 0, known: 1, rejected: 0 });
    expect(await payments()).toEqual(before);
    expect(existsSync(path.join(folder, 'first.csv.rejects.csv'))).toBe(false);
  });

  it('says of one payment what happened to it in turn', async () => {
    const [a] = numbers;
    expect(await book([`${a},69330.00,2026-11-10,PAID`, `${a},69330.00,2026-11-10,PAID`, `${a},69330.00,2026-11-15,RETURNED`])).toEqual({ applied: 2, known: 1, rejected: 0 });
    expect((await payments())[0]).toEqual({ state: 'RETURNED', paid: '2026-11-10', returned: '2026-11-15' });
  });

  it('contradicts nothing that was reported before', async () => {
    const [a, b] = numbers;
    await book([`${a},69330.00,2026-11-10,PAID`, `${b},69330.00,2026-11-10,RETURNED`]);
    await book([`${a},69330.00,2026-11-11,PAID`, `${a},69330.00,2026-11-09,RETURNED`, `${b},69330.00,2026-11-11,PAID`, `${b},69330.00,2026-11-12,RETURNED`]);
    expect(rejects().slice(1).map((line) => line.split(',')[1])).toEqual([
      'it was reported as paid on another day', 'it came back before it was paid', 'it was reported as returned already', 'it was reported as returned already',
    ]);
  });

  it('with another first line is not read at all', async () => {
    const file = path.join(folder, 'other.csv');
    writeFileSync(file, `id,sum\n${numbers[0]},69330.00\n`);
    await expect(bookPaidFile(jobs, file)).rejects.toThrow(StartFailure);
    await expect(bookPaidFile(jobs, path.join(folder, 'nowhere.csv'))).rejects.toThrow('ENOENT');
    expect(await payments()).toEqual(numbers.map(() => DUE));
  });

  it('leaves a record in the ledger where it changed something, which leads to the payments', async () => {
    const records = async () => (await readLedger(benefits.database.adminUrl)).filter(({ account }) => account === 'reconciliation').map(({ correlation }) => correlation);
    const before = await records();
    await book([`${numbers[0]},69330.00,2026-11-10,PAID`]);
    await book([`${numbers[0]},69330.00,2026-11-10,PAID`]);
    const [record, ...others] = (await records()).slice(before.length);
    expect([others, await rowsOf(benefits, 'select id::text from benefit_payment where settled_by = $1', [record])]).toEqual([[], [{ id: numbers[0] }]]);
  });
});
