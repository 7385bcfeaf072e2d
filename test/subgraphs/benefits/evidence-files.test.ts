import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClerk } from '../../../subgraphs/benefits/modules/bulk/clerk.js';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { importEvidenceFile } from '../../../subgraphs/benefits/modules/evidence/evidence-import.js';
import type { EvidenceKind } from '../../../subgraphs/benefits/modules/evidence/evidence-files.js';
import { fixedClock } from '../../../subgraphs/shared/clock.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { iinOf } from './households.js';
import { rowsOf } from '../../support/jobs.js';

type Cells = Readonly<Record<string, string>>;

const folder = mkdtempSync(path.join(tmpdir(), 'balagraph-evidence-'));
let benefits: TestSubgraph;
let clerk: Clerk;
const clerkOf = async (claims: Readonly<Record<string, unknown>>): Promise<Clerk> =>
  openClerk({ databaseUrl: benefits.database.appUrl, ledgerKey: benefits.ledgerKey, tokens: benefits.issuer.tokens, token: await benefits.issuer.token('ministry:benefits', { claims }) }, 'import', benefits.clock);
beforeAll(async () => {
  benefits = await startTestSubgraph('benefits', { clock: fixedClock('2026-11-27T07:00:00Z') });
  clerk = await clerkOf({ sub: 'evidence-clerk' });
});
afterAll(async () => {
  await clerk.close();
  await benefits.close();
  rmSync(folder, { recursive: true });
});

async function read(kind: EvidenceKind, rows: readonly Cells[], as = clerk) {
  const [file, rejects] = [path.join(folder, 'in.csv'), path.join(folder, 'out.csv')];
  writeFileSync(file, stringify([...rows], { header: true }));
  const { added, known } = await importEvidenceFile(as, kind, file, rejects);
  const bad = existsSync(rejects) ? (parse(readFileSync(rejects, 'utf8'), { columns: true }) as Cells[]) : [];
  return { added, known, rejects: bad.map(({ line, field, reason }) => `${line} ${field} ${reason}`) };
}

const recorded = (table: string, columns: string, iin: string) => rowsOf(benefits, `select ${columns} from ${table} where iin = '${iin}' order by id`);

/** Of each kind a row, as it may be. */
const GOOD: readonly (readonly [kind: EvidenceKind, row: Cells, table: string])[] = [
  ['disability', { group: 'II', validFrom: '2026-01-10', validTo: '' }, 'disability_record'],
  ['contributions', { firstMonth: '2025-01-01', lastMonth: '2025-12-01', monthlyIncome: '250000' }, 'insurance_contribution'],
  ['incomes', { quarter: '2026-07-01', income: '90000.50', members: '4', needFound: '' }, 'income_statement'],
  ['study', { validFrom: '2026-09-01', validTo: '' }, 'study_record'],
  ['mother-awards', { award: 'ALTYN_ALQA', validFrom: '2020-05-01', validTo: '' }, 'mother_award'],
];

