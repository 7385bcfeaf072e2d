import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where the civil registry holds IINs; `person` first, since the foreign keys to it follow by themselves. */
export const iins: IinColumns = {
  columns: [
    { table: 'person', column: 'iin' },
    { table: 'citizenship', column: 'iin' },
    { table: 'residence', column: 'iin' },
    { table: 'life_status', column: 'iin' },
    { table: 'parentage', column: 'iin' },
    { table: 'parentage', column: 'parent_iin' },
    { table: 'parental_right', column: 'iin' },
    { table: 'parental_right', column: 'parent_iin' },
    { table: 'guardianship', column: 'iin' },
    { table: 'guardianship', column: 'representative_iin' },
    { table: 'restriction', column: 'iin' },
    { table: 'marriage', column: 'iin' },
    { table: 'marriage', column: 'spouse_iin' },
    { table: 'approval', column: 'official_iin' },
    { table: 'approval_step', column: 'by_iin' },
    { table: 'identification', column: 'requested_by_iin' },
    { table: 'identification', column: 'decided_by_iin' },
  ],
  // The first three follow `person`; the next two are the sealed link itself, which keeps both; the last is forgotten with the old IIN.
  without: ['registration.iin', 'approval.iin', 'earlier_identity.iin', 'iin_replacement.old_iin', 'iin_replacement.new_iin', 'identification.iin'],
};
