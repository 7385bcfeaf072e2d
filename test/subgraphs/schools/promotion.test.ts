import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promotionWish, readPromotion } from '../../../local/schools/promotion-arguments.js';
import { schoolCalendar, type SchoolCalendar } from '../../../subgraphs/schools/modules/bulk/school-calendar.js';
import { Exceptions } from '../../../subgraphs/schools/modules/promotion/exceptions-file.js';
import { promoteClasses, type Promoted, type PromotionWish } from '../../../subgraphs/schools/modules/promotion/promote-classes.js';
import type { Clerk } from '../../../subgraphs/shared/bulk/clerk.js';
import { readLedger } from '../../ledger/read-ledger.js';
import { rowsOf } from '../../support/jobs.js';
import { card, ELSEWHERE, FileDesk, HERE, OTHER_DISTRICT, type Cells } from './support/files.js';
import { Office } from './support/office.js';

/* The turn of a school year: every class moves on, once, and what was stays. */

const YEAR = '2027-09-01';

let office: Office;
let desk: FileDesk;
let clerk: Clerk;
let calendar: SchoolCalendar;
beforeAll(async () => {
  office = await Office.open('2027-09-02T07:00:00Z');
  desk = new FileDesk(office.schools);
  clerk = await desk.clerk({ sub: 'promoter' }, 'promotion');
  calendar = await clerk.read(schoolCalendar);
  await rowsOf(office.schools, `update school set closed_on = '2026-12-31'`);
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const wish = (more: Partial<PromotionWish> = {}): PromotionWish => ({ year: YEAR, regions: ['*'], completedOn: '2027-06-25', source: 'test', dryRun: false, ...more });

let schools = 0;
/** A school of its own for a test, by its number. */
async function school(more: Cells = {}): Promise<number> {
  schools += 1;
  await desk.import(clerk, 'schools', [card(schools, more)]);
  return schools;
}

async function pupil(at: number, classNumber: number, more: { readonly shift?: number; readonly since?: string; readonly letter?: string } = {}): Promise<string> {
  const { shift = 1, since = '2026-09-01', letter = 'А' } = more;
  const iin = office.person();
  await rowsOf(office.schools, `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source) select $1, id, region_kato, $2, $3, 'KK', $4, $5, 'test' from school where nobd_id = $6`, [iin, classNumber, letter, shift, since, `N-${at}`]);
  return iin;
}

const places = (iin: string) => rowsOf<Record<string, unknown>>(office.schools, `select class_number as class, letter, shift, valid_from::text as "from", valid_to::text as "to", leave_reason as why from enrolment where iin = $1 order by valid_from, id`, [iin]);
const marks = (at: number) => rowsOf<Record<string, unknown>>(office.schools, `select p.school_year::text as year, promoted, repeated, completed, left_out as left, official from class_promotion p join school s on s.id = p.school_id where s.nobd_id = $1`, [`N-${at}`]);

async function promote(more: Partial<PromotionWish> = {}, named: readonly (readonly [string, string])[] = [], who = clerk): Promise<Promoted & { readonly rejects: readonly string[] }> {
  const rejects = desk.file('exceptions.rejects.csv');
  const file = desk.write(named.length === 0 ? [{ iin: '', exception: '' }] : named.map(([iin, exception]) => ({ iin, exception })), 'exceptions.csv');
  const { exceptions, rejected } = await Exceptions.read(who, wish(more), calendar, file, rejects);
  if (rejected > 0 && named.length > 0) return { schools: 0, promoted: 0, repeated: 0, completed: 0, leftOut: 0, rejects: existsSync(rejects) ? desk.rows('exceptions.rejects.csv').map(({ line, code, field }) => `${line} ${code} ${field}`) : [] };
  return { ...(await promoteClasses(who, wish(more), exceptions.of, calendar)), rejects: [] };
}

const ENDED = { to: YEAR, why: 'PROMOTED' };

describe('the classes of a school', () => {
  it('move on with their letters, the last completes, who is named repeats or leaves, and all of it stays on record', async () => {
    const at = await school();
    const [first, ninth, leaving, repeating, last, small, late] = [await pupil(at, 1, { letter: 'Ә' }), await pupil(at, 9), await pupil(at, 9), await pupil(at, 3), await pupil(at, 11), await pupil(at, 0), await pupil(at, 4, { since: '2027-03-01' })];
    const third = await pupil(at, 6, { shift: 3 });
    expect(await promote({}, [[leaving, 'COLLEGE'], [repeating, 'REPEATS']])).toEqual({ schools: 1, promoted: 4, repeated: 1, completed: 2, leftOut: 1, rejects: [] });
    expect(await places(first)).toEqual([{ class: 1, letter: 'Ә', shift: 1, from: '2026-09-01', ...ENDED }, { class: 2, letter: 'Ә', shift: 1, from: YEAR, to: null, why: null }]);
    expect(await places(ninth)).toMatchObject([ENDED, { class: 10, to: null }]);
    expect(await places(leaving)).toMatchObject([{ class: 9, to: '2027-06-25', why: 'COLLEGE' }]);
    expect(await places(repeating)).toMatchObject([{ class: 3, to: YEAR, why: 'REPEATED' }, { class: 3, from: YEAR, to: null }]);
    expect(await places(last)).toMatchObject([{ class: 11, to: '2027-06-25', why: 'GRADUATED' }]);
    expect(await places(small)).toMatchObject([{ class: 0, to: null }]);
    expect(await places(late)).toMatchObject([{ from: '2027-03-01', ...ENDED }, { class: 5, from: YEAR }]);
    expect(await places(third)).toMatchObject([{ shift: 3 }, { class: 7, shift: 2 }]);
    expect(await marks(at)).toEqual([{ year: YEAR, promoted: 4, repeated: 1, completed: 2, left: 1, official: 'promoter' }]);
    expect(await rowsOf(office.schools, `select school_year, sum(pupils)::int as pupils from school_roll k join school s on s.id = k.school_id where nobd_id = $1 and school_year in (2026, 2027) group by 1 order by 1`, [`N-${at}`])).toEqual([{ school_year: 2026, pupils: 7 }, { school_year: 2027, pupils: 6 }]);
    expect(await readLedger(office.schools.database.adminUrl, 'promoter')).toContainEqual(expect.objectContaining({ iin: first, outcome: 'WRITTEN', operation: 'promotion', name: 'promotion', fields: ['Enrolment'] }));
  });

  it('that have moved on do not move again, and a school without a next class keeps its pupils', async () => {
    const at = await school({ type: 'PRIMARY' });
    const [top, below] = [await pupil(at, 4), await pupil(at, 3)];
    expect(await promote()).toMatchObject({ schools: 1, promoted: 1, leftOut: 1 });
    expect(await promote()).toEqual({ schools: 0, promoted: 0, repeated: 0, completed: 0, leftOut: 0, rejects: [] });
    expect([await places(top), await places(below)]).toMatchObject([[{ class: 4, to: null }], [ENDED, { class: 4, to: null }]]);
  });

  it('of a place that was not ended in its own year stay as they are, and a year that was passed over is not made up for', async () => {
    const at = await school();
    const [stale, fresh] = [await pupil(at, 2, { since: '2025-09-01' }), await pupil(at, 2)];
    expect(await promote()).toMatchObject({ schools: 1, promoted: 1, leftOut: 1 });
    expect(await promote({ year: '2026-09-01', completedOn: '2026-09-01' })).toMatchObject({ promoted: 0 });
    expect([await places(stale), await places(fresh)]).toMatchObject([[{ class: 2, to: null }], [ENDED, { class: 3 }]]);
  });

  it('move on as they would in a trial, after which nothing has', async () => {
    const at = await school();
    const iin = await pupil(at, 2);
    expect(await promote({ dryRun: true })).toMatchObject({ schools: 1, promoted: 1 });
    expect([await places(iin), await marks(at)]).toMatchObject([[{ class: 2, to: null }], []]);
    await promote();
    expect(await places(iin)).toHaveLength(2);
  });

  it('are moved by an akimat\'s department in its own regions', async () => {
    const [here, there] = [await school(), await school({ districtKato: OTHER_DISTRICT })];
    const [mine, theirs] = [await pupil(here, 5), await pupil(there, 5)];
    const department = await desk.clerk({ regions: [HERE] }, 'promotion');
    expect(await promote({ regions: [HERE] }, [[theirs, 'REPEATS']], department)).toMatchObject({ schools: 0, rejects: ['2 NOT_ON_A_ROLL iin'] });
    expect(await promote({ regions: [HERE] }, [], department)).toMatchObject({ schools: 1, promoted: 1 });
    expect([await places(mine), await places(theirs)]).toMatchObject([[ENDED, {}], [{ to: null }]]);
    expect(await promote({ regions: [ELSEWHERE] }, [[theirs, 'REPEATS']])).toMatchObject({ schools: 1, repeated: 1 });
  });

  it('go on where it was broken off, each once, also when two are at it', async () => {
    const all = [await school(), await school(), await school(), await school()];
    const pupils = await Promise.all(all.map((at) => pupil(at, 7)));
    const brokenOff = promoteClasses(clerk, wish(), new Map(), calendar, (done) => {
      if (done === 2) throw new Error('broken off');
    });
    await expect(brokenOff).rejects.toThrow('broken off');
    const second = await desk.clerk({ sub: 'second' }, 'promotion');
    const both = await Promise.all([promoteClasses(clerk, wish(), new Map(), calendar), promoteClasses(second, wish(), new Map(), calendar)]);
    expect(both.reduce((sum, { promoted }) => sum + promoted, 0)).toBe(2);
    for (const iin of pupils) expect(await places(iin)).toMatchObject([ENDED, { class: 8, to: null }]);
  });
});

describe('whoever is named', () => {
  it('must be a pupil for whom it can be true; or else nothing is done', async () => {
    const at = await school();
    const [eighth, ninth] = [await pupil(at, 8), await pupil(at, 9)];
    expect((await promote({}, [['', 'REPEATS'], ['123', 'REPEATS'], [eighth, 'LEAVES'], [eighth, 'COLLEGE'], [office.person(), 'REPEATS'], [ninth, 'REPEATS'], [ninth, 'COLLEGE'], [await pupil(at, 0), 'REPEATS']])).rejects)
      .toEqual(['2 MISSING iin', '3 MALFORMED iin', '4 NOT_ALLOWED exception', '5 NOT_ALLOWED exception', '6 NOT_ON_A_ROLL iin', '8 DIFFERENT exception', '9 NOT_ALLOWED exception']);
    expect(await places(ninth)).toMatchObject([{ to: null }]);
    expect(await promote({}, [[ninth, 'COLLEGE']])).toMatchObject({ completed: 1 });
    expect((await promote({}, [[ninth, 'COLLEGE'], [eighth, 'REPEATS']])).rejects).toEqual(['3 DIFFERENT exception']);
  });

  it('is nobody whose whereabouts are withheld: that child moves on with the others, and no number tells', async () => {
    const at = await school();
    const hidden = await pupil(at, 5);
    await pupil(at, 5);
    await office.shield(hidden, office.person());
    expect((await promote({}, [[hidden, 'REPEATS'], [office.person(), 'REPEATS']])).rejects).toEqual(['2 NOT_ON_A_ROLL iin', '3 NOT_ON_A_ROLL iin']);
    expect(await promote()).toMatchObject({ schools: 1, promoted: 1, leftOut: 0 });
    expect([await places(hidden), await marks(at)]).toMatchObject([[ENDED, { class: 6, to: null }], [{ promoted: 1, left: 0 }]]);
  });
});

describe('the command', () => {
  const read = (...args: readonly string[]) => promotionWish(readPromotion([...args]), ['*'], '2027-09-02', calendar);

  it('reads the year, the place and the last day', () => {
    expect(read('--year', '2027')).toEqual({ year: YEAR, regions: ['*'], completedOn: YEAR, source: 'Promotion of classes', dryRun: false });
    expect(read('--year', '2028', '--dry-run', '--region', HERE, '--completed-on', '2028-06-25')).toMatchObject({ year: '2028-09-01', regions: [HERE], completedOn: '2028-06-25', dryRun: true });
  });

  it.each([[[]], [['--year', '27']], [['--year', '2028']], [['--year', '2025']], [['--year', '2029', '--dry-run']], [['--year', '2027', '--region', '1']], [['--year', '2027', '--completed-on', '2027-09-02']], [['--year', '2027', '--completed-on', '2026-09-01']], [['2027']]])(
    'refuses %j and says how it is used', (args) => {
      expect(() => read(...args)).toThrow('schools:promote -- --year YYYY');
    });
});
