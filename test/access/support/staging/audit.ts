import { SOURCE_NUMBERS } from '../../../../subgraphs/audit/modules/source/source.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';

/** Alerts, a ledger that stands still, and snapshots in every state that lasts, as audit would tell of them. */
export const tellAudit = ({ subgraphs }: RealFederation): Promise<unknown> =>
  withClient(subgraphs.audit.database.adminUrl, (admin) => admin.query(`
    insert into access_alert (kind, pseudonym, role, organisation, count, window_from, window_to, first_seen, last_seen, correlations)
    values ('FAN_OUT_DAY', 'a1b2', 'caseworker', '150340000018', 151, now() - interval '1 day', now(), now(), now(), array[gen_random_uuid()]);
    insert into access_alert (kind, source, chain, record, what, count, window_from, first_seen, last_seen, correlations)
    values ('CHAIN', ${SOURCE_NUMBERS.registry}, 1, 7, 'it is gone', 1, now(), now(), now(), '{}');
    insert into source_chain (source, chain, kind, began_at, genesis, hash, fault_seq, fault, fault_at)
    values (${SOURCE_NUMBERS.registry}, 1, 'READ', now(), '', '', 7, 'it is gone', now());
    insert into ledger_source (source, pulled_at, problem) values (${SOURCE_NUMBERS.registry}, now(), 'UNREACHABLE');
    insert into snapshot (state, as_of, organisation, finished_at, deleted_at, problem, sealed_key, key_fingerprint, checkpoint, checkpoint_hash, package_version, sources, manifest_hash)
    values ('DELETED', now(), '150340000018', now(), now(), null, null, 'f0', 1, 'a1', '0.1.0', '[]', 'b2'),
           ('FAILED', now(), null, now(), null, 'DISK_FULL', null, 'f1', null, null, '0.1.0', '[]', null),
           ('COMPLETE', now(), '150340000018', now(), null, null, '\\x00', 'f2', 1, 'a1', '0.1.0', '[{"source": "savings", "exportFile": "e", "definition": "d", "server": "18"}]', 'b2');
    insert into snapshot_view (snapshot_id, source, view, rows, bytes, files, took_ms)
    select id, 'savings', 'savings_claim', 7, 100, '[{"path": "x", "bytes": 100, "sha256": "c3"}]', 1 from snapshot where state = 'COMPLETE';`));
