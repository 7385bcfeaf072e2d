import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the schools' register holds IINs. */
export const iins: IinColumns = {
  columns: [
    { table: 'enrolment', column: 'iin' },
    { table: 'restricted_child', column: 'iin', state: true },
    { table: 'resident_child', column: 'iin', state: true },
    { table: 'child_parent', column: 'iin', state: true },
    { table: 'child_parent', column: 'person_iin' },
    { table: 'child_guardian', column: 'iin', state: true },
    { table: 'child_guardian', column: 'person_iin' },
    { table: 'school_application', column: 'iin' },
    { table: 'school_application', column: 'applicant_iin' },
  ],
  without: ['school.languages', 'school_application.papers', 'school_card_change.before', 'school_card_change.after'],
};
