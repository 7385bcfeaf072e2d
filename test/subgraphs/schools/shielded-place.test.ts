import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizen, Office, OFFICIAL, PAPERS, type Family } from './support/office.js';

/*
 * What becomes of a place when the child's whereabouts are withheld: it is kept for the child, and from then on no number says whether
 * the child is still there.
 */

/** A Tuesday within a school year. */
let office: Office;
beforeAll(async () => {
  office = await Office.open('2026-05-12T07:00:00Z');
});
afterAll(() => office.close());

const ASKED = { schoolYear: 2025, classNumber: 3, papers: [...PAPERS, 'PERSONAL_FILE'] };
const INTAKE = { schoolYear: 2025, classNumber: 3 };

/** A family whose child goes to a class by an application, and who will represent it. */
async function enrolled(school: string): Promise<Family> {
  const family = await office.family('2016-03-03');
  expect(await office.enrol(await office.decide(await office.apply(family, school, ASKED), 'ACCEPT'), { startsOn: '2026-05-12' })).toMatchObject({ state: 'ENROLLED' });
  return family;
}

/** All that the public and officials are told of some schools. */
async function told(...schools: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const school of schools) {
    found.push((await office.schools.call({ query: `{ school(id: "${school}") { pupils intakes { schoolYear places taken free } } }` })).data, (await office.listed({ schoolId: school })).map(({ id, state, version }) => [id, state, version]));
  }
  return found;
}

describe('a place of a child whose whereabouts are withheld', () => {
  it('tells nobody whether the child is still there', async () => {
    const [from, to, guardian] = [await office.school(), await office.school(), office.person()];
    for (const school of [from, to]) await office.intake(school, 20, INTAKE);
    const families = await Promise.all(Array.from({ length: 6 }, () => enrolled(from)));
    const [family] = families;
    if (family === undefined) throw new Error('no family');
    await office.shielded(family, guardian);
    const before = await told(from, to);
    expect(before[0]).toMatchObject({ school: { intakes: [{ taken: 5, free: 14 }] } });
    expect(await office.apply({ ...family, parent: guardian }, to, ASKED)).toMatchObject({ state: 'ENROLLED', kind: 'TRANSFER' });
    expect(await told(from, to)).toEqual(before);
    expect(await office.miscounted()).toBe(0);
  });

  it('is asked for anew by whoever represents the child, whatever was asked for before', async () => {
    const [from, to] = [await office.school(), await office.school()];
    await office.intake(from, 1, INTAKE);
    await office.intake(to, 5, INTAKE);
    const reach = { SUBMITTED: [], ACCEPTED: ['ACCEPT'], WAITING: ['WAIT'] } as const;
    for (const [state, decisions] of Object.entries(reach)) {
      const [family, guardian] = [await office.family('2016-03-03'), office.person()];
      let applied = await office.apply(family, from, ASKED);
      for (const decision of decisions) applied = await office.decide(applied, decision);
      expect(applied).toMatchObject({ state });
      await office.shielded(family, guardian);
      const before = await told(from, to);
      expect(await office.apply({ ...family, parent: guardian }, to, ASKED)).toMatchObject({ state: 'ENROLLED', applicantRole: 'REPRESENTATIVE' });
      expect(await told(from, to)).toEqual(before);
      if (state !== 'ACCEPTED') continue;
      // The place went with the child: nobody who waits gets one that the number of places does not show.
      expect((await told(from))[0]).toMatchObject({ school: { intakes: [{ places: 0, taken: 0, free: 0 }] } });
    }
    expect(await office.miscounted()).toBe(0);
  });

  it('is there for a second child too, while the building has room', async () => {
    const school = await office.school(5);
    await office.intake(school, 7, INTAKE);
    const apply = async () => {
      const [family, guardian] = [await office.family('2016-03-03'), office.person()];
      await office.shielded(family, guardian);
      return office.apply({ ...family, parent: guardian }, school, ASKED);
    };
    const before = await told(school);
    const answers = [await apply(), await apply(), await apply(), await apply()];
    expect(answers.map(({ state }) => state)).toEqual(['ENROLLED', 'ENROLLED', 'ENROLLED', 'REFUSED']);
    expect(answers[3]).toMatchObject({ reason: 'NO_PLACE' });
    expect(await told(school)).toEqual(before);
    // Whoever plans the intake is told the same as if nobody had come: ten places in two shifts, one of them set aside.
    expect(await office.intake(school, 10, INTAKE, OFFICIAL)).toMatchObject({ code: 'OVER_DESIGN_CAPACITY' });
    expect(await office.intake(school, 9, INTAKE, OFFICIAL)).toMatchObject({ places: 9 });
    expect(await office.miscounted()).toBe(0);
  });

  it('is counted once and lost to nobody, whatever is done at once', async () => {
    const [school, other] = [await office.school(), await office.school()];
    await office.intake(school, 6, INTAKE);
    await office.intake(other, 6, INTAKE);
    const families = await Promise.all(Array.from({ length: 12 }, () => office.family('2016-03-03')));
    const applied = await Promise.all(families.map((family) => office.apply(family, school, ASKED)));
    const answers = await Promise.all(families.flatMap((family, n) => {
      const application = applied[n];
      if (application === undefined) throw new Error('no application');
      const guardian = office.person();
      const decides = office.decide(application, 'ACCEPT').then((one) => (one.code === 'NO_PLACE' ? office.decide(application, 'WAIT') : one));
      if (n % 3 === 0) return [decides, office.shielded(family, guardian).then(() => office.apply({ ...family, parent: guardian }, other, ASKED))];
      return n % 3 === 1 ? [decides, office.run('withdrawSchoolApplication', { application: application.id }, citizen(family.parent))] : [decides];
    }));
    // What an official has decided in the moment before is out of sight in the next.
    expect(answers.flatMap(({ errors }) => errors).filter(({ extensions }) => extensions['code'] !== 'WITHHELD')).toEqual([]);
    expect(await office.miscounted()).toBe(0);
    const { rows } = await office.admin((client) => client.query<{ shielded: boolean; state: string; aside: boolean; n: number }>(
      `select r.iin is not null as shielded, a.state, a.set_aside as aside, count(*)::int as n from school_application a join school s on s.id = a.school_id left join restricted_child r using (iin)
        where s.public_id = any ($1::uuid[]) and a.state in ('SUBMITTED', 'WAITING', 'ACCEPTED', 'ENROLLED') group by 1, 2, 3 order by 1, 2`, [[school, other]]));
    // Four are shielded and enrolled beside all numbers; of the eight others nobody waits before a free place.
    expect(rows.filter(({ shielded }) => shielded)).toEqual([{ shielded: true, state: 'ENROLLED', aside: true, n: 4 }]);
    const { rows: waiting } = await office.admin((client) => client.query(`select 1 from intake i join school_application a on a.intake_id = i.id where a.state = 'WAITING' and i.taken < i.places and a.iin not in (select iin from restricted_child) and i.school_id = (select id from school where public_id = $1)`, [school]));
    expect(waiting).toEqual([]);
  });
});
