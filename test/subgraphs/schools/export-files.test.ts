import { existsSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportFile, type ExportWish } from '../../../subgraphs/schools/modules/bulk/export-file.js';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { whileBroken } from '../../support/breaking.js';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';
import { rowsOf } from '../../support/jobs.js';
import { startTestSubgraph, type TestSubgraph } from '../../support/subgraph.js';
import { FileDesk, HERE, type Cells } from './support/files.js';

/* The register of schools leaves for a file, and is the same register elsewhere. */

let schools: TestSubgraph;
let elsewhere: FreshDatabase;
let desk: FileDesk;
let clerk: Clerk;
beforeAll(async () => {
  [schools, elsewhere] = await Promise.all([startTestSubgraph('schools', { households: 150 }), freshDatabase('schools')]);
  desk = new FileDesk(schools);
  clerk = await desk.clerk({ sub: 'export-clerk' }, 'export');
});
afterAll(async () => {
  await desk.close();
  await Promise.all([schools.close(), elsewhere.drop()]);
});

type Filters = { readonly schools: Extract<ExportWish, { kind: 'schools' }>['filter']; readonly enrolments: Extract<ExportWish, { kind: 'enrolments' }>['filter'] };

async function exported<K extends ExportWish['kind']>(kind: K, filter?: Filters[K], who = clerk): Promise<Cells[]> {
  const file = desk.file(`${kind}.csv`);
  const count = await exportFile(who, { kind, file, filter });
  const rows = desk.rows(`${kind}.csv`);
  expect(rows).toHaveLength(count);
  return rows;
}

const VISIBLE = `not exists (select 1 from restricted_child r where r.iin = e.iin and (r.valid_to is null or r.valid_to > '2026-10-01'))`;

describe('what leaves', () => {
  it('is every school, and every place but those of children whose whereabouts are withheld, in a file for its owner alone', async () => {
    expect((await exported('schools')).map(({ id }) => id)).toEqual((await rowsOf<{ id: string }>(schools, 'select public_id as id from school order by school.id')).map(({ id }) => id));
    const shown = await rowsOf<{ id: string }>(schools, `select public_id as id from enrolment e where ${VISIBLE}`);
    const [{ n } = { n: '0' }] = await rowsOf<{ n: string }>(schools, 'select count(*) as n from enrolment');
    expect(shown.length).toBeLessThan(Number(n));
    expect((await exported('enrolments')).map(({ id }) => id).sort()).toEqual(shown.map(({ id }) => id).sort());
    expect([statSync(desk.file('enrolments.csv')).mode & 0o777, existsSync(desk.file('enrolments.csv.unfinished'))]).toEqual([0o600, false]);
  });

  it('is what a filter leaves, and the places of an official\'s own regions', async () => {
    const urban = await exported('schools', { regionKato: HERE, rural: false, language: 'RU', type: 'SECONDARY' });
    expect(urban.length).toBeGreaterThan(0);
    for (const one of urban) expect(one).toMatchObject({ regionKato: HERE, rural: 'false', type: 'SECONDARY', languages: expect.stringContaining('RU') });
    const department = await desk.clerk({ regions: [HERE] }, 'export');
    const own = await exported('enrolments', { on: '2026-09-15' }, department);
    const stored = await rowsOf<{ id: string }>(schools, `select public_id as id from enrolment e where region_kato = '${HERE}' and valid_from <= '2026-09-15' and (valid_to is null or valid_to > '2026-09-15') and ${VISIBLE}`);
    expect(own.length).toBeGreaterThan(0);
    expect(own.map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id).sort());
  });

  it('is on record before it is written, of children alone, and is nothing while that cannot be', async () => {
    const [ofSchools, ofPlaces] = [await desk.clerk({ sub: 'school-writer' }, 'export'), await desk.clerk({ sub: 'place-writer' }, 'export')];
    await exported('schools', undefined, ofSchools);
    expect(await readLedger(schools.database.adminUrl, 'school-writer')).toEqual([]);
    const rows = await exported('enrolments', { regionKato: HERE }, ofPlaces);
    const records = await readLedger(schools.database.adminUrl, 'place-writer');
    expect(records.map(({ iin }) => iin).sort()).toEqual([...new Set(rows.map(({ iin }) => iin))].sort());
    for (const one of records) expect(one).toMatchObject({ outcome: 'RELEASED', purpose: 'EDUCATION_PLANNING', operation: 'export', name: 'enrolments', fields: expect.arrayContaining(['Enrolment.school', 'Enrolment.classNumber']) });
    const file = desk.file('unrecorded.csv');
    await whileBroken(schools.database.adminUrl, 'ledger_record', () => expect(exportFile(clerk, { kind: 'enrolments', file, filter: undefined })).rejects.toThrow());
    await expect(exportFile(clerk, { kind: 'schools', file, filter: undefined }, undefined, AbortSignal.abort())).rejects.toThrow('aborted');
    expect([file, `${file}.unfinished`].map((name) => existsSync(name))).toEqual([false, false]);
  });
});

const SCHOOLS = 'select to_jsonb(s) - \'id\' - \'public_id\' - \'recorded_at\' as one from school s order by bin';
const PLACES = `select s.bin, e.iin, e.region_kato, class_number, letter, language, e.shift, valid_from, valid_to, leave_reason, e.source from enrolment e join school s on s.id = e.school_id where ${VISIBLE} order by e.iin, valid_from, s.bin, class_number`;
const ROLLS = 'select s.bin, k.school_year, k.shift, k.pupils from school_roll k join school s on s.id = k.school_id where k.pupils > 0 order by 1, 2, 3';

it('what comes in elsewhere is what left: the same schools, places and rolls, and nothing when it comes again', async () => {
  const [cards, places] = [await exported('schools'), await exported('enrolments')];
  const there = await desk.clerk({ sub: 'import-clerk' }, 'import', elsewhere);
  expect(await desk.import(there, 'schools', cards)).toEqual({ added: cards.length, known: 0, rejected: 0, rejects: [] });
  expect(await desk.import(there, 'enrolments', places)).toEqual({ added: places.length, known: 0, rejected: 0, rejects: [] });
  const imported = { database: elsewhere };
  expect(await rowsOf(imported, SCHOOLS)).toEqual(await rowsOf(schools, SCHOOLS));
  expect(await rowsOf(imported, PLACES)).toEqual(await rowsOf(schools, PLACES));
  await rowsOf(schools, `delete from enrolment e where not ${VISIBLE}`);
  expect(await rowsOf(imported, ROLLS)).toEqual(await rowsOf(schools, ROLLS));
  expect(await desk.import(there, 'schools', cards)).toMatchObject({ added: 0, known: cards.length });
  expect(await desk.import(there, 'enrolments', places)).toMatchObject({ added: 0, known: places.length });
});
