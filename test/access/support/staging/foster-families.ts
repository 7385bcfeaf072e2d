import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { ADOPTION, CANDIDATE, INCIDENT, OPEN_NEED, PLAN } from '../../ids.js';
import type { Cast } from '../cast.js';

/** A record in the databank, and a candidate, with everything that one may have. */
export const tellNeeds = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs['foster-families'].database.adminUrl, (admin) => admin.query(
    `update carer_candidate set public_id = '${CANDIDATE}', languages = '{KK}', prepared_for = '{SIGHT}' where iin = '${iin.carer}';
     update carer_candidate set status = 'CLOSED', closed_on = '2026-09-30', closing = 'WITHDREW' where iin = '${iin.host}';
     update carer_evidence set valid_to = '2030-01-01' where kind = 'TRAINING';
     insert into carer_evidence (candidate_id, kind, holds, valid_from, source) select id, 'UNFIT_HEALTH', true, '2026-09-01', 'matrix' from carer_candidate where iin = '${iin.carer}';
     insert into carer_evidence (candidate_id, kind, holds, child_iin, valid_from, source) select id, 'CLOSE_RELATIVE', true, '${iin.ward}', '2026-09-01', 'matrix' from carer_candidate where iin = '${iin.carer}';
     update carer_candidate set checked_on = '2018-01-01' where iin = '${iin.guardian}';
     update carer_decision set decided_on = '2018-01-01' where candidate_id in (select id from carer_candidate where iin = '${iin.guardian}');
     insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
       select iin, 'IDENTIFIED', 'REGISTER', '{ORPHAN}', region_kato, district_kato, body_bin, '2018-01-01', '2018-01-01', '2032-02-02', '2018-01-01', '2018-01-01', 'matrix' from placement where iin = '${iin.patronised}';
     update placement set siblings_apart = 'IN_THEIR_INTEREST' where iin = '${iin.ward}';
     insert into placement_review (placement_id, due_on, began_on, received_on, decided_on, decision, decision_source, source)
       select id, '2026-06-01', '2026-06-01', '2026-06-01', '2026-06-02', 'CONTINUE', 'matrix', 'matrix' from placement where valid_to is null;
     insert into placement_event (placement_id, kind, occurred_on, received_on, source, version, organisation) select id, 'VISITED', '2026-06-01', '2026-06-01', 'matrix', 1, '120340000019' from placement where valid_to is null;
     insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, breakdown, source)
       select iin, 'PATRONAGE', family_id, body_bin, act, reason, region_kato, district_kato, day::date, day::date + 300, 'FULL_CAPACITY', 'CHILD_WISHED', 'matrix' from placement, unnest(array['2018-01-01', '2020-01-01']) as day where iin = '${iin.trustee}';
     with a as (insert into adoption (public_id, iin, adopter_iin, home, decided_on, received_on, body_bin, region_kato, district_kato, source)
       values ('${ADOPTION}', '${iin.child}', '${iin.mother}', 'KAZAKHSTAN', '2016-06-01', '2016-06-01', '120340000019', '750000000', '751410000', 'matrix') returning id)
     insert into adoption_report (adoption_id, due_on, received_on, living, education, health, source) select id, '2017-06-01', '2017-06-01', 'WELL', 'SCHOOL', 'HEALTHY', 'matrix' from a;
     insert into care_sibling (iin, sibling_iin, source) values ('${iin.child}', '${iin.trustee}', 'matrix');
     delete from guardianship_staff where district_kato <> '751410000';
     update guardianship_staff set filled = 0.25, valid_from = '2010-01-01';
     update district_children set valid_from = '2010-01-01';
     delete from ward_right;
     insert into ward_right (placement_id, kind, standing, occurred_on, received_on, source, organisation)
       select id, kind, standing, '2026-06-01', '2026-06-01', 'matrix', '120340000019' from placement, (values ('HOUSING', 'HOUSING_QUEUED'), ('ALIMONY', 'ALIMONY_NOT_CLAIMED')) as said (kind, standing) where valid_to is null;
     insert into after_care_contact (placement_id, contacted_on, received_on, reached, housing, occupation, closing, source, organisation)
       select id, '2026-06-01', '2026-06-01', true, 'HOSTEL', 'STUDIES', case when valid_from < '2020-01-01' then 'DECLINED' end, 'matrix', '120340000019' from placement where end_reason = 'FULL_CAPACITY';
     with i as (insert into care_incident (public_id, placement_id, kind, severity, reporter, happened_on, reported_on, closed_on, outcome, source)
       select '${INCIDENT}', id, 'COMPLAINT', 'SEVERE', 'CHILD', '2026-07-01', '2026-07-01', '2026-07-02', 'RESOLVED', 'matrix' from placement where iin = '${iin.ward}' returning id)
     insert into care_incident_event (incident_id, action, measures, version, occurred_on, received_on, source, organisation) select id, 'REPORT', '{CHILD_HEARD}', 1, '2026-07-01', '2026-07-01', 'matrix', '120340000019' from i;
     insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source) select id, 'INJURY', 'MINOR', 'SCHOOL', '2026-07-01', '2026-07-01', '2026-07-31', 'matrix' from placement where iin = '${iin.ward}';
     with n as (insert into placement_plan (public_id, iin, form, family_id, body_bin, reason, region_kato, district_kato, stage, decided_on, planned_from, lapses_on, contract_number, contract_on, contract_bin, contract_until, placement_id, closed_on, source)
       select case when valid_from < '2020-01-01' then '${PLAN}'::uuid else gen_random_uuid() end, iin, form, family_id, body_bin, reason, region_kato, district_kato, 'ACTIVE', valid_from, valid_from, valid_from + 30, '1', valid_from, body_bin, valid_from + 3000, id, valid_from, 'matrix'
         from placement where end_reason = 'FULL_CAPACITY' returning id)
     insert into placement_plan_event (plan_id, version, action, from_stage, to_stage, occurred_on, received_on, source, organisation) select id, 1, 'SIGN', 'PLANNED', 'CONTRACT', '2026-01-01', '2026-01-01', 'matrix', '120340000019' from n;
     insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, body_bin, version, source) select id, 'GUEST', false, '{TRAINED}', registered_on, body_bin, 2, 'matrix' from carer_candidate where iin = '${iin.carer}';
     update carer_candidate_event e set organisation = '120340000019' from carer_candidate k where k.id = e.candidate_id and k.iin = '${iin.carer}';
     with n as (update care_need set public_id = '${OPEN_NEED}', language = 'KK', needs = '{SIGHT}', hospital_bin = '120390000014', admitted_on = identified_on, discharged_on = identified_on, discharge_by = identified_on where iin = '${iin.hosted}' returning id, status, identified_on)
     insert into care_need_event (need_id, version, action, from_status, to_status, occurred_on, received_on, source, organisation)
     select id, 1, 'AMEND', status, status, identified_on, identified_on, 'matrix', '120340000019' from n`));