describe('a file of evidence', () => {
  it.each(GOOD)('of kind %s is taken in, on record in the ledger, and changes nothing when it comes again', async (kind, row, table) => {
    const iin = iinOf(9100 + GOOD.findIndex(([one]) => one === kind));
    const whole = { iin, ...row, source: 'register of the test' };
    expect(await read(kind, [whole])).toEqual({ added: 1, known: 0, rejects: [] });
    const before = await recorded(table, '*', iin);
    expect(before).toHaveLength(1);
    expect((await readLedger(benefits.database.adminUrl, 'evidence-clerk')).at(-1)).toMatchObject({ iin, outcome: 'WRITTEN', purpose: 'BENEFIT_ASSESSMENT', operation: 'import', name: table });
    expect(await read(kind, [whole, { ...whole, source: 'another register' }])).toEqual({ added: 0, known: 2, rejects: [] });
    expect(await recorded(table, '*', iin)).toEqual(before);
  });

  it('ends a period that was open, once, contradicts nothing, and comes again as it was before', async () => {
    const row = { iin: iinOf(9110), group: 'III', validFrom: '2026-01-10', validTo: '', source: 'test' };
    await read('disability', [row]);
    expect(await read('disability', [{ ...row, validTo: '2026-06-01' }, { ...row, validTo: '2026-07-01' }, { ...row, group: 'I' }, row])).toEqual({
      added: 1, known: 1, rejects: ['3 validTo is not what is on record for this person and validFrom.', '4 group is not what is on record for this person and validFrom.'],
    });
    expect(await recorded('disability_record', 'disability_group as "group", valid_to::text as "to"', row.iin)).toEqual([{ group: 'III', to: '2026-06-01' }]);
  });

  it('adds what the commission found to a statement of income', async () => {
    const row = { iin: iinOf(9111), quarter: '2026-04-01', income: '1', members: '2', needFound: '', source: 'test' };
    await read('incomes', [row]);
    expect(await read('incomes', [{ ...row, needFound: 'true' }, { ...row, needFound: 'false' }])).toMatchObject({ added: 1, rejects: ['3 needFound is not what is on record for this person and quarter.'] });
    expect(await recorded('income_statement', 'need_found', row.iin)).toEqual([{ need_found: true }]);
  });

  it('has no two periods of a person that overlap, in the file or with what is on record', async () => {
    const of = (iin: string, firstMonth: string, lastMonth: string): Cells => ({ iin, firstMonth, lastMonth, monthlyIncome: '100000', source: 'test' });
    const [one, other] = [iinOf(9112), iinOf(9113)];
    expect(await read('contributions', [of(one, '2025-01-01', '2025-06-01'), of(other, '2025-06-01', ''), of(one, '2025-06-01', '2025-07-01'), of(one, '2025-07-01', ''), of(one, '2025-12-01', '')])).toEqual({
      added: 3, known: 0, rejects: ['4 firstMonth overlaps with what is on record for this person.', '6 firstMonth overlaps with what is on record for this person.'],
    });
    expect(await read('contributions', [of(one, '2025-07-01', '2025-11-01'), of(one, '2025-12-01', '')])).toEqual({ added: 2, known: 0, rejects: [] });
  });

  it.each<[EvidenceKind, Cells, string]>([
    ['disability', { iin: '123' }, 'iin IIN must be'],
    ['disability', { group: 'IV' }, 'group must be one of I, II, III.'],
    ['disability', { validFrom: '' }, 'validFrom must be there.'],
    ['disability', { validFrom: '2026-02-30' }, 'validFrom must be an existing day'],
    ['disability', { validTo: '2026-01-10' }, 'validTo must lie after validFrom'],
    ['disability', { source: '' }, 'source must be there.'],
    ['contributions', { firstMonth: '2025-01-02' }, 'firstMonth must be the first day of a month'],
    ['contributions', { firstMonth: '2026-12-01' }, 'firstMonth must be the first day of a month that has begun'],
    ['contributions', { lastMonth: '2024-12-01' }, 'lastMonth must not lie before firstMonth.'],
    ['contributions', { monthlyIncome: '-1' }, 'monthlyIncome must be a sum'],
    ['incomes', { quarter: '2026-08-01' }, 'quarter must be the first day of a quarter'],
    ['incomes', { quarter: '2026-10-01' }, 'quarter must be the first day of a quarter that is over'],
    ['incomes', { members: '0' }, 'members must be a number from 1 to 50.'],
    ['incomes', { needFound: 'yes' }, 'needFound must be one of true, false.'],
    ['mother-awards', { award: 'KUMIS' }, 'award must be one of'],
  ])('of kind %s with %j is told what it may be', async (kind, change, expected) => {
    const good = GOOD.find(([one]) => one === kind)?.[1] ?? {};
    const { added, rejects } = await read(kind, [{ iin: iinOf(9120), ...good, source: 'test', ...change }]);
    expect([added, rejects]).toEqual([0, [expect.stringContaining(`2 ${expected}`)]]);
  });

  it('is for staff who work for the whole country', async () => {
    const regional = await clerkOf({ regions: ['750000000'] });
    await expect(read('study', [{ iin: iinOf(9130), validFrom: '2026-09-01', validTo: '', source: 'test' }], regional)).rejects.toThrow('whole country');
    await regional.close();
  });
});
