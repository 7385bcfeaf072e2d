import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { viewerAs } from '../../support/gateway-call.js';
import { citizen, DISTRICT, ELSEWHERE, HERE, Office, OFFICIAL, PAPERS, type Family } from './support/office.js';

/** A Tuesday in the term of class 1. */
let office: Office;
beforeAll(async () => {
  office = await Office.open('2026-05-12T07:00:00Z');
});
afterAll(() => office.close());

const FROM_CATCHMENT = { microdistrict: '1' };

describe('an application', () => {
  it('of a parent is answered by the next working day, and seen through the child', async () => {
    const [school, family] = [await office.school(), await office.family()];
    await office.intake(school, 10);
    const applied = await office.apply(family, school, FROM_CATCHMENT);
    expect(applied).toMatchObject({ state: 'SUBMITTED', version: 1, kind: 'ADMISSION', inCatchment: true, applicantRole: 'PARENT', submittedOn: '2026-05-12', answerDueOn: '2026-05-13', answeredOn: null, child: { iin: family.child }, errors: [] });
    const accepted = await office.decide(applied, 'ACCEPT');
    expect(accepted).toMatchObject({ state: 'ACCEPTED', version: 2, answeredOn: '2026-05-12', history: [{ action: 'SUBMIT', from: null, organisation: null }, { action: 'ACCEPT', from: 'SUBMITTED', to: 'ACCEPTED', organisation: OFFICIAL.organisation }] });
    expect(await office.section(family.child, 'applications { id state school { id } }')).toEqual({ section: { applications: [{ id: applied.id, state: 'ACCEPTED', school: { id: school } }] }, codes: [] });
    expect(await office.section(family.child, 'applications { id state }', true)).toEqual({ section: { applications: null }, codes: ['WITHHELD'] });
  });

  it('is for whoever acts for the child; nobody else hears that there is one', async () => {
    const [school, family] = [await office.school(), await office.family()];
    await office.intake(school, 10);
    const stranger = { ...family, parent: office.person() };
    const unknown = { ...family, child: office.person() };
    await office.admin((client) => client.query(`insert into child_parent (iin, person_iin, basis, valid_from, source) select iin, $2, unnest(array['PARENTAGE', 'RIGHTS_REMOVED']), '2020-03-03', 'test' from resident_child where iin = $1`, [family.child, stranger.parent]));
    const told = (outcome: object) => ({ ...outcome, errors: [] });
    const [one, other, nobody] = [await office.apply(stranger, school), await office.apply(unknown, school), await office.apply({ ...family, parent: office.person() }, school)];
    expect(one).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.application.childIin' });
    expect([told(other), told(nobody)]).toEqual([told(one), told(one)]);
    const applied = await office.apply(family, school);
    expect(applied).toMatchObject({ state: 'SUBMITTED' });
    expect(await office.run('withdrawSchoolApplication', { application: applied.id }, citizen(stranger.parent))).toMatchObject({ code: 'UNKNOWN_APPLICATION' });
    expect(await office.run('withdrawSchoolApplication', { application: randomUUID() }, citizen(stranger.parent))).toMatchObject({ code: 'UNKNOWN_APPLICATION' });
    expect(await office.run('withdrawSchoolApplication', { application: applied.id }, citizen(family.parent))).toMatchObject({ state: 'WITHDRAWN' });
    expect((await office.run('applyForSchool', { application: {} }, viewerAs('ministry:schools'))).errors).not.toEqual([]);
  });

  it('is one at a time, however often and at once it is sent', async () => {
    const [school, other, family] = [await office.school(), await office.school(), await office.family()];
    await Promise.all([school, other].map((one) => office.intake(one, 10)));
    const sent = await Promise.all([school, other, school, other].map((one) => office.apply(family, one)));
    expect(sent.map(({ state, code }) => state ?? code).sort()).toEqual(['ALREADY_RECORDED', 'ALREADY_RECORDED', 'ALREADY_RECORDED', 'SUBMITTED']);
    const again = { application: { childIin: (await office.family()).child, school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: PAPERS }, idempotencyKey: randomUUID() };
    const parent = await office.admin(async (client) => (await client.query<{ iin: string }>('select person_iin as iin from child_parent where iin = $1', [again.application.childIin])).rows[0]?.iin ?? '');
    const [first, second] = [await office.run('applyForSchool', again, citizen(parent)), await office.run('applyForSchool', again, citizen(parent))];
    expect(second).toEqual(first);
    await office.admin((client) => client.query(`insert into child_parent (iin, person_iin, basis, valid_from, source) values ($1, $2, 'RIGHTS_REMOVED', '2026-05-01', 'test')`, [again.application.childIin, parent]));
    expect(await office.run('applyForSchool', again, citizen(parent))).toMatchObject({ errors: [{ extensions: { code: 'WITHHELD' } }] });
  });

  it('out of its term, or of a child without the age, is refused at once, with the ground', async () => {
    const school = await office.school();
    await office.intake(school, 10);
    await office.intake(school, 10, { classNumber: 0 });
    expect(await office.apply(await office.family('2020-09-01'), school)).toMatchObject({ state: 'SUBMITTED' });
    expect(await office.apply(await office.family('2020-09-02'), school)).toMatchObject({ state: 'REFUSED', reason: 'AGE', answeredOn: '2026-05-12' });
    expect(await office.apply(await office.family('2020-09-02'), school, { classNumber: 0 })).toMatchObject({ state: 'SUBMITTED' });
    const { child: childIin, parent: applicantIin } = await office.family();
    const early = office.event({ occurredOn: '2026-03-31', receivedOn: '2026-03-31', applicantIin, application: { childIin, school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: PAPERS } });
    expect(await office.run('recordSchoolApplication', early, OFFICIAL)).toMatchObject({ state: 'REFUSED', reason: 'OUTSIDE_WINDOW', submittedOn: '2026-03-31' });
    expect(await office.run('recordSchoolApplication', { ...early, occurredOn: '2026-04-03', receivedOn: '2026-04-03' }, OFFICIAL)).toMatchObject({ state: 'SUBMITTED', answerDueOn: '2026-04-06' });
    expect((await office.listed({ dueBefore: '2026-04-07', schoolId: school })).map(({ state }) => state)).toEqual(['SUBMITTED']);
    expect(await office.listed({ dueBefore: '2026-04-06', schoolId: school })).toEqual([]);
  });

  it('names what is not there', async () => {
    const [school, family] = [await office.school(), await office.family()];
    expect(await office.apply(family, randomUUID())).toMatchObject({ code: 'UNKNOWN_SCHOOL', field: 'input.application.school' });
    expect(await office.apply(family, school)).toMatchObject({ code: 'NO_INTAKE' });
    const brought = office.event({ applicantIin: family.parent, application: { childIin: office.person(), school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: [] } });
    expect(await office.run('recordSchoolApplication', brought, viewerAs('ministry:schools', { regions: ['710000000'] }))).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.application.school' });
    expect((await office.apply(family, school, { schoolYear: 2028 })).errors).toMatchObject([{ extensions: { field: 'input.application.schoolYear' } }]);
    expect((await office.apply(family, school, { classNumber: 12 })).errors).toMatchObject([{ extensions: { field: 'input.application.classNumber' } }]);
  });
});

