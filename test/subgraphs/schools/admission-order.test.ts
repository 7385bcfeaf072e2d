import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Office, OFFICIAL, PAPERS, type Family } from './support/office.js';

/* In which order children get places, who may ask for them, and on what grounds somebody is refused. */

/** A Tuesday in the term of class 1. */
let office: Office;
beforeAll(async () => {
  office = await Office.open('2026-05-12T07:00:00Z');
});
afterAll(() => office.close());

const FROM_CATCHMENT = { microdistrict: '1' };
const RUNNING = { schoolYear: 2025, classNumber: 3, papers: [...PAPERS, 'PERSONAL_FILE'] };

/** What was brought to the school on a day. */
const brought = ({ child, parent }: Family, school: string, on: string, more: object = {}) =>
  office.run('recordSchoolApplication', office.event({ occurredOn: on, receivedOn: on, applicantIin: parent, application: { childIin: child, school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: PAPERS, ...more } }), OFFICIAL);

describe('a refusal', () => {
  it('for want of a place is for a school that has none: those kept for the catchment are free', async () => {
    const [school, local, guest] = [await office.school(), await office.family(), await office.family()];
    await office.intake(school, 1);
    const own = await office.apply(local, school, FROM_CATCHMENT);
    const other = await office.apply(guest, school);
    expect(await office.decide(other, 'REFUSE', { reason: 'NO_PLACE' })).toMatchObject({ code: 'GROUND_DOES_NOT_HOLD', field: 'input.reason' });
    const waiting = await office.decide(other, 'WAIT');
    expect(await office.decide(waiting, 'REFUSE', { reason: 'NO_PLACE' })).toMatchObject({ code: 'GROUND_DOES_NOT_HOLD' });
    expect(await office.decide(own, 'ACCEPT')).toMatchObject({ state: 'ACCEPTED' });
    expect(await office.decide(waiting, 'REFUSE', { reason: 'NO_PLACE' })).toMatchObject({ state: 'REFUSED', reason: 'NO_PLACE' });
  });

  it('for age is for who comes to school, not for a pupil who moves', async () => {
    const [from, to] = [await office.school(), await office.school()];
    await office.intake(to, 5, { schoolYear: 2026, classNumber: 11 });
    // Seventeen now, and eighteen on the first day of the last class.
    const pupil = await office.family('2008-07-01');
    await office.pupil(pupil.child, from, 10);
    expect(await office.apply(pupil, to, { schoolYear: 2026, classNumber: 11, papers: RUNNING.papers })).toMatchObject({ kind: 'TRANSFER', state: 'SUBMITTED' });
  });
});

describe('the waiting list', () => {
  it('goes by the day on which an application was received, not by the one on which it was typed in', async () => {
    const school = await office.school();
    await office.intake(school, 1);
    const [first, online, paper] = [await office.family(), await office.family(), await office.family()];
    const taken = await office.decide(await office.apply(first, school), 'ACCEPT');
    const late = await office.decide(await office.apply(online, school), 'WAIT');
    const early = await office.decide(await brought(paper, school, '2026-05-04'), 'WAIT');
    expect(early).toMatchObject({ state: 'WAITING', waitingRank: 1 });
    expect((await office.listed({ childIin: online.child }))[0]).toMatchObject({ waitingRank: 2 });
    await office.decide(taken, 'WITHDRAW');
    expect((await office.listed({ schoolId: school, state: 'ACCEPTED' })).map(({ id }) => id)).toEqual([early.id]);
    expect((await office.listed({ schoolId: school, state: 'WAITING' })).map(({ id }) => id)).toEqual([late.id]);
  });

  it('is not passed by: of the children outside of the catchment, too, the first who asked gets the place', async () => {
    const school = await office.school();
    await office.intake(school, 1);
    const [local, waits, comes, guardian] = [await office.family(), await office.family(), await office.family(), office.person()];
    await office.apply(local, school, FROM_CATCHMENT);
    const waiting = await office.decide(await office.apply(waits, school), 'WAIT');
    // The child of the catchment is withheld: nothing is kept for it any more.
    await office.shielded(local, guardian);
    const later = await office.apply(comes, school);
    expect(await office.decide(later, 'ACCEPT')).toMatchObject({ code: 'NO_PLACE' });
    expect((await office.listed({ schoolId: school, state: 'ACCEPTED' })).map(({ id }) => id)).toEqual([waiting.id]);
  });

  it('says of an offer the day on which it was made', async () => {
    const school = await office.school();
    await office.intake(school, 1);
    const [dead, waits] = [await office.family(), await office.family()];
    await office.decide(await office.apply(dead, school), 'ACCEPT');
    await office.decide(await office.apply(waits, school), 'WAIT');
    await office.hear('DEATH', { iin: dead.child, diedOn: '2026-01-10' }, '2026-01-10');
    const { section } = await office.section(waits.child, 'applications { state history { action occurredOn } }');
    expect(section).toEqual({ applications: [{ state: 'ACCEPTED', history: [{ action: 'SUBMIT', occurredOn: '2026-05-12' }, { action: 'WAIT', occurredOn: '2026-05-12' }, { action: 'OFFER', occurredOn: '2026-05-12' }] }] });
  });
});

