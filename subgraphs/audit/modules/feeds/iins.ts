import type { IinColumns } from '../../../shared/feeds/replaced.js';

/** Where audit holds IINs: in one table, to which everything else leads by numbers. */
export const iins: IinColumns = {
  columns: [{ table: 'person', column: 'iin', state: true }],
  without: [
    'access_actor.account', 'access_actor.client', 'access_actor.role', 'access_actor.organisation',
    'access_operation.door', 'access_operation.purpose', 'access_operation.kind', 'access_operation.name', 'access_operation.case_number',
    'access_effect.outcome', 'access_effect.reason', 'access_effect.fields',
    'visit.role', 'visit.organisation', 'visit.purpose', 'visit.case_number',
    'inquiry.case_number', 'inquiry.organisation', 'checkpoint.hash', 'checkpoint.jws',
    'access_alert.pseudonym', 'access_alert.correlations',
  ],
};
