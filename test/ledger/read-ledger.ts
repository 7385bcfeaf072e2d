import { withClient } from '../support/kept-connections.js';
import type { LedgerKey } from '../../subgraphs/shared/ledger/ledger-key.js';
import { verifyLedger, type ChainReport } from '../../subgraphs/shared/ledger/verify/verify.js';
import type { Delivery } from '../../subgraphs/shared/ledger/entry.js';

/** A record with what it names. */
export interface ReadRecord {
  readonly chain: number;
  readonly seq: number;
  readonly kind: string;
  readonly at: Date;
  readonly outcome: string;
  readonly reason: string | null;
  readonly fields: readonly string[];
  readonly iin: string | null;
  readonly account: string | null;
  readonly client: string | null;
  readonly role: string | null;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly door: string;
  readonly purpose: string | null;
  readonly caseNumber: string | null;
  readonly operation: string | null;
  readonly name: string | null;
  readonly correlation: string | null;
  readonly delivery: Delivery | null;
}

const ALL = `
  select r.chain, r.seq, c.kind, r.at, e.outcome, e.reason, e.fields, s.iin, a.account, a.client, a.role, a.organisation, p.iin as person,
         o.door, o.purpose, o.case_number as "caseNumber", o.kind as operation, o.name, r.correlation,
         case when d.seq is not null then json_build_object('after', d.after, 'upTo', d.up_to, 'events', d.events) end as delivery
    from ledger_record r
    left join ledger_delivery d on d.chain = r.chain and d.seq = r.seq
    join ledger_chain c on c.id = r.chain
    join ledger_effect e on e.id = r.effect
    join ledger_operation o on o.id = r.operation
    left join ledger_subject s on s.id = r.subject
    left join ledger_actor a on a.id = r.actor
    left join ledger_subject p on p.id = a.person
   where $1 in ('', r.correlation::text, a.account)
   order by r.chain, r.seq`;

/** Records of a database: all, those of one request, or those of one account; `adminUrl` sees past row-level security. */
export const readLedger = (adminUrl: string, correlationOrAccount = ''): Promise<ReadRecord[]> =>
  withClient(adminUrl, async (admin) => (await admin.query<ReadRecord>(ALL, [correlationOrAccount])).rows);

/** Empties the ledger, as nobody but a test may. */
export const emptyLedger = (adminUrl: string): Promise<unknown> =>
  withClient(adminUrl, (admin) => admin.query('truncate ledger_record, ledger_delivery, ledger_chain, ledger_subject, ledger_actor, ledger_operation, ledger_effect restart identity'));

/** How every chain of a ledger is found; `appUrl` is the database as its process has it. */
export const chainsOf = (appUrl: string, key: LedgerKey): Promise<ChainReport[]> =>
  withClient(appUrl, async (client) => {
    await client.query(`set app.ledger = 'open'`);
    const reports: ChainReport[] = [];
    for await (const report of verifyLedger(client, key)) reports.push(report);
    return reports;
  });