describe('whoever applies', () => {
  it('acts for the child on the day of the receipt and today: an earlier day gives no rights back', async () => {
    const [school, family] = [await office.school(), await office.family()];
    await office.intake(school, 5);
    await office.admin((client) => client.query(`insert into child_parent (iin, person_iin, basis, valid_from, source) values ($1, $2, 'RIGHTS_REMOVED', '2026-05-06', 'test')`, [family.child, family.parent]));
    expect(await brought(family, school, '2026-05-04')).toMatchObject({ code: 'UNKNOWN_PERSON', field: 'input.applicantIin' });
  });

  it('names a microdistrict, which the school corrects by the papers', async () => {
    const school = await office.school();
    await office.intake(school, 1);
    const [liar, honest] = [await office.family(), await office.family()];
    const claimed = await office.apply(liar, school, FROM_CATCHMENT);
    const own = await office.apply(honest, school);
    const corrected = await office.decide(claimed, 'WAIT', { microdistrict: '7' });
    // Nobody of the catchment asks for the place: it is free, so nobody waits for it.
    expect(corrected).toMatchObject({ code: 'GROUND_DOES_NOT_HOLD' });
    expect(await office.decide(own, 'ACCEPT', { microdistrict: '1' })).toMatchObject({ state: 'ACCEPTED', inCatchment: true });
    expect(await office.decide(claimed, 'WAIT', { microdistrict: '7' })).toMatchObject({ state: 'WAITING', inCatchment: false, waitingRank: 1 });
    const abroad = await office.apply(await office.family('2020-03-03', null), school);
    expect(await office.decide(abroad, 'WAIT', { microdistrict: '1' })).toMatchObject({ inCatchment: false });
  });
});

describe('an official', () => {
  it('decides nothing about their own child, whoever of the family applied', async () => {
    const [school, family, other] = [await office.school(), await office.family(), await office.family()];
    await office.intake(school, 5);
    await office.admin((client) => client.query(`insert into child_parent (iin, person_iin, basis, valid_from, source) values ($1, $2, 'PARENTAGE', '2020-03-03', 'test')`, [family.child, other.parent]));
    const father = { ...OFFICIAL, iin: other.parent };
    const withheld = { errors: [{ extensions: { code: 'WITHHELD' } }] };
    const application = { childIin: family.child, school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: PAPERS };
    expect(await office.run('recordSchoolApplication', office.event({ applicantIin: family.parent, application }), father)).toMatchObject(withheld);
    const applied = await office.apply(family, school);
    expect(await office.decide(applied, 'ACCEPT', {}, father)).toMatchObject(withheld);
    const accepted = await office.decide(applied, 'ACCEPT');
    expect(await office.enrol(accepted, {}, 'enrolPupil', father)).toMatchObject(withheld);
    expect(await office.enrol(accepted)).toMatchObject({ state: 'ENROLLED' });
    const { section } = await office.section(family.child, 'history { id }');
    const [{ id: enrolment }] = (section as unknown as { history: [{ id: string }] }).history;
    expect(await office.run('endEnrolment', office.event({ enrolment, reason: 'OTHER' }), father)).toMatchObject(withheld);
  });
});

