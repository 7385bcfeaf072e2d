import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeParquet } from '../../../subgraphs/audit/modules/evidence/evidence-files.js';
import { csvOf, EVIDENCE_COLUMNS } from '../../../subgraphs/audit/modules/evidence/evidence-rows.js';
import { makeEvidence } from '../../../subgraphs/audit/modules/evidence/make-evidence.js';
import { snapshotsOf } from '../../../subgraphs/audit/modules/snapshot/read/snapshots.js';
import { FindingLab, type Answered } from './support/finding-lab.js';

/* What leaves of findings as files: whose rows, for whom, until when, and that the same is the same to the byte. */

let lab: FindingLab;
let engagement: string;
const out = mkdtempSync(path.join(tmpdir(), 'balagraph-test-evidence-'));
beforeAll(async () => {
  lab = await FindingLab.open(['R2', 'R4']);
  await lab.snapshot();
  engagement = await lab.engagement({ caseNumber: 'GA-7/2026' });
}, 240_000);
afterAll(async () => {
  await snapshotsOf(lab.settings).close();
  await lab.close();
  rmSync(out, { recursive: true, force: true });
});

const EXPORT = '... on EvidenceExport { id engagement snapshot recipient requestedAt expiresAt times madeAt rows findings checksum rules { id version rows runChecksum } }';

const asked = (input: Readonly<Record<string, unknown>> = {}): Promise<Answered> => lab.change('exportEvidence', { engagement, recipient: 'Specialised court of Astana', ...input }, EXPORT);

const made = (id: unknown): ReturnType<typeof makeEvidence> => makeEvidence({ surroundings: lab.jobs, settings: lab.settings, out }, String(id));

const file = (id: unknown, ending: string): Buffer => readFileSync(path.join(out, `evidence-${String(id)}`, `evidence-${String(id)}.${ending}`));

