import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { whileBroken } from '../../support/breaking.js';
import { rowsOf } from '../../support/jobs.js';
import { card, FileDesk, HERE, OTHER_DISTRICT, place, type Cells } from './support/files.js';
import { Office } from './support/office.js';

/* Pupils' places from files of the national database: each checked against the register, no child in two schools, nothing told that is withheld. */

let office: Office;
let desk: FileDesk;
let clerk: Clerk;
beforeAll(async () => {
  office = await Office.open('2026-11-27T07:00:00Z');
  desk = new FileDesk(office.schools);
  clerk = await desk.clerk({ sub: 'nobd-clerk' });
  await desk.import(clerk, 'schools', [
    card(1), card(2), card(3, { districtKato: OTHER_DISTRICT }), card(4, { type: 'PRIMARY', languages: 'KK', openedOn: '2026-09-15' }), card(5, { closedOn: '2026-10-01' }), card(6, { nobdId: '' }), card(7, { type: 'BASIC' }),
  ]);
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const places = (...rows: readonly Cells[]) => desk.import(clerk, 'enrolments', rows);
const head = (line: string): string => line.split(' ').slice(0, 3).join(' ');
const onRecord = (iin: string) => rowsOf<Record<string, unknown>>(office.schools,
  `select s.nobd_id as school, class_number as class, letter, shift, language, valid_from::text as "from", valid_to::text as "to", leave_reason as why, e.source from enrolment e join school s on s.id = e.school_id where iin = $1 order by valid_from, e.id`, [iin]);

/** A year that is over, at a school. */
const last = (iin: string, school: number, more: Cells = {}): Cells => place(iin, school, { classNumber: '4', validFrom: '2025-09-01', validTo: '2026-09-01', leaveReason: 'PROMOTED', ...more });

describe('a place', () => {
  it('is taken in with its history, is on record of the child, and changes nothing when it comes again', async () => {
    const iin = office.person();
    const rows = [place(iin, 1), last(iin, 1), last(office.person(), 6, { schoolNobdId: '', schoolBin: card(6)['bin'] ?? '' })];
    expect(await places(...rows)).toEqual({ added: 3, known: 0, rejected: 0, rejects: [] });
    expect(await onRecord(iin)).toEqual([
      { school: 'N-1', class: 4, letter: 'А', shift: 1, language: 'KK', from: '2025-09-01', to: '2026-09-01', why: 'PROMOTED', source: 'NOBD' },
      { school: 'N-1', class: 5, letter: 'А', shift: 1, language: 'KK', from: '2026-09-01', to: null, why: null, source: 'NOBD' },
    ]);
    expect(await readLedger(office.schools.database.adminUrl, 'nobd-clerk')).toContainEqual(expect.objectContaining({ iin, outcome: 'WRITTEN', purpose: 'EDUCATION_PLANNING', operation: 'import', name: 'enrolments', fields: ['Enrolment'] }));
    const registered = `select (select jsonb_agg(e order by e.id) from enrolment e) as places, (select jsonb_agg(r order by r) from school_roll r) as rolls`;
    const before = await rowsOf(office.schools, registered);
    expect(await places(...rows, { ...place(iin, 1), source: 'another' })).toEqual({ added: 0, known: 4, rejected: 0, rejects: [] });
    expect(await rowsOf(office.schools, registered)).toEqual(before);
    expect((await readLedger(office.schools.database.adminUrl, 'nobd-clerk')).at(-1)).toMatchObject({ outcome: 'RELEASED', fields: ['Enrolment.school'] });
  });

  it('is counted on the rolls of first days', async () => {
    const roll = async () => rowsOf(office.schools, `select school_year, shift, pupils from school_roll k join school s on s.id = k.school_id where nobd_id = 'N-7' and pupils > 0 and school_year < 2027 order by 1, 2`);
    expect(await roll()).toEqual([]);
    const people = Array.from({ length: 6 }, () => office.person());
    await places(...people.flatMap((iin, i) => [last(iin, 7), place(iin, 7, { shift: i < 2 ? '2' : '1' })]));
    expect(await roll()).toEqual([{ school_year: 2025, shift: 1, pupils: 6 }, { school_year: 2026, shift: 1, pupils: 4 }, { school_year: 2026, shift: 2, pupils: 2 }]);
  });

  it('that lasts is ended by a later file, and an earlier file does not open it again', async () => {
    const iin = office.person();
    const open = place(iin, 1);
    const ended = { ...open, validTo: '2026-11-10', leaveReason: 'MOVED_ABROAD' };
    await places(open);
    expect(await places(ended)).toMatchObject({ added: 1 });
    expect(await places(open, ended, { ...ended, validTo: '2026-11-11' }, { ...ended, leaveReason: 'OTHER' })).toMatchObject({ added: 0, known: 2, rejects: [expect.stringContaining('4 DIFFERENT validTo'), expect.stringContaining('5 DIFFERENT leaveReason')] });
    expect(await onRecord(iin)).toMatchObject([{ to: '2026-11-10', why: 'MOVED_ABROAD' }]);
  });

  it('may move within one file, in whatever order it says so', async () => {
    const iin = office.person();
    const [moved, there] = [place(iin, 1, { validTo: '2026-10-05', leaveReason: 'TRANSFERRED' }), place(iin, 3, { validFrom: '2026-10-05' })];
    await places(place(iin, 1));
    expect(await places(there, moved)).toMatchObject({ added: 2, rejected: 0 });
    expect(await onRecord(iin)).toMatchObject([{ school: 'N-1', to: '2026-10-05' }, { school: 'N-3', to: null }]);
    const another = office.person();
    expect(await places(place(another, 1), { ...moved, iin: another })).toMatchObject({ added: 2 });
    expect(await onRecord(another)).toMatchObject([{ to: '2026-10-05' }]);
  });

  it('that ends gives back the place that an application had, to who waits for one', async () => {
    const school = await office.school();
    await rowsOf(office.schools, `update school set nobd_id = 'N-50' where public_id = $1`, [school]);
    await office.intake(school, 1);
    const [first, second] = [await office.family(), await office.family()];
    const accepted = await office.decide(await office.apply(first, school), 'ACCEPT');
    await office.decide(await office.apply(second, school), 'WAIT');
    expect(await places(place(first.child, 50, { classNumber: '1' }))).toMatchObject({ rejects: [expect.stringContaining('2 ASKS_FOR_A_PLACE iin')] });
    await office.enrol(accepted, { startsOn: office.today() });
    await places(place(first.child, 50, { classNumber: '1', letter: 'Б', validFrom: office.today(), validTo: office.today(), leaveReason: 'MOVED_ABROAD' }));
    expect(await rowsOf(office.schools, 'select iin, state from school_application where iin = any ($1) order by id', [[first.child, second.child]])).toEqual([{ iin: first.child, state: 'LEFT' }, { iin: second.child, state: 'ACCEPTED' }]);
    expect(await office.miscounted()).toBe(0);
  });

  it.each<[string, string, Cells]>([
    ['of nobody', 'MISSING iin must be there', { iin: '' }],
    ['of a mistyped IIN', 'MALFORMED iin IIN', { iin: '123456789012' }],
    ['at no school', 'MISSING schoolNobdId must be there', { schoolNobdId: '' }],
    ['at a school that nobody knows', 'UNKNOWN_SCHOOL schoolNobdId', { schoolNobdId: 'N-999' }],
    ['at a school with another BIN', 'UNKNOWN_SCHOOL schoolNobdId', { schoolBin: card(2)['bin'] ?? '' }],
    ['in a twelfth class', 'MALFORMED classNumber must be a whole number from 0 to 11', { classNumber: '12' }],
    ['in a class with a long letter', 'MALFORMED letter must have at most 3', { letter: 'АБВГ' }],
    ['in a fourth shift', 'MALFORMED shift must be a whole number from 1 to 3', { shift: '4' }],
    ['in a shift that the school has not', 'NOT_TAUGHT shift must be from 1 to 2', { shift: '3' }],
    ['in a language that is none', 'NOT_ALLOWED language must be one of', { language: 'EN' }],
    ['in one that the school has not', 'NOT_TAUGHT language must be one that', { schoolNobdId: 'N-4', language: 'RU', classNumber: '1', validFrom: '2026-09-20' }],
    ['in a class that the school has not', 'NOT_TAUGHT classNumber must be at most 4', { schoolNobdId: 'N-4', classNumber: '5', validFrom: '2026-09-20' }],
    ['before the school was there', 'NOT_AT_WORK validFrom must not lie before', { schoolNobdId: 'N-4', classNumber: '1', validFrom: '2026-09-14' }],
    ['after the school was closed', 'NOT_AT_WORK validTo must be there', { schoolNobdId: 'N-5' }],
    ['from a day that is none', 'MALFORMED validFrom must be an existing day', { validFrom: '01.09.2026' }],
    ['from tomorrow', 'NOT_YET validFrom must not lie ahead', { validFrom: '2026-11-28' }],
    ['until tomorrow', 'NOT_YET validTo must not lie ahead', { validTo: '2026-11-28', leaveReason: 'OTHER' }],
    ['until before it began', 'OUT_OF_ORDER validTo must not lie before', { validTo: '2026-08-31', leaveReason: 'OTHER' }],
    ['that ended for no reason', 'MISSING leaveReason must be there', { validTo: '2026-11-01' }],
    ['that ended for a reason that is none', 'NOT_ALLOWED leaveReason must be one of', { validTo: '2026-11-01', leaveReason: 'BORED' }],
    ['that ended with a school that was not finished', 'NOT_ALLOWED leaveReason may be GRADUATED in class 11', { validTo: '2026-11-01', leaveReason: 'GRADUATED', classNumber: '10' }],
    ['that ended for a college after class 8', 'NOT_ALLOWED leaveReason may be GRADUATED in class 11, and COLLEGE from class 9', { validTo: '2026-11-01', leaveReason: 'COLLEGE', classNumber: '8' }],
    ['for longer than a school year', 'MORE_THAN_A_YEAR validTo must lie in', { validFrom: '2025-03-01', validTo: '2025-09-02', leaveReason: 'OTHER' }],
    ['that was never ended', 'MORE_THAN_A_YEAR validTo must be there', { validFrom: '2025-08-31' }],
  ])('%s is rejected', async (_what, expected, more) => {
    const { added, rejects } = await places({ ...place(office.person(), 1), ...more });
    expect([added, rejects]).toEqual([0, [expect.stringContaining(`2 ${expected}`)]]);
  });

  it('in two schools is rejected, wherever the other one is, and so is a second class of one', async () => {
    const iin = office.person();
    await places(place(iin, 3), last(iin, 3));
    const department = await desk.clerk({ regions: [HERE] });
    const row = place(iin, 1, { validFrom: '2026-10-01' });
    for (const who of [clerk, department]) expect((await desk.import(who, 'enrolments', [row])).rejects).toEqual([expect.stringContaining('2 IN_TWO_SCHOOLS iin the child is a pupil of another school')]);
    expect((await places(place(iin, 3, { classNumber: '6', validFrom: '2026-10-01' }), place(iin, 3, { letter: 'Ә' }), place(iin, 3, { shift: '2', language: 'RU' }))).rejects.map(head)).toEqual(['2 OVERLAPS validFrom', '3 DIFFERENT letter', '4 DIFFERENT language', '4 DIFFERENT shift']);
    expect((await desk.import(department, 'enrolments', [place(office.person(), 3)])).rejects).toEqual([expect.stringContaining('2 OUTSIDE_YOUR_REGIONS schoolNobdId')]);
    expect(await onRecord(iin)).toHaveLength(2);
  });

  it('of a child who was not born, is dead, or is whoever brings the file, is rejected', async () => {
    const [unborn, dead] = [await office.family('2026-09-01'), await office.family()];
    await rowsOf(office.schools, `update resident_child set died_on = '2026-10-10' where iin = $1`, [dead.child]);
    const own = await desk.clerk({ iin: dead.parent });
    expect((await places(place(unborn.child, 1), place(dead.child, 1), place(dead.child, 1, { validTo: '2026-10-11', leaveReason: 'DEATH' }))).rejects.map(head)).toEqual(['2 BEFORE_BIRTH validFrom', '3 AFTER_DEATH validTo', '4 AFTER_DEATH validTo']);
    expect((await desk.import(own, 'enrolments', [place(dead.parent, 1), place(dead.child, 1)])).rejects.map(head)).toEqual(['2 OWN_RECORD iin', '3 OWN_RECORD iin']);
    expect(await places(place(dead.child, 1, { validTo: '2026-10-10', leaveReason: 'DEATH' }))).toMatchObject({ added: 1 });
  });
});

describe('a child whose whereabouts are withheld', () => {
  it('is answered alike whatever the file says and wherever it is, and the ledger knows why', async () => {
    const [hidden, other] = [office.person(), office.person()];
    await places(place(hidden, 1), last(hidden, 2), place(other, 3));
    await office.shield(hidden, office.person());
    const tried = [place(hidden, 1), place(hidden, 2), place(hidden, 3), last(hidden, 2), last(hidden, 1), place(hidden, 1, { validTo: '2026-11-01', leaveReason: 'OTHER' }), place(hidden, 1, { letter: 'Ә' }), place(hidden, 7, { validFrom: '2023-09-01', validTo: '2024-09-01', leaveReason: 'PROMOTED' })];
    const said = (lines: readonly string[]) => new Set(lines.map((line) => line.replace(/^\d+ /, '')));
    const { added, known, rejects } = await places(...tried);
    expect([added, known, rejects.length]).toEqual([0, 0, tried.length]);
    expect(said(rejects)).toEqual(said((await places(place(other, 1))).rejects));
    expect((await readLedger(office.schools.database.adminUrl, 'nobd-clerk')).filter(({ iin, outcome }) => iin === hidden && outcome === 'REFUSED')).toMatchObject([{ reason: 'SHIELDED', fields: ['Enrolment.school'] }]);
    expect(await onRecord(hidden)).toMatchObject([{ school: 'N-2' }, { school: 'N-1', to: null, letter: 'А' }]);
  });
});

describe('a file of places', () => {
  it('may be tried without anything staying, and leaves on record who was answered about whom', async () => {
    const [iin, known] = [office.person(), office.person()];
    await places(place(known, 1));
    const registered = 'select (select jsonb_agg(e order by e.id) from enrolment e) as places, (select jsonb_agg(r order by r) from school_roll r) as rolls, (select jsonb_agg(i order by i.id) from intake i) as intakes';
    const before = await rowsOf(office.schools, registered);
    const trying = await desk.clerk({ sub: 'trying' });
    expect(await desk.import(trying, 'enrolments', [last(iin, 1), place(iin, 1), place(known, 1), place(known, 2)], true)).toMatchObject({ added: 2, known: 1, rejected: 1 });
    expect(await rowsOf(office.schools, registered)).toEqual(before);
    expect((await readLedger(office.schools.database.adminUrl, 'trying')).map(({ iin: whose, outcome }) => [whose, outcome]).sort()).toEqual([[iin, 'RELEASED'], [known, 'RELEASED']].sort());
  });

  it('leaves nothing where it cannot be put on record', async () => {
    const iin = office.person();
    await whileBroken(office.schools.database.adminUrl, 'ledger_record', () => expect(places(place(iin, 1))).rejects.toThrow());
    expect(await onRecord(iin)).toEqual([]);
  });

  it('comes in once however often it comes at the same time', async () => {
    const rows = Array.from({ length: 40 }, () => office.person()).flatMap((iin) => [last(iin, 2), place(iin, 2)]);
    const desks = [new FileDesk(office.schools), new FileDesk(office.schools)];
    const counts = await Promise.all(desks.map(async (one) => one.import(await one.clerk(), 'enrolments', rows)));
    await Promise.all(desks.map((one) => one.close()));
    expect([counts.reduce((sum, { added }) => sum + added, 0), counts.reduce((sum, { known }) => sum + known, 0)]).toEqual([80, 80]);
  });

  it('is for staff with the field class, and of the columns that places have', async () => {
    await expect(desk.clerk({ scope: 'identity' })).rejects.toThrow('field class education');
    await expect(places({ iin: office.person() })).rejects.toThrow('missing: schoolNobdId');
  });
});
