import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';

/**
 * Unique keys over people whom a client may not see, and what one hears who runs into such a row. Keys over numbers that the database
 * gives (`id`, `public_id`, positions, seals) are run into by nobody.
 */
export const UNIQUE: Readonly<Record<DatabaseName, Readonly<Record<string, string>>>> = {
  registry: {
    person_pkey: 'IIN_NOT_AVAILABLE to whoever would give the IIN out, in whatever region it is taken; no more is said.',
    iin_replacement_pkey: 'Nothing: only somebody who has the IIN loses it, and nobody gets it again.',
    registration_iin_version_key: 'Nothing: the record is locked before its next version is written.',
    marriage_iin_idx1: 'ALREADY_MARRIED, about somebody whom the client sees: that they are married, and not to whom.',
    parentage_iin_role_idx: 'SECOND_MOTHER or SECOND_FATHER, about a child whom the client sees.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  benefits: {
    benefit_award_child_once: 'ALREADY_RECORDED, asked past the regions before the row is written: that the child has the benefit, and not where or from whom.',
    benefit_award_child_born_once: 'ALREADY_RECORDED, likewise.',
    due_entitlement_pay_once: 'Nothing: the feed alone writes it, and what it refuses is parked.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  savings: {
    listed_child_pkey: 'Nothing: feeds write it, and put the later row in the place of the earlier.',
    settlement_waiting: 'ALREADY_RECORDED: that one of the person waits, to staff who see them all.',
    transfer_once: 'Nothing: only runs credit, and look before that.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  'foster-families': {
    known_child_pkey: 'Nothing: feeds write it, and put the later row in the place of the earlier.',
    carer_family_id_iin_idx: 'Nothing: whoever is a carer already does not become one again.',
    carer_candidate_open: 'ALREADY_RECORDED, asked past the regions before the row is written: that the person has a record in the databank, and not where.',
    placement_one_at_a_time: 'ALREADY_PLACED, asked past the regions before the row is written: that the child is placed, and not where.',
    placement_one_family: 'ALREADY_PLACED, likewise.',
    placement_plan_open: 'ALREADY_RECORDED, asked past the regions before the row is written: that a placement of the child is planned, and not where.',
    adoption_open: 'ALREADY_ADOPTED, asked past the regions before the row is written: that an adoption of the child is on record, and not where.',
    care_need_open: 'ALREADY_RECORDED, asked past the regions before the row is written: that the child has a record in the databank, and not where.',
    care_sibling_pair: 'Nothing: what is there already is left as it is, and what is sealed is not in it.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  schools: {
    enrolment_one_open: 'Nothing: the place that a child has is ended before another begins, wherever it is. A file that runs into it is judged anew: IN_TWO_SCHOOLS, and not where.',
    resident_child_pkey: 'Nothing: the feed alone writes it, and puts the later row in the place of the earlier.',
    school_application_one_open: 'ALREADY_RECORDED, asked past the regions before the row is written: that an application for the child is open, and not where.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  audit: {
    engagement_member_pkey: 'Nothing: of an engagement that is new, whose members are named once each.',
    person_iin_key: 'Nothing: pulling writes it, and finds the row that is there.',
    idempotency_pkey: 'Nothing: a MAC made with the client\'s own key.',
  },
  gateway: {},
};