describe('decisions', () => {
  const all = (school: string, families: readonly Family[], more: object = {}) => Promise.all(families.map((family) => office.apply(family, school, { ...more })));
  const families = (count: number) => Promise.all(Array.from({ length: count }, () => office.family()));

  it('are for grounds that hold, with papers that are there, in the official\'s regions', async () => {
    const [school, family] = [await office.school(), await office.family()];
    await office.intake(school, 1);
    const applied = await office.apply(family, school, { papers: ['PHOTO'], specialConditions: 'ПМПК 7' });
    expect(await office.decide(applied, 'ACCEPT')).toMatchObject({ code: 'EVIDENCE_MISSING', field: 'input.papers', message: expect.stringMatching(/HEALTH_CERTIFICATE, HEALTH_PASSPORT, PMPC_CONCLUSION/) as string });
    for (const reason of ['NO_PLACE', 'AGE', 'OUTSIDE_WINDOW']) expect(await office.decide(applied, 'REFUSE', { reason })).toMatchObject({ code: 'GROUND_DOES_NOT_HOLD', field: 'input.reason' });
    expect((await office.decide(applied, 'REFUSE')).errors).toMatchObject([{ extensions: { field: 'input.reason' } }]);
    expect(await office.decide(applied, 'WAIT')).toMatchObject({ code: 'GROUND_DOES_NOT_HOLD' });
    expect(await office.decide(applied, 'ACCEPT', { papers: ['HEALTH_PASSPORT', 'HEALTH_CERTIFICATE', 'PMPC_CONCLUSION'] }, viewerAs('ministry:schools', { regions: ['710000000'] }))).toMatchObject({ code: 'UNKNOWN_APPLICATION' });
    expect(await office.decide({ ...applied, version: 9 }, 'REFUSE', { reason: 'INCOMPLETE_PAPERS' })).toMatchObject({ code: 'VERSION_CONFLICT' });
    const accepted = await office.decide(applied, 'ACCEPT', { papers: ['HEALTH_PASSPORT', 'HEALTH_CERTIFICATE', 'PMPC_CONCLUSION'] });
    expect(accepted).toMatchObject({ state: 'ACCEPTED', papers: expect.arrayContaining(['PHOTO', 'PMPC_CONCLUSION']) as string[] });
    expect(await office.decide(accepted, 'REFUSE', { reason: 'AGE' })).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
  });

  it('keep places for the catchment, and give what is freed to the first who waits: the catchment before others', async () => {
    const school = await office.school();
    await office.intake(school, 2);
    const [guest, second, local, neighbour, late] = [await office.family('2020-03-03', ELSEWHERE), await office.family(), await office.family(), await office.family(), await office.family()];
    const outside = await office.apply(guest, school, FROM_CATCHMENT);
    expect(outside).toMatchObject({ inCatchment: false });
    const other = await office.apply(second, school);
    const [own, next] = [await office.apply(local, school, FROM_CATCHMENT), await office.apply(neighbour, school, FROM_CATCHMENT)];
    expect(await office.decide(outside, 'ACCEPT')).toMatchObject({ code: 'NO_PLACE', field: 'input.decision' });
    const [waiting, behind] = [await office.decide(outside, 'WAIT'), await office.decide(other, 'WAIT')];
    expect([waiting, behind]).toMatchObject([{ state: 'WAITING', waitingRank: 1 }, { state: 'WAITING', waitingRank: 2 }]);
    const [first, fifth] = [await office.decide(own, 'ACCEPT'), await office.decide(next, 'ACCEPT')];
    const queued = await office.decide(await office.apply(late, school, FROM_CATCHMENT), 'WAIT');
    expect(queued).toMatchObject({ waitingRank: 1 });
    expect(await office.decide(first, 'WITHDRAW')).toMatchObject({ state: 'WITHDRAWN' });
    const byState = async (state: string) => (await office.listed({ schoolId: school, state })).map(({ id }) => id).sort();
    expect(await byState('ACCEPTED')).toEqual([fifth.id, queued.id].sort());
    expect(await office.run('withdrawSchoolApplication', { application: fifth.id }, citizen(neighbour.parent))).toMatchObject({ state: 'WITHDRAWN' });
    expect(await byState('ACCEPTED')).toEqual([outside.id, queued.id].sort());
    expect(await office.intake(school, 3)).toMatchObject({ __typename: 'SchoolIntake', places: 3 });
    expect(await byState('WAITING')).toEqual([]);
    expect((await office.section(second.child, 'applications { state history { action source organisation } }')).section).toMatchObject({ applications: [{ state: 'ACCEPTED', history: [{ action: 'SUBMIT' }, { action: 'WAIT' }, { action: 'OFFER', source: 'Waiting list', organisation: null }] }] });
    expect(await office.miscounted()).toBe(0);
  });

  it('of forty at once lose nobody, and take nobody past the places', async () => {
    const schools = await Promise.all([office.school(), office.school()]);
    await Promise.all(schools.map((school) => office.intake(school, 7)));
    const people = await families(40);
    const applied = (await Promise.all(schools.map((school, n) => all(school, people.slice(n * 20, n * 20 + 20))))).flat();
    expect(applied.filter(({ state }) => state === 'SUBMITTED')).toHaveLength(40);
    const decided = await Promise.all(applied.map((one) => office.decide(one, 'ACCEPT')));
    const count = (what: string): number => decided.filter(({ state, code }) => (state ?? code) === what).length;
    expect([count('ACCEPTED'), count('NO_PLACE')]).toEqual([14, 26]);
    for (const school of schools) {
      expect(await office.listed({ schoolId: school, state: 'ACCEPTED' })).toHaveLength(7);
      expect((await office.schools.call({ query: `{ school(id: "${school}") { intakes { places taken free } } }` })).data).toEqual({ school: { intakes: [{ places: 7, taken: 7, free: 0 }] } });
    }
    expect(await office.miscounted()).toBe(0);
    // The last line of defence: the table itself lets nobody past.
    await expect(office.admin((client) => client.query('update intake set taken = places + 1 where places = 7'))).rejects.toThrow(/intake_not_over/);
  });
});

