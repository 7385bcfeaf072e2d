import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AnyData } from '../../subgraphs/shared/feeds/contract.js';
import { iinOf } from './support/events.js';
import { asAdmin, feedDatabase, feedsOf, type FeedDatabase } from './support/lab.js';

const [CHILD, MOTHER, FATHER, GUARDIAN, RENAMED] = [1, 2, 3, 4, 5].map(iinOf) as [string, string, string, string, string];
const HOME = { regionKato: '750000000', districtKato: '751410000', from: '2020-01-01' };
const parent = (iin: string, to: string | null = null) => ({ iin, role: 'MOTHER', basis: 'BIRTH', from: '2020-01-01', to });

let schools: FeedDatabase;
beforeAll(async () => {
  schools = await feedDatabase('schools');
});
afterAll(() => schools.close());

/** Applies an event as the schools do, as often as it may come. */
async function hear(type: string, data: AnyData): Promise<void> {
  const handlers = (await feedsOf('schools')).consumes.map((consumption) => consumption.handlerOf(type));
  const event = { id: '0198c9a4-5f0e-4c3d-9a41-6f2b8c1d7e55', position: 1, type, subjects: [], occurredOn: '2026-11-01', recordedAt: '2026-11-01T00:00:00Z', receivedOn: '2026-11-02', data };
  for (const apply of [...handlers, ...handlers]) await schools.database.feeds(async (em) => apply?.(em, [event]));
}

const residents = () => schools.rows('select iin, birth_date::text as born, died_on::text as died, region_kato as region, district_kato as district from resident_child');
const acting = async () =>
  (await schools.rows<{ who: string }>(`select person_iin || ' ' || basis || coalesce(' ' || valid_to::text, '') as who from child_parent where iin = any ('{${CHILD},${RENAMED}}')
    union all select person_iin || ' GUARDIAN' from child_guardian where iin = any ('{${CHILD},${RENAMED}}') order by 1`)).map(({ who }) => who);

it('schools know from the feeds whom they are for, and who acts for a child', async () => {
  await hear('BIRTH', { iin: CHILD, birthDate: '2020-01-01', residence: HOME, parents: [parent(MOTHER), parent(FATHER)] });
  expect(await residents()).toEqual([{ iin: CHILD, born: '2020-01-01', died: null, region: HOME.regionKato, district: HOME.districtKato }]);
  expect(await acting()).toEqual([`${MOTHER} PARENTAGE`, `${FATHER} PARENTAGE`].sort());

  await hear('RESIDENCE', { iin: CHILD, residence: null });
  await hear('RESIDENCE', { iin: MOTHER, residence: HOME });
  expect(await residents()).toMatchObject([{ iin: CHILD, region: null, district: null }]);
  await hear('PARENTAL_RIGHTS', { iin: CHILD, rights: [{ parentIin: FATHER, status: 'LIMITED', from: '2026-01-01', to: null }] });
  await hear('PARENTAGE', { iin: CHILD, parents: [parent(MOTHER, '2026-02-01'), parent(FATHER)] });
  await hear('GUARDIANSHIPS', { iin: CHILD, guardianships: [{ representativeIin: GUARDIAN, representativeBin: null, form: 'GUARDIANSHIP', bodyBin: '120340000019', act: '1', from: '2026-02-01', to: null }, { representativeIin: null, representativeBin: '120340000019', form: 'INSTITUTION', bodyBin: '120340000019', act: '1', from: '2025-02-01', to: '2026-02-01' }] });
  const known = [`${MOTHER} PARENTAGE 2026-02-01`, `${FATHER} PARENTAGE`, `${FATHER} RIGHTS_REMOVED`, `${GUARDIAN} GUARDIAN`].sort();
  expect(await acting()).toEqual(known);

  await hear('IIN_REPLACED', { oldIin: CHILD, newIin: RENAMED });
  expect([await acting(), await schools.rows('select 1 from resident_child where iin = ?', [RENAMED])]).toEqual([known, [expect.anything()]]);
});

it('a dead child asks for no school any more and leaves the roll, and the next gets its place', async () => {
  const [dead, waiting] = [iinOf(10), iinOf(11)];
  await asAdmin(schools, async (admin) => {
    const { rows: [intake] } = await admin.query<{ id: string }>(
      `with s as (insert into school (bin, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
          stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, opened_on, source)
        values ('000000000001', '750000000', '751410000', 'м', 'ш', 's', 'SECONDARY', 'STATE', false, 10, 2, 'NORMAL', '{KK}', false, false, false, false, false, false, false, false, '2000-09-01', 'test') returning id)
       insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source) select id, '2026-09-01', 1, 'KK', 1, 1, 1, 20, 'test' from s returning id`);
    await admin.query(`insert into resident_child (iin, birth_date, source) select unnest($1::text[]), '2020-01-01', 'test'`, [[dead, waiting]]);
    await admin.query(`with e as (insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source) select $1, school_id, '750000000', 1, 'А', 'KK', 1, '2026-09-01', 'test' from intake returning id)
      insert into school_application (iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_iin, applicant_role, in_catchment, papers, state, set_aside, submitted_on, answer_due_on, enrolment_id, source)
      select iin, school_id, '750000000', i.id, 'ADMISSION', school_year, 1, 'KK', $1, 'PARENT', false, '{}', case when iin = $1 then 'ENROLLED' else 'WAITING' end, false, '2026-05-01', '2026-05-02', e.id, 'test'
        from intake i, e, unnest(array[$1, $2]) as iin where i.id = $3`, [dead, waiting, intake?.id]);
  });
  await hear('DEATH', { iin: dead, diedOn: '2026-10-31' });
  await hear('DEATH', { iin: iinOf(12), diedOn: '2026-10-31' });
  expect(await schools.rows(`select r.died_on::text as died, e.valid_to::text as "until", leave_reason as reason, a.state from resident_child r left join enrolment e using (iin) join school_application a using (iin) where iin in (?, ?) order by a.id`, [dead, waiting])).toEqual([
    { died: '2026-10-31', until: '2026-10-31', reason: 'DEATH', state: 'LEFT' },
    { died: null, until: null, reason: null, state: 'ACCEPTED' },
  ]);
  expect(await schools.rows('select taken from intake')).toEqual([{ taken: 1 }]);
});
