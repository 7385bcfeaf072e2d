import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { APPLICATION, PROJECT, SCHOOL } from '../../ids.js';
import { REGION, TODAY, type Cast } from '../cast.js';

/** Somebody's place on a roll. */
export interface OnRoll {
  readonly iin: string;
  readonly region: string;
  readonly today: boolean;
  readonly school: string;
}

const SCHOOL_COLUMNS = `region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
  stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, programme, opened_on, source`;

/** A school that takes children in, an application for it that was refused, one that waits, and one about the shielded child. */
export const tellSchools = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, async (admin) => {
    await admin.query(`
      update intake set ceiling = 99, places = 30, taken = 6;
      insert into school (public_id, bin, ${SCHOOL_COLUMNS}) select '${SCHOOL}', '110340000012', ${SCHOOL_COLUMNS} from school where region_kato = '${REGION.HERE}' and 'KK' = any (languages) order by id limit 1;
      update school set design_capacity = 200 where public_id = '${SCHOOL}';
      insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source) select id, '2026-09-01', 1, 'KK', 30, 6, 1, 400, 'matrix' from school where public_id = '${SCHOOL}'`);
    for (const [n, child, state, reason] of [[0, iin.child, 'REFUSED', 'NO_PLACE'], [1, iin.teen15, 'WAITING', null], [2, iin.shielded, 'WAITING', null]] as const) {
      await admin.query(
        `with a as (insert into school_application (public_id, iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_iin, applicant_role, microdistrict, in_catchment, special_conditions, papers,
            state, reason, set_aside, submitted_on, answer_due_on, answered_on, version, source)
          select coalesce($5, gen_random_uuid()), $1, s.id, s.region_kato, i.id, 'TRANSFER', i.school_year, 1, 'KK', $4, 'PARENT', '1', true, 'ПМПК 1', '{PHOTO}', $2, $3, false, '2026-09-01', '2026-09-02', '2026-09-02', 2, 'matrix'
            from school s join intake i on i.school_id = s.id where s.public_id = '${SCHOOL}' returning id)
         insert into school_application_event (application_id, version, action, from_state, to_state, reason, occurred_on, received_on, organisation, source)
         select id, 2, case when $3::text is null then 'WAIT' else 'REFUSE' end, 'SUBMITTED', $2, $3, '2026-09-02', '2026-09-02', '120340000019', 'matrix' from a`,
        [child, state, reason, iin.mother, n === 0 ? APPLICATION : null]);
    }
  });

/** A project that has become the school which is asked about, with a paper; and one that has relieved it. */
export const tellProjects = ({ subgraphs }: RealFederation, school: string): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, (admin) => admin.query(
    `with built as (update project set public_id = '${PROJECT}' where id = (select min(s.project_id) from project_stage s join project p on p.id = s.project_id where s.stage = 'COMMISSIONED' and p.kind = 'SCHOOL' and p.path = 'BUILD') returning id, path, version),
          became as (insert into project_stage (project_id, path, version, step, from_stage, stage, occurred_on, received_on, school_id, source)
            select b.id, b.path, b.version, 10, 'COMMISSIONED', 'OPENED', '${TODAY}', '${TODAY}', s.id, 'matrix' from built b, school s where s.public_id = '${school}'),
          fixed as (insert into project_correction (project_id, version, fact, was, corrected, reason, occurred_on, received_on, organisation, source) select id, version, 'NAME_EN', 'School', 'Matrix', 'matrix', '${TODAY}', '${TODAY}', '120340000019', 'matrix' from built),
          paper as (insert into project_document (project_id, version, kind, uri, sha256, dated_on, source) select id, version, 'PHOTO', 'https://matrix.invalid/photo', repeat('a', 64), '${TODAY}', 'matrix' from built)
     insert into project_relief (project_id, school_id) select b.id, s.id from built b, school s where s.public_id = '${school}'`));

/** One child of school age goes to no school any more. */
export const leaveSchool = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, (admin) => admin.query(`update enrolment set valid_to = '2026-09-03', leave_reason = 'OTHER' where valid_to is null and iin = '${iin.teen16}';
    insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source)
      select min(s.id), '2026-09-01', max(e.class_number), 'KK', 30, 6, 1, 400, 'matrix' from resident_child r join enrolment e using (iin) join school s on s.district_kato = r.district_kato where r.iin = '${iin.teen16}'
      on conflict do nothing`));

/** Who goes to school where, as the register has it. */
export const rollsOf = ({ subgraphs }: RealFederation): Promise<readonly OnRoll[]> =>
  withClient(subgraphs.schools.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<OnRoll>(`select e.iin, e.region_kato as region, e.valid_to is null as today, s.public_id as school from enrolment e join school s on s.id = e.school_id`);
    return rows;
  });