describe('a pupil', () => {
  it('comes on the roll once the application is accepted; a pre-school class ends with it', async () => {
    const [school, family] = [await office.school(), await office.family()];
    await office.intake(school, 5);
    await office.pupil(family.child, school, 0);
    const applied = await office.apply(family, school);
    expect(await office.enrol(applied)).toMatchObject({ code: 'NOT_IN_THIS_STATE' });
    const accepted = await office.decide(applied, 'ACCEPT');
    expect(await office.enrol(accepted, {}, 'transferPupil')).toMatchObject({ code: 'CONTRADICTORY' });
    for (const more of [{ shift: 3 }, { startsOn: '2026-08-31' }, { startsOn: '2027-09-01' }]) expect((await office.enrol(accepted, more)).errors).toMatchObject([{ extensions: { field: `input.${Object.keys(more)[0]}` } }]);
    expect(await office.enrol(accepted)).toMatchObject({ state: 'ENROLLED' });
    expect((await office.section(family.child, 'history { classNumber validFrom validTo leaveReason }')).section).toEqual({ history: [
      { classNumber: 0, validFrom: '2025-09-01', validTo: '2026-09-01', leaveReason: 'PROMOTED' }, { classNumber: 1, validFrom: '2026-09-01', validTo: null, leaveReason: null }] });
  });

  it('moves to another school in one step: history is kept, and the place left goes to who waits', async () => {
    const [from, to] = [await office.school(), await office.school(100, { region: '710000000', district: '711210000' })];
    const running = { schoolYear: 2025, classNumber: 3, papers: [...PAPERS, 'PERSONAL_FILE'] };
    await Promise.all([from, to].map((school) => office.intake(school, 1, { schoolYear: 2025, classNumber: 3 })));
    const [pupil, waiting] = [await office.family('2016-03-03'), await office.family('2016-03-03')];
    await office.pupil(waiting.child, to, 3);
    const came = await office.enrol(await office.decide(await office.apply(pupil, from, running), 'ACCEPT'), { startsOn: '2026-05-12' });
    expect(came).toMatchObject({ kind: 'ADMISSION', state: 'ENROLLED' });
    const wants = await office.decide(await office.apply(waiting, from, running), 'WAIT');
    expect(wants).toMatchObject({ kind: 'TRANSFER', state: 'WAITING', waitingRank: 1 });
    expect(await office.apply(pupil, from, running)).toMatchObject({ code: 'ALREADY_RECORDED' });
    expect(await office.apply(pupil, to, { ...running, classNumber: 1 })).toMatchObject({ code: 'NO_INTAKE' });
    await office.intake(to, 1, { schoolYear: 2025, classNumber: 4 });
    expect(await office.apply(pupil, to, { ...running, classNumber: 4 })).toMatchObject({ code: 'CONTRADICTORY', field: 'input.application.classNumber' });
    const there = await office.decide(await office.apply(pupil, to, running), 'ACCEPT', {}, viewerAs('ministry:schools', { regions: ['710000000'] }));
    expect(there).toMatchObject({ kind: 'TRANSFER', state: 'ACCEPTED' });
    const moved = await Promise.all([1, 2].map(() => office.enrol(there, { startsOn: '2026-05-12' }, 'transferPupil', viewerAs('ministry:schools', { regions: ['710000000'] }))));
    expect(moved.map(({ state, code }) => state ?? code).sort()).toEqual(['ENROLLED', 'VERSION_CONFLICT']);
    expect((await office.section(pupil.child, 'history { school { id } validTo leaveReason } applications { state }')).section).toEqual({
      history: [{ school: { id: from }, validTo: '2026-05-12', leaveReason: 'TRANSFERRED' }, { school: { id: to }, validTo: null, leaveReason: null }],
      applications: [{ state: 'ENROLLED' }, { state: 'LEFT' }],
    });
    expect((await office.listed({ childIin: waiting.child })).map(({ state }) => state)).toEqual(['ACCEPTED']);
    expect(await office.miscounted()).toBe(0);
  });

  it('leaves school with a reason, once', async () => {
    const [school, family] = [await office.school(), await office.family('2016-03-03')];
    const enrolment = await office.pupil(family.child, school, 3);
    const end = (more: object) => office.run('endEnrolment', office.event({ enrolment, reason: 'MOVED_ABROAD', ...more }), OFFICIAL);
    expect((await end({ reason: 'TRANSFERRED' })).errors).toMatchObject([{ extensions: { field: 'input.reason' } }]);
    expect(await end({ occurredOn: '2025-08-31' })).toMatchObject({ code: 'OUT_OF_ORDER' });
    expect(await office.run('endEnrolment', office.event({ enrolment, reason: 'OTHER' }), viewerAs('ministry:schools', { regions: ['710000000'] }))).toMatchObject({ code: 'UNKNOWN_ENROLMENT' });
    expect(await end({})).toMatchObject({ validTo: '2026-05-12', leaveReason: 'MOVED_ABROAD' });
    expect(await end({})).toMatchObject({ code: 'UNKNOWN_ENROLMENT' });
  });
});

