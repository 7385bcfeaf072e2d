import { auditorMark } from '../../../../subgraphs/audit/modules/access/auditor-mark.js';
import { newEngagementKey } from '../../../../subgraphs/audit/modules/engagement/engagement-key.js';
import { withClient } from '../../../support/kept-connections.js';
import type { RealFederation } from '../../../support/real-federation.js';
import { ENGAGEMENT } from '../../ids.js';
import { REGION } from '../cast.js';

/** Whose engagements are that the actor `auditor` opened, whose token names neither a person nor a body. */
export const markOfAuditor = (secret: string): Buffer => Buffer.from(auditorMark({ iin: null, client: 'test', subject: 'auditor' }, 'opened an engagement', secret), 'hex');

/** An engagement with findings here, of which one is gone and one was answered, sent back and answered again; and evidence that was made of them. */
export const tellFindings = ({ subgraphs, sealingSecret }: RealFederation): Promise<unknown> =>
  withClient(subgraphs.audit.database.adminUrl, async (admin) => {
    await admin.query(`insert into engagement (public_id, case_number, programmes, regions, ends_on, sealed_key, opened_by) values ($1, 'GA-7/2026', '{benefits}', '{}', '2099-01-01', $2, $3)`, [ENGAGEMENT, newEngagementKey(sealingSecret, ENGAGEMENT), markOfAuditor(sealingSecret)]);
    await admin.query(`
      insert into rule_run (snapshot, rule, version, state, finished_at, times, moved, rows, findings, amount, checksum, took_ms)
      select id, 'R2', 1, 'DONE', now(), 1, true, 3, 1, 74736, 'c3', 7 from snapshot where state = 'COMPLETE';
      insert into audit_subject (kind, name, snapshot) select 'PERSON', gen_random_uuid()::text, snapshot from rule_run;
      insert into audit_subject (kind, name, snapshot) select 'PERSON', gen_random_uuid()::text, snapshot from rule_run;
      insert into finding (rule, subject_id, regions, rows, first_month, last_month, amount, first_run, last_run, gone_run, assigned_to, engagement, due_on, answer)
      select 'R2', a.id, '{${REGION.HERE}}', 3, '2026-07-01', '2026-09-01', 74736, r.id, r.id, case when row_number() over (order by a.id) = 1 then r.id end, 'benefits', '${ENGAGEMENT}', '2026-12-31', 'REMEDIED'
        from audit_subject a cross join rule_run r;
      insert into finding_seen (finding_id, run, rows, first_month, last_month, amount) select id, last_run, rows, first_month, last_month, amount from finding;
      insert into finding_event (finding_id, kind, status, programme, due_on, answer, said, recovered, organisation)
      select id, 'ANSWERED', 'NEW', 'benefits', '2026-12-31', 'REMEDIED', 'Recovered.', 100, '150340000018' from finding;
      insert into evidence_export (engagement, snapshot, filter, recipient, organisation, requested_at, expires_at, times, made_at, made)
      select '${ENGAGEMENT}', snapshot, '{}', 'A court', '150340000018', now(), now() + interval '7 days', 1, now(), '{"rows": 3, "findings": 1, "checksum": "c3", "rules": [{"id": "R2", "version": 1, "rows": 3, "runChecksum": "c3"}]}' from rule_run;`);
  });
