import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publications, schemaOf, type PublishedView } from '../../../subgraphs/audit/modules/snapshot/published.js';
import type { Manifest } from '../../../subgraphs/audit/modules/snapshot/manifest.js';
import type { Cell, Row } from '../../../subgraphs/audit/modules/snapshot/read/rows.js';
import type { SnapshotRow } from '../../../subgraphs/audit/modules/snapshot/snapshot.repository.js';
import { onSource } from '../../../subgraphs/audit/modules/snapshot/take/source.js';
import { SnapshotLab } from './support/snapshot-lab.js';

/* What a snapshot is: the rows of every published view as they were at one moment, under pseudonyms, and nothing by which anybody could be told. */

const views = publications().flatMap((publication) => publication.views);
const nameOf = ({ source, view }: PublishedView): string => `${schemaOf(source)}.${view}`;

let lab: SnapshotLab;
let first: SnapshotRow;
let second: SnapshotRow;
beforeAll(async () => {
  lab = await SnapshotLab.open(200);
  first = await lab.take();
  second = await lab.take(first.asOf);
});
afterAll(() => lab.close());

const manifestOf = ({ id }: SnapshotRow): Manifest => JSON.parse(readFileSync(path.join(lab.folder, id, 'manifest.json'), 'utf8')) as Manifest;

const isInstant = (cell: unknown): cell is string => typeof cell === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(cell);

/** A cell in the words of both sides. */
function plain(cell: Cell, type: string): Cell {
  if (cell === null) return null;
  if (type === 'numeric') return new Decimal(String(cell)).toFixed();
  return isInstant(cell) ? cell.replace(/0+Z$/, 'Z').replace('.Z', 'Z') : cell;
}

const canonical = (rows: readonly Row[], { columns }: PublishedView): string[] => rows.map((row) => JSON.stringify(columns.map(({ name, type }) => plain(row[name] ?? null, type)))).sort();

/** The rows of a view as PostgreSQL has them under a snapshot's key and moment. */
const inSource = (row: SnapshotRow, { source, view, columns }: PublishedView): Promise<Row[]> =>
  onSource({ url: lab.database(source).auditUrl, key: lab.keyOf(row), asOf: row.asOf }, async (client) => {
    const list = columns.map(({ name, type }) => {
      if (type === 'timestamp with time zone') return `to_char(${name}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${name}`;
      return type === 'integer' || type === 'boolean' ? name : `${name}::text`;
    });
    return (await client.query<Row>(`select ${list.join(', ')} from audit_export.${view}`)).rows;
  });

describe('its rows', () => {
  it.each(views.map((view) => [nameOf(view), view] as const))('%s: are those of the view, cell for cell', async (name, view) => {
    const [expected, found] = [await inSource(first, view), await lab.ask(first, `select * from ${name}`)];
    expect(canonical(found, view)).toEqual(canonical(expected, view));
  });

  it('are some of most views', async () => {
    const counted = await lab.views(first);
    expect(counted.map(({ source, view }) => `${schemaOf(source)}.${view}`).sort()).toEqual(views.map(nameOf).sort());
    expect(counted.filter(({ rows }) => (rows ?? 0) > 0).length).toBeGreaterThan(20);
  });

  it('keep decimals exactly, however many places they have', async () => {
    const [least] = await lab.ask<{ lowest: string }>(first, `select lowest from benefits.benefit_award_amount where lowest <> round(lowest, 6) limit 1`);
    expect(least?.lowest).toMatch(/^\d+\.\d{18}$/);
    const [sum] = await lab.ask<{ sum: string }>(first, 'select sum(amount) as sum from benefits.benefit_payment');
    const [stored] = await onSource({ url: lab.database('benefits').auditUrl, key: lab.keyOf(first), asOf: first.asOf }, async (client) => (await client.query<{ sum: string }>('select sum(amount)::text as sum from audit_export.benefit_payment')).rows);
    expect(new Decimal(String(sum?.sum)).equals(stored?.sum ?? 0)).toBe(true);
    expect(typeof sum?.sum).toBe('string');
  });
});

describe('two snapshots of one moment', () => {
  it('have the same counts', async () => {
    expect(second.asOf).toBe(first.asOf);
    const counts = async (row: SnapshotRow): Promise<unknown[]> => (await lab.views(row)).map(({ source, view, rows }) => [source, view, rows]);
    expect(await counts(second)).toEqual(await counts(first));
  });

  it('have no pseudonym in common', async () => {
    const subjects = async (row: SnapshotRow): Promise<Set<string>> => new Set((await lab.ask<{ subject: string }>(row, 'select distinct subject from savings.savings_participant')).map(({ subject }) => subject));
    const [one, other] = [await subjects(first), await subjects(second)];
    expect(one.size).toBeGreaterThan(100);
    expect(one.intersection(other).size).toBe(0);
    expect(first.keyFingerprint).not.toBe(second.keyFingerprint);
  });
});

