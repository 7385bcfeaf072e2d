import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the guardianship bodies' register holds IINs. */
export const iins: IinColumns = {
  columns: [
    { table: 'known_child', column: 'iin', state: true },
    { table: 'placement', column: 'iin' },
    { table: 'placement_plan', column: 'iin' },
    { table: 'adoption', column: 'iin' },
    { table: 'adoption', column: 'adopter_iin' },
    { table: 'adoption', column: 'second_adopter_iin' },
    { table: 'shielding', column: 'iin' },
    { table: 'carer', column: 'iin' },
    { table: 'care_entitlement', column: 'adopter_iin' },
    { table: 'care_need', column: 'iin' },
    { table: 'care_sibling', column: 'iin', pair: { with: 'sibling_iin', among: 'sealed_on is null' } },
    { table: 'care_sibling', column: 'sibling_iin', pair: { with: 'iin', among: 'sealed_on is null' } },
    { table: 'carer_candidate', column: 'iin' },
    { table: 'carer_evidence', column: 'child_iin' },
  ],
  without: ['care_need.needs', 'care_need.reasons', 'carer_candidate.forms', 'carer_candidate.languages', 'carer_candidate.prepared_for', 'carer_decision.grounds', 'care_incident_event.measures'],
};