describe('a child whose whereabouts are withheld', () => {
  it('is enrolled by rule for whoever represents it; no list, count, official or parent hears of it', async () => {
    const [from, to, family, guardian] = [await office.school(), await office.school(), await office.family('2016-03-03'), office.person()];
    const asked = { schoolYear: 2025, classNumber: 3, papers: [...PAPERS, 'PERSONAL_FILE'] };
    await office.intake(to, 1, { schoolYear: 2025, classNumber: 3 });
    const enrolment = await office.pupil(family.child, from, 3);
    await office.shield(family.child, guardian);
    const everything = async () => [await office.listed({ schoolId: to }), await office.listed({ childIin: family.child }), (await office.schools.call({ query: `{ school(id: "${to}") { intakes { places taken free } } }` })).data];
    const before = await everything();
    expect(await office.apply(family, to, asked)).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.application.childIin' });
    expect(await office.run('recordSchoolApplication', office.event({ applicantIin: guardian, application: { childIin: family.child, school: to, language: 'KK', ...asked } }), OFFICIAL)).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.application.childIin' });
    expect(await office.apply({ ...family, parent: guardian }, to, { ...asked, papers: [] })).toMatchObject({ state: 'REFUSED', reason: 'INCOMPLETE_PAPERS' });
    const enrolled = await office.apply({ ...family, parent: guardian }, to, asked);
    expect(enrolled).toMatchObject({ state: 'ENROLLED', applicantRole: 'REPRESENTATIVE', kind: 'TRANSFER', history: [{ action: 'SUBMIT' }, { action: 'ACCEPT' }, { action: 'ENROL' }] });
    expect(await everything()).toEqual(before);
    expect(await office.run('endEnrolment', office.event({ enrolment, reason: 'OTHER' }), OFFICIAL)).toMatchObject({ code: 'UNKNOWN_ENROLMENT' });
    expect(await office.decide(enrolled, 'WITHDRAW')).toMatchObject({ code: 'UNKNOWN_APPLICATION' });
    expect((await office.section(family.child, 'history { school { id } leaveReason }')).section).toEqual({ history: [{ school: { id: from }, leaveReason: 'TRANSFERRED' }, { school: { id: to }, leaveReason: null }] });
    // The place was one of those set aside: others have theirs.
    const other = await office.family('2016-03-03');
    expect(await office.decide(await office.apply(other, to, asked), 'ACCEPT', { papers: ['PERSONAL_FILE'] })).toMatchObject({ state: 'ACCEPTED' });
    expect(await office.miscounted()).toBe(0);
  });
});