describe('pseudonyms', () => {
  it('are the same in every programme', async () => {
    const [joined] = await lab.ask<{ n: number }>(first, 'select count(distinct subject) as n from savings.savings_participant join benefits.benefit_award_child using (subject)');
    expect(joined?.n).toBeGreaterThan(50);
  });

  it('are made with the snapshot\'s key, which is kept sealed', async () => {
    const [iin] = lab.people.households.flatMap(({ persons }) => persons).map((person) => person.iin);
    const digits = createHmac('sha256', Buffer.from(lab.keyOf(first), 'hex')).update(iin ?? '').digest('hex').slice(0, 32);
    const uuid = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    const all = await Promise.all(views.map(async (view) => (await lab.ask<{ n: number }>(first, `select count(*) as n from ${nameOf(view)} where subject = '${uuid}'`))[0]?.n ?? 0));
    expect(all.some((n) => n > 0)).toBe(true);
    expect(Buffer.from(first.sealedKey ?? '', 'base64').includes(Buffer.from(lab.keyOf(first), 'hex'))).toBe(false);
    expect(() => lab.keyOf({ ...first, id: second.id })).toThrow();
  });
});

describe('nobody is named', () => {
  const read = (row: SnapshotRow, sql: string): Promise<Row[]> => lab.useInMemory(row, ({ rows }) => rows(sql));

  /** Every different cell of a snapshot, and of its manifest. */
  async function everything(row: SnapshotRow): Promise<string> {
    const cells = new Set<string>();
    for (const view of views) {
      for (const found of await read(row, `select * from ${nameOf(view)}`)) for (const cell of Object.values(found)) if (cell !== null) cells.add(String(cell));
    }
    return [...cells, JSON.stringify(manifestOf(row))].join('\n');
  }

  it('by an IIN, a name or an address', async () => {
    const text = await everything(first);
    expect(text.length).toBeGreaterThan(50_000);
    const people = lab.people.households.flatMap(({ persons }) => persons);
    const telling = people.flatMap(({ iin, name, residences }) => [iin, name.latin.surname, name.latin.given, name.ru.surname, name.ru.given, name.kk.surname, name.kk.given, ...residences.map(({ address }) => address)]);
    expect(telling.length).toBeGreaterThan(2_000);
    // Many have a name in common.
    expect([...new Set(telling)].filter((one) => text.includes(one))).toEqual([]);
  });

  it('by a day of birth', async () => {
    const key = Buffer.from(lab.keyOf(first), 'hex');
    const pseudonym = (iin: string): string => createHmac('sha256', key).update(iin).digest('hex').slice(0, 32);
    const born = new Map(lab.people.households.flatMap(({ persons }) => persons).map(({ iin, birthDate }) => [pseudonym(iin), birthDate]));
    const told: string[] = [];
    let looked = 0;
    for (const view of views) {
      const people = view.columns.filter(({ type }) => type === 'uuid').map(({ name }) => name);
      const days = view.columns.filter(({ type }) => type === 'date' || type === 'timestamp with time zone').map(({ name }) => name);
      for (const row of await read(first, `select * from ${nameOf(view)}`)) {
        for (const day of people.flatMap((column) => born.get(String(row[column]).replaceAll('-', '')) ?? [])) {
          looked += 1;
          if (day.slice(8) !== '01' && days.some((column) => String(row[column]).startsWith(day))) told.push(`${nameOf(view)} ${day}`);
        }
      }
    }
    expect(looked).toBeGreaterThan(1_000);
    expect(told).toEqual([]);
  });
});

describe('its manifest', () => {
  it('says what the views are, what they were taken from, and how far the ledgers had come', () => {
    const manifest = manifestOf(first);
    expect(manifest).toMatchObject({ format: 1, id: first.id, asOf: first.asOf, keyFingerprint: first.keyFingerprint, checkpoint: null, tools: { node: process.versions.node } });
    expect(manifest.views.map(({ name }) => name)).toEqual(views.map(nameOf));
    for (const [i, { columns, files, rows, bytes }] of manifest.views.entries()) {
      expect(columns.map(({ name, type, description }) => ({ name, type, description }))).toEqual(views[i]?.columns);
      expect(bytes).toBe(files.reduce((sum, file) => sum + file.bytes, 0));
      expect(files.length > 0).toBe(rows > 0);
    }
    expect(manifest.sources.map(({ source }) => source)).toEqual(publications().map(({ source }) => source));
    for (const { exportFile, definition } of manifest.sources) expect([exportFile, definition]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.stringify(manifest)).not.toContain(lab.keyOf(first));
  });

  it('has a folder for each region, and one for what is in none', () => {
    const folders = new Set(manifestOf(first).views.flatMap(({ files }) => files.map((file) => path.dirname(file.path).split('/').at(-1))));
    expect([...folders].filter((one) => /^region=\d{9}$/.test(one ?? '')).length).toBeGreaterThan(5);
    expect(folders).toContain('region=__HIVE_DEFAULT_PARTITION__');
  });
});
