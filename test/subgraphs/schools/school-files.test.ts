import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { everythingIn } from '../../support/breaking.js';
import { rowsOf } from '../../support/jobs.js';
import { card, ELSEWHERE, FileDesk, OTHER_DISTRICT, type Cells } from './support/files.js';
import { Office } from './support/office.js';

/* Schools' cards from files of the national database: each checked, none written twice, none half-written. */

let office: Office;
let desk: FileDesk;
let clerk: Clerk;
beforeAll(async () => {
  office = await Office.open('2026-11-27T07:00:00Z');
  desk = new FileDesk(office.schools);
  clerk = await desk.clerk({ sub: 'card-clerk' });
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const cards = (...rows: readonly Cells[]) => desk.import(clerk, 'schools', rows);
const onRecord = (number: number) => rowsOf<Record<string, unknown>>(office.schools, `select name_ru, shifts, design_capacity, region_kato, languages, stem_lab, lift, closed_on::text, nobd_id from school where bin = $1`, [card(number)['bin']]);

describe('a card', () => {
  it('is taken in, with who brought it, and changes nothing when it comes again', async () => {
    expect(await cards(card(1), card(2, { nobdId: '', nameEn: '' }))).toEqual({ added: 2, known: 0, rejected: 0, rejects: [] });
    expect(await onRecord(1)).toEqual([{ name_ru: 'Школа № 1', shifts: 2, design_capacity: 300, region_kato: '750000000', languages: ['KK', 'RU'], stem_lab: true, lift: false, closed_on: null, nobd_id: 'N-1' }]);
    expect((await readLedger(office.schools.database.adminUrl, 'card-clerk')).at(-1)).toMatchObject({ iin: null, outcome: 'WRITTEN', purpose: 'EDUCATION_PLANNING', operation: 'import', name: 'schools', fields: ['School'] });
    const before = await everythingIn(office.schools.database.adminUrl);
    expect(await cards(card(1, { languages: 'RU;KK' }), card(2, { nobdId: '', nameEn: '', source: 'another' }))).toEqual({ added: 0, known: 2, rejected: 0, rejects: [] });
    expect(await everythingIn(office.schools.database.adminUrl)).toEqual(before);
  });

  it('changes what is on record, what it does not say stays, and what was there is kept', async () => {
    await cards(card(3));
    expect(await cards(card(3, { shifts: '3', nameRu: 'Гимназия № 3', stemLab: '', lift: 'true', source: 'NOBD of November' }))).toMatchObject({ added: 1, rejected: 0 });
    expect(await onRecord(3)).toMatchObject([{ name_ru: 'Гимназия № 3', shifts: 3, stem_lab: true, lift: true }]);
    expect(await rowsOf(office.schools, `select before ->> 'nameRu' as before, after ->> 'nameRu' as after, official, c.source from school_card_change c join school s on s.id = c.school_id where s.bin = $1`, [card(3)['bin']]))
      .toEqual([{ before: 'Школа № 3', after: 'Гимназия № 3', official: 'card-clerk', source: 'NOBD of November' }]);
  });

  it('gives a school its id in the national database, and may say more of it further down', async () => {
    expect(await cards(card(4, { nobdId: '' }), card(4), card(4, { shifts: '1' }))).toMatchObject({ added: 3, rejected: 0 });
    expect(await onRecord(4)).toMatchObject([{ nobd_id: 'N-4', shifts: 1 }]);
  });

  it.each<[string, string, Cells]>([
    ['without a BIN', 'MISSING bin must be there', { bin: '' }],
    ['with a mistyped BIN', 'MALFORMED bin BIN is mistyped', { bin: '130190000010' }],
    ['with somebody\'s IIN for a BIN', 'NOT_ALLOWED bin must be the BIN of an organisation', { bin: '150601900015' }],
    ['of a place that is none', 'UNKNOWN_PLACE districtKato must be the KATO', { districtKato: '750000000' }],
    ['of a type that is none', 'NOT_ALLOWED type must be one of PRIMARY', { type: 'COLLEGE' }],
    ['of an owner that is none', 'NOT_ALLOWED ownership must be one of STATE, PRIVATE', { ownership: 'CHURCH' }],
    ['neither rural nor urban', 'NOT_ALLOWED rural must be one of true, false', { rural: 'да' }],
    ['with a feature that is neither there nor not', 'NOT_ALLOWED lift must be one of true, false', { lift: '2' }],
    ['of a building without places', 'MALFORMED designCapacity must be a whole number from 1', { designCapacity: '0' }],
    ['with a fourth shift', 'MALFORMED shifts must be a whole number from 1 to 3', { shifts: '4' }],
    ['of a building in no state', 'NOT_ALLOWED buildingState must be one of NORMAL', { buildingState: 'OLD' }],
    ['with a language that is none', 'NOT_ALLOWED languages must be some of KK', { languages: 'KK EN' }],
    ['of a programme that is none', 'NOT_ALLOWED programme must be one of', { programme: 'PPP' }],
    ['with a number in its name', 'MALFORMED nameRu must have at most 200 characters', { nameRu: 'Школа 150601900015' }],
    ['opened on a day that is none', 'MALFORMED openedOn must be an existing day', { openedOn: '2000-02-30' }],
    ['that opens tomorrow', 'NOT_YET openedOn must not lie ahead', { openedOn: '2026-11-28' }],
    ['that closes tomorrow', 'NOT_YET closedOn must not lie ahead', { closedOn: '2026-11-28' }],
    ['that closed before it opened', 'OUT_OF_ORDER closedOn must lie after openedOn', { closedOn: '1999-09-01' }],
  ])('%s is rejected', async (_what, expected, more) => {
    const { added, rejects } = await cards({ ...card(90), ...more });
    expect([added, rejects]).toEqual([0, [expect.stringContaining(`2 ${expected}`)]]);
  });

  it('of another region is rejected from a department of an akimat', async () => {
    const department = await desk.clerk({ regions: [ELSEWHERE] });
    expect(await desk.import(department, 'schools', [card(91), card(92, { districtKato: OTHER_DISTRICT })])).toMatchObject({ added: 1, rejects: [expect.stringContaining('2 OUTSIDE_YOUR_REGIONS districtKato')] });
  });

  it('that says another school than the one on record is rejected', async () => {
    await cards(card(5), card(6));
    const { rejects, added } = await cards(card(5, { nobdId: 'N-6' }), card(5, { nobdId: 'N-500' }), card(93, { nobdId: 'N-5' }), card(5, { districtKato: OTHER_DISTRICT }), card(5, { openedOn: '2001-09-01' }));
    expect(added).toBe(0);
    expect(rejects.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['2 DIFFERENT nobdId', '3 DIFFERENT nobdId', '4 DIFFERENT bin', '5 MOVED districtKato', '6 DIFFERENT openedOn']);
  });

  it('leaves the places that intakes promise, in their languages', async () => {
    const school = await office.school(100);
    const [{ bin, nobd } = { bin: '', nobd: '' }] = await rowsOf<{ bin: string; nobd: string }>(office.schools, `update school set bin = $2, nobd_id = 'N-7' where public_id = $1 returning bin, nobd_id as nobd`, [school, card(7)['bin']]);
    expect([bin, nobd]).toEqual([card(7)['bin'], 'N-7']);
    await office.intake(school, 99);
    const { rejects } = await cards(card(7, { designCapacity: '49' }), card(7, { designCapacity: '50', languages: 'RU' }), card(7, { designCapacity: '50' }));
    expect(rejects.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual(['2 PLACES_PROMISED designCapacity', '3 PLACES_PROMISED languages']);
    expect(await onRecord(7)).toMatchObject([{ design_capacity: 50 }]);
  });

  it('closes a school once its pupils have left, and does not tell of one whose whereabouts are withheld', async () => {
    const school = await office.school();
    await rowsOf(office.schools, `update school set bin = $2, nobd_id = 'N-8', name_kk = '8' where public_id = $1`, [school, card(8)['bin']]);
    const [seen, hidden] = [office.person(), office.person()];
    await office.pupil(hidden, school, 5);
    const enrolment = await office.pupil(seen, school, 5);
    await office.shield(hidden, office.person());
    const closed = card(8, { closedOn: '2026-11-01' });
    expect(await cards(closed)).toMatchObject({ added: 0, rejects: [expect.stringContaining('2 STILL_HAS_PUPILS closedOn')] });
    await rowsOf(office.schools, `update enrolment set valid_to = '2026-10-31', leave_reason = 'OTHER' where public_id = $1`, [enrolment]);
    expect(await cards(closed, card(8))).toMatchObject({ added: 1, known: 1, rejected: 0 });
    expect(await cards(card(8, { closedOn: '2026-11-02' }))).toMatchObject({ rejects: [expect.stringContaining('2 DIFFERENT closedOn')] });
  });
});

describe('a file of cards', () => {
  it('may be tried without anything staying', async () => {
    const before = await everythingIn(office.schools.database.adminUrl);
    expect(await desk.import(clerk, 'schools', [card(20), card(21), card(21, { shifts: '1' }), card(22, { shifts: '9' })], true)).toMatchObject({ added: 3, known: 0, rejected: 1 });
    expect(await everythingIn(office.schools.database.adminUrl)).toEqual(before);
  });

  it('is refused as a whole where it is another kind of file', async () => {
    await expect(cards({ iin: '150601900015' })).rejects.toThrow('missing: bin');
  });
});