/** The rows of a CSV without the line that says whom it is for. */
const rowsOf = (id: unknown): string => file(id, 'csv').toString().replace(/^#.*\n/, '');

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('an export', () => {
  it('is asked for of findings, by members of the engagement, for somebody', async () => {
    expect(await asked()).toMatchObject({ code: 'NO_SNAPSHOT' });
    await lab.run('R2');
    expect(await asked({ engagement: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55' })).toMatchObject({ code: 'UNKNOWN_ENGAGEMENT' });
    for (const wrong of [{ recipient: ' ' }, { recipient: 'a\nb' }, { recipient: `For ${lab.truths[0]?.child ?? ''}` }, { recipient: 'x'.repeat(201) }, { recipient: 'A court; =HYPERLINK("https://example.kz")' }, { recipient: 'A court,"@SUM(1)' }, { days: 0 }, { days: 91 }]) await expect(asked(wrong)).rejects.toThrow('BAD_USER_INPUT');
    const wish = await asked({ days: 3 });
    expect(wish).toMatchObject({ engagement, recipient: 'Specialised court of Astana', times: 0, madeAt: null, rows: null, checksum: null, rules: [] });
    expect(Date.parse(String(wish['expiresAt'])) - Date.parse(String(wish['requestedAt']))).toBe(3 * 86_400_000);
  });

  it('has every row of the findings, with lineage, and the name of whom it is for in every file', async () => {
    const { id } = await asked();
    const { made: result, folder } = await made(id);
    expect(readdirSync(folder).sort()).toEqual(['csv', 'json', 'parquet'].map((ending) => `evidence-${String(id)}.${ending}`));
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
    const manifest = JSON.parse(file(id, 'json').toString()) as { files: { name: string; bytes: number; sha256: string }[] };
    const [run] = await lab.rows<{ checksum: string; rows: string; findings: string }>('select checksum, rows::text, findings::text from rule_run');
    expect(manifest).toMatchObject({
      format: 1, export: id, engagement, caseNumber: 'GA-7/2026', recipient: 'Specialised court of Astana', rows: Number(run?.rows), findings: Number(run?.findings), checksum: result.checksum,
      rules: [{ id: 'R2', version: 2, rows: Number(run?.rows), runChecksum: run?.checksum }],
      snapshot: { manifestHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, asOf: expect.any(String) as string },
    });
    for (const { name, bytes, sha256: checksum } of manifest.files) expect([bytes, checksum]).toEqual([readFileSync(path.join(folder, name)).length, sha256(readFileSync(path.join(folder, name)))]);
    expect(result.checksum).toBe(sha256(rowsOf(id)));
    expect(rowsOf(id).split('\n').length).toBe(Number(run?.rows) + 2);
    for (const ending of ['csv', 'parquet', 'json']) expect(file(id, ending).includes(Buffer.from(`Balagraph evidence ${String(id)}, for Specialised court of Astana, until 2026-1`))).toBe(true);
  });

  it('is the same rows in Parquet, with their types', async () => {
    const { id } = await asked();
    await made(id);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const place = path.join(out, `evidence-${String(id)}`, `evidence-${String(id)}`);
    const differing = `(select * from read_parquet('${place}.parquet')) a full join (select * from read_csv('${place}.csv', skip = 1, header = true, all_varchar = true)) b on a.finding = b.finding and a.month = b.month::date and a.record = b.record
      where a.finding is null or b.finding is null or a.amount <> b.amount::decimal(38,18) or a.facts is distinct from b.facts or a.about <> b.about or a.rule_version <> b.rule_version::integer or a.region is distinct from b.region`;
    const reader = await connection.runAndReadAll(`select (select count(*) from read_parquet('${place}.parquet')) as n, (select count(*) from ${differing}) as differing, (select string_agg(distinct currency) from read_parquet('${place}.parquet')) as currency`);
    const [run] = await lab.rows<{ rows: string }>('select rows::text from rule_run');
    expect(reader.getRowObjectsJson()).toEqual([{ n: run?.rows, differing: '0', currency: 'KZT' }]);
    connection.closeSync();
  });

  it('has all rows in Parquet, whatever stands in the name of whom it is for', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const recipient of ['Суд г. Астаны, "дело" 7', `O'Brien, 5" and a "half`, '"quoted"']) {
      const { id } = await asked({ recipient });
      const { made: result, folder } = await made(id);
      const parquet = path.join(folder, `evidence-${String(id)}.parquet`).replaceAll(`'`, `''`);
      const reader = await connection.runAndReadAll(`select (select count(*)::integer from read_parquet('${parquet}')) as n, (select decode(value) from parquet_kv_metadata('${parquet}') where decode(key) = 'balagraph') as mark`);
      expect(result.rows).toBeGreaterThan(0);
      expect(reader.getRowObjectsJson()).toEqual([{ n: result.rows, mark: expect.stringContaining(`, for ${recipient}, until `) as string }]);
    }
    connection.closeSync();
  });

  it('fails where the Parquet file has other rows than the CSV', async () => {
    const folder = mkdtempSync(path.join(out, 'rows-'));
    const csv = path.join(folder, 'two.csv');
    writeFileSync(csv, csvOf([EVIDENCE_COLUMNS.map(() => null), EVIDENCE_COLUMNS.map(() => null)]).text);
    const order = { folder, csv, parquet: path.join(folder, 'two.parquet'), mark: 'mark' };
    await expect(writeParquet({ ...order, rows: 3 })).rejects.toThrow('has 2 rows, and not 3');
    await writeParquet({ ...order, rows: 2 });
    rmSync(folder, { recursive: true });
  });

  it('is the same to the byte when it is made again, and its rows are whoever they are for', async () => {
    const { id } = await asked();
    const { made: first } = await made(id);
    const bytes = ['csv', 'parquet', 'json'].map((ending) => sha256(file(id, ending)));
    await made(id);
    expect(['csv', 'parquet', 'json'].map((ending) => sha256(file(id, ending)))).toEqual(bytes);
    const { id: other } = await asked({ recipient: 'Committee, Ministry of Labour' });
    expect((await made(other)).made.checksum).toBe(first.checksum);
    expect(rowsOf(other)).toBe(rowsOf(id));
    expect(sha256(file(other, 'csv'))).not.toBe(bytes[0]);
    const [kept] = (await lab.ask(`{ evidenceExports(engagement: "${engagement}", first: 2) { edges { node { id times checksum } } } }`))['edges'] as Answered[];
    expect(kept).toEqual({ node: { id: other, times: 1, checksum: first.checksum } });
  });

  it('under another engagement has nobody in common with this one, not even by their order', async () => {
    const [{ id: own }, { id: other }] = [await asked(), await asked({ engagement: await lab.engagement() })];
    await made(own);
    await made(other);
    const cells = (id: unknown): string[][] => rowsOf(id).trim().split('\n').slice(1).map((line) => line.split(','));
    const names = (id: unknown): Set<string> => new Set(rowsOf(id).match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? []);
    expect(names(own).size).toBeGreaterThan(5);
    expect(names(own).intersection(names(other)).size).toBe(0);
    const snapshotNames = await lab.rows<{ name: string }>('select name from audit_subject union select public_id::text from finding');
    expect(snapshotNames.filter(({ name }) => names(own).has(name))).toEqual([]);
    for (const id of [own, other]) expect(cells(id).map((row) => row[2] ?? '')).toEqual(cells(id).map((row) => row[2] ?? '').sort());
    const people = lab.truths.flatMap(({ child, others }) => [child ?? '', ...others]).filter((iin) => iin !== '');
    expect(people.filter((iin) => rowsOf(own).includes(iin))).toEqual([]);
  });

  it('has what a filter fits, in the regions of the engagement', async () => {
    const all = (await lab.ask(`{ findings(engagement: "${engagement}", first: 100) { edges { node { regions rows amount { amount } } } } }`))['edges'] as { node: { regions: string[]; rows: number; amount: { amount: string } } }[];
    const region = all[0]?.node.regions[0] ?? '';
    const most = Math.max(...all.map(({ node }) => Number(node.amount.amount)));
    const count = (fits: (node: (typeof all)[number]['node']) => boolean): number => all.filter(({ node }) => fits(node)).reduce((sum, { node }) => sum + node.rows, 0);
    const rows = async (input: Readonly<Record<string, unknown>>): Promise<number> => (await made((await asked(input))['id'])).made.rows;
    expect(await rows({ filter: { region } })).toBe(count(({ regions }) => regions.includes(region)));
    expect(await rows({ filter: { minimumAmount: String(most) } })).toBe(count(({ amount }) => Number(amount.amount) >= most));
    expect(await rows({ engagement: await lab.engagement({ regions: [region] }) })).toBe(count(({ regions }) => regions.includes(region)));
    expect(await rows({ filter: { status: 'REMEDIED' } })).toBe(0);
  });

  it('is on record whenever it is made', async () => {
    const { id } = await asked();
    await made(id);
    const records = await lab.rows<{ fields: string[] }>(`select e.fields from ledger_record r join ledger_effect e on e.id = r.effect where r.correlation = '${String(id)}'`);
    expect(records.map(({ fields }) => fields)).toEqual([expect.arrayContaining(['Mutation.exportEvidence', `Engagement ${engagement}`])]);
  });

  it('is not made where its rows are others than the first time, nor for nobody', async () => {
    const { id } = await asked();
    await made(id);
    await lab.rows(`update evidence_export set made = jsonb_set(made, '{checksum}', '"another"') where public_id = '${String(id)}'`);
    await expect(made(id)).rejects.toThrow('not those of the first time');
    await expect(made('0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55')).rejects.toThrow('No export has this id');
  });

  it('says of a rule that was asked and has no rows in it that it was', async () => {
    const { id } = await asked({ filter: { rule: 'R2', status: 'REMEDIED' } });
    expect((await made(id)).made).toMatchObject({ rows: 0, rules: [{ id: 'R2', rows: 0 }] });
    expect((await made((await asked({ filter: { rule: 'R4' } }))['id'])).made).toMatchObject({ rows: 0, rules: [] });
  });

  it('is not made of a part of its findings when others have gone on to a newer snapshot', async () => {
    const [{ id: own }, { id: late }] = [await asked(), await asked()];
    await made(own);
    lab.wait(1);
    await lab.snapshot();
    const { made: again } = await made(own);
    expect(again.rows).toBeGreaterThan(0);
    await lab.run('R2');
    for (const id of [own, late]) await expect(made(id)).rejects.toThrow('stand at a newer snapshot');
    expect((await made((await asked())['id'])).made).toMatchObject({ rows: again.rows });
  });

  it('is gone with its engagement', async () => {
    const ended = await lab.engagement();
    const { id } = await asked({ engagement: ended });
    await lab.change('closeEngagement', { engagement: ended }, '');
    await expect(made(id)).rejects.toThrow('engagement has ended');
  });

  it('is gone when it has expired', async () => {
    const { id } = await asked({ days: 1 });
    lab.wait(1);
    await expect(made(id)).rejects.toThrow('has expired');
    expect(readdirSync(out)).not.toContain(`evidence-${String(id)}`);
  });
});