describe('what a school takes in', () => {
  it('fits the building with those who stay, and is planned by officials of the region', async () => {
    const school = await office.school(5);
    for (const classNumber of [3, 11]) await office.pupil((await office.family('2012-03-03')).child, school, classNumber);
    // Ten places in two shifts; one pupil stays, one finishes, and a place is set aside.
    expect(await office.intake(school, 9)).toMatchObject({ code: 'OVER_DESIGN_CAPACITY', field: 'input.places' });
    expect(await office.intake(school, 8, {}, viewerAs('ministry:schools', { regions: ['710000000'] }))).toMatchObject({ code: 'OUTSIDE_YOUR_REGIONS', field: 'input.school' });
    expect(await office.intake(school, 5, {}, viewerAs('ministry:schools', { regions: [HERE] }))).toMatchObject({ places: 5, taken: 0, free: 5 });
    expect(await office.intake(school, 3, { language: 'RU' })).toMatchObject({ code: 'OVER_DESIGN_CAPACITY' });
    expect(await office.intake(school, 2, { language: 'RU' })).toMatchObject({ places: 2 });
    expect((await office.intake(school, 1, { language: 'OTHER' })).errors).toMatchObject([{ extensions: { field: 'input.language' } }]);
    const [one, two] = [await office.family(), await office.family()];
    for (const family of [one, two]) await office.decide(await office.apply(family, school), 'ACCEPT');
    expect(await office.intake(school, 1)).toMatchObject({ code: 'CONTRADICTORY', field: 'input.places' });
    expect(await office.intake(school, 2)).toMatchObject({ places: 2, taken: null, free: null });
  });

  it('serves parts of its district from a day on, and keeps what it served', async () => {
    const school = await office.school();
    const set = (microdistricts: object[], more: object = {}) => office.run('setCatchment', office.event({ school, microdistricts, ...more }), OFFICIAL);
    expect(await set([{ code: '1', name: 'first' }, { code: '2', name: 'second' }])).toMatchObject({ catchment: [{ code: '1', validFrom: '2020-01-01', validTo: null }, { code: '2', validFrom: '2026-05-12' }] });
    expect(await set([{ code: '2', name: 'second, and the square' }])).toMatchObject({ catchment: [{ code: '2', name: 'second, and the square', validFrom: '2026-05-12' }] });
    expect((await office.schools.call({ query: `{ school(id: "${school}") { catchment(on: "2026-01-01") { code validTo } } }` })).data).toEqual({ school: { catchment: [{ code: '1', validTo: '2026-05-12' }] } });
    expect(await set([{ code: '9', name: 'x' }], { occurredOn: '2026-05-11' })).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.occurredOn' });
    expect((await set([{ code: 'a b', name: 'x' }])).errors).toMatchObject([{ extensions: { field: 'input.microdistricts[0].code' } }]);
    expect((await set([{ code: '3', name: 'x' }, { code: '3', name: 'y' }])).errors).toMatchObject([{ extensions: { field: 'input.microdistricts' } }]);
    expect(DISTRICT.startsWith(HERE.slice(0, 2))).toBe(true);
  });
});
