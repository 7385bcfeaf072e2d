import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the schools' register holds IINs. */
export const iins: IinColumns = {
  columns: [
    { table: 'enrolment', column: 'iin' },
    { table: 'restricted_child', column: 'iin', state: true },
  ],
  without: ['school.languages'],
};