describe('a school year that is over', () => {
  it('has no places to give, and none to ask for', async () => {
    const [school, late] = [await office.school(), await office.family()];
    await office.intake(school, 1);
    const [first, second, third] = [await office.family(), await office.family(), await office.family()];
    const taken = await office.decide(await office.apply(first, school), 'ACCEPT');
    const waiting = await office.decide(await office.apply(second, school), 'WAIT');
    const asked = await office.apply(third, school);
    // As if all of it had been a year ago.
    await office.admin(async (client) => {
      await client.query(`update intake set school_year = '2024-09-01' where school_id = (select id from school where public_id = $1)`, [school]);
      await client.query(`update school_application set school_year = '2024-09-01' where school_id = (select id from school where public_id = $1)`, [school]);
    });
    expect(await office.decide(asked, 'WAIT')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.decision' });
    await office.decide(taken, 'WITHDRAW');
    expect((await office.listed({ schoolId: school })).find(({ id }) => id === waiting.id)).toMatchObject({ state: 'WAITING' });
    expect((await brought(late, school, '2024-05-06', { schoolYear: 2024 })).errors).toMatchObject([{ extensions: { field: 'input.application.schoolYear' } }]);
  });
});

describe('a child with a place to come', () => {
  it('gives it back before it begins, for who waits', async () => {
    const school = await office.school();
    await office.intake(school, 1);
    const [leaves, waits] = [await office.family(), await office.family()];
    await office.enrol(await office.decide(await office.apply(leaves, school), 'ACCEPT'));
    const waiting = await office.decide(await office.apply(waits, school), 'WAIT');
    const { section } = await office.section(leaves.child, 'history { id }');
    const [{ id: enrolment }] = (section as unknown as { history: [{ id: string }] }).history;
    expect(await office.run('endEnrolment', office.event({ enrolment, reason: 'MOVED_ABROAD' }), OFFICIAL)).toMatchObject({ validTo: '2026-09-01', leaveReason: 'MOVED_ABROAD' });
    expect((await office.listed({ schoolId: school, state: 'ACCEPTED' })).map(({ id }) => id)).toEqual([waiting.id]);
    expect(await office.miscounted()).toBe(0);
  });

  it('is in one school on every day, though it comes back before it was to leave', async () => {
    const [home, away] = [await office.school(), await office.school()];
    for (const school of [home, away]) await office.intake(school, 5, { schoolYear: 2025, classNumber: 3 });
    const family = await office.family('2016-03-03');
    await office.pupil(family.child, home, 3);
    const moves = async (to: string, startsOn: string) => office.enrol(await office.decide(await office.apply(family, to, RUNNING), 'ACCEPT'), { startsOn }, 'transferPupil');
    expect(await moves(away, '2026-05-25')).toMatchObject({ state: 'ENROLLED' });
    expect(await moves(home, '2026-05-18')).toMatchObject({ state: 'ENROLLED' });
    expect((await office.section(family.child, 'history { school { id } validFrom validTo }')).section).toEqual({ history: [
      { school: { id: home }, validFrom: '2025-09-01', validTo: '2026-05-18' }, { school: { id: home }, validFrom: '2026-05-18', validTo: null }, { school: { id: away }, validFrom: '2026-05-25', validTo: '2026-05-25' }] });
  });

  it('gets a place that is left ahead from the day on which it is left', async () => {
    const [full, away] = [await office.school(), await office.school()];
    await office.intake(full, 1, { schoolYear: 2025, classNumber: 3 });
    await office.intake(away, 5, { schoolYear: 2025, classNumber: 3 });
    const [leaving, coming] = [await office.family('2016-03-03'), await office.family('2016-03-03')];
    const asks = async (family: typeof leaving, to: string, decision: 'ACCEPT' | 'WAIT') => office.decide(await office.apply(family, to, RUNNING), decision);
    expect(await office.enrol(await asks(leaving, full, 'ACCEPT'), { startsOn: '2026-05-18' })).toMatchObject({ state: 'ENROLLED' });
    const waiting = await asks(coming, full, 'WAIT');
    expect(await office.enrol(await asks(leaving, away, 'ACCEPT'), { startsOn: '2026-05-25' }, 'transferPupil')).toMatchObject({ state: 'ENROLLED' });
    expect((await office.listed({ schoolId: full, state: 'ACCEPTED' })).map(({ id }) => id)).toEqual([waiting.id]);
    const offered = { ...waiting, version: Number(waiting.version) + 1 };
    expect(await office.enrol(offered, { startsOn: '2026-05-24' })).toMatchObject({ code: 'NO_PLACE', field: 'input.startsOn', message: expect.stringContaining('2026-05-25') as string });
    expect(await office.enrol(offered, { startsOn: '2026-05-25' })).toMatchObject({ state: 'ENROLLED' });
    expect(await office.miscounted()).toBe(0);
  });

  it('may ask another school for the same class before it begins', async () => {
    const [first, other] = [await office.school(), await office.school()];
    for (const school of [first, other]) await office.intake(school, 5);
    await office.intake(other, 5, { classNumber: 2 });
    const family = await office.family();
    expect(await office.enrol(await office.decide(await office.apply(family, first), 'ACCEPT'))).toMatchObject({ state: 'ENROLLED' });
    expect(await office.apply(family, first)).toMatchObject({ code: 'ALREADY_RECORDED', field: 'input.application.school' });
    expect(await office.apply(family, other, { classNumber: 2, papers: RUNNING.papers })).toMatchObject({ code: 'CONTRADICTORY', field: 'input.application.classNumber' });
    const moved = await office.apply(family, other);
    expect(moved).toMatchObject({ state: 'SUBMITTED', kind: 'ADMISSION' });
    expect(await office.enrol(await office.decide(moved, 'ACCEPT'))).toMatchObject({ state: 'ENROLLED' });
    expect((await office.section(family.child, 'history { school { id } validFrom validTo leaveReason }')).section).toEqual({ history: [
      { school: { id: first }, validFrom: '2026-09-01', validTo: '2026-09-01', leaveReason: 'TRANSFERRED' }, { school: { id: other }, validFrom: '2026-09-01', validTo: null, leaveReason: null }] });
    expect(await office.miscounted()).toBe(0);
  });

  it('comes on no roll before it asked, nor before it came to the school it leaves', async () => {
    const [from, to] = [await office.school(), await office.school()];
    await office.intake(to, 5, { schoolYear: 2025, classNumber: 3 });
    const [pupil, mover] = [await office.family('2016-03-03'), await office.family('2016-03-03')];
    await office.pupil(pupil.child, from, 3);
    await office.pupil(mover.child, from, 3, '2026-05-10');
    const accepted = await office.decide(await office.apply(pupil, to, RUNNING), 'ACCEPT');
    // The first day of the school year, of which the rolls are counted, is over.
    expect(await office.enrol(accepted, { startsOn: '2025-09-01' }, 'transferPupil')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.startsOn' });
    const early = await office.decide(await brought(mover, to, '2026-05-04', RUNNING), 'ACCEPT');
    expect(await office.enrol(early, { startsOn: '2026-05-08' }, 'transferPupil')).toMatchObject({ code: 'OUT_OF_ORDER', field: 'input.startsOn' });
    expect(await office.enrol(early, { startsOn: '2026-05-11' }, 'transferPupil')).toMatchObject({ state: 'ENROLLED' });
  });
});
