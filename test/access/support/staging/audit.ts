import { SOURCE_NUMBERS } from '../../../../subgraphs/audit/modules/source/source.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';

/** Alerts and a ledger that stands still, as audit would tell of them. */
export const tellAudit = ({ subgraphs }: RealFederation): Promise<unknown> =>
  withClient(subgraphs.audit.database.adminUrl, (admin) => admin.query(`
    insert into access_alert (kind, pseudonym, role, organisation, count, window_from, window_to, first_seen, last_seen, correlations)
    values ('FAN_OUT_DAY', 'a1b2', 'caseworker', '150340000018', 151, now() - interval '1 day', now(), now(), now(), array[gen_random_uuid()]);
    insert into access_alert (kind, source, chain, record, what, count, window_from, first_seen, last_seen, correlations)
    values ('CHAIN', ${SOURCE_NUMBERS.registry}, 1, 7, 'it is gone', 1, now(), now(), now(), '{}');
    insert into source_chain (source, chain, kind, began_at, genesis, hash, fault_seq, fault, fault_at)
    values (${SOURCE_NUMBERS.registry}, 1, 'READ', now(), '', '', 7, 'it is gone', now());
    insert into ledger_source (source, pulled_at, problem) values (${SOURCE_NUMBERS.registry}, now(), 'UNREACHABLE');`));
