import type { SubgraphContext } from '../../../shared/context.js';
import { instant } from '../../../shared/database/instant.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import { defineLoader } from '../../../shared/loader.js';

/** Where a page of a log begins: behind a visit, of whom it is the moment (Unix time in microseconds) and the key. */
export interface LogPosition {
  readonly at: string;
  readonly id: string;
}

/** A page of one child's log. */
export interface LogRequest {
  readonly iin: string;
  /** Visits on the page; one more is read. */
  readonly limit: number;
  readonly after: LogPosition | null;
}

export interface VisitRow {
  readonly id: string;
  /** Unix time in microseconds. */
  readonly micros: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly programmes: number;
  readonly outcomes: number;
  readonly role: string | null;
  readonly organisation: string | null;
  readonly purpose: string | null;
}

/** What an open inquiry looked up is not there yet, whichever programme was asked; nor what was looked up of a record that this one has replaced. */
const LOG = `
  select asked.number, v.id::text as id, (extract(epoch from v.at) * 1000000)::bigint::text as micros,
         ${instant('v.at')} as at, v.programmes, v.outcomes, v.role, v.organisation, v.purpose
    from unnest(?::int[], ?::text[], ?::int[], ?::bigint[], ?::bigint[]) as asked (number, iin, size, after_at, after_id)
    join person p on p.iin = asked.iin
   cross join lateral (
     select * from visit
      where visit.person = p.id and visit.at >= coalesce(p.log_from, '-infinity')
        and (visit.at, visit.id) < (coalesce('epoch'::timestamptz + asked.after_at * interval '1 microsecond', 'infinity'), coalesce(asked.after_id, 9223372036854775807))
        and not exists (select 1 from inquiry i where i.case_number = visit.case_number and i.closed_at is null)
      order by visit.at desc, visit.id desc limit asked.size + 1) as v
   order by asked.number, v.at desc, v.id desc`;

/** Pages of logs, newest first; one statement for all that an operation asks for. */
const pages = defineLoader<string, VisitRow[]>(async (keys, { database }) => {
  const asked = keys.map((key) => JSON.parse(key) as LogRequest);
  const rows = await database.relation.execute<(VisitRow & { number: number })[]>(LOG, [
    arrayOf(asked.map((_one, i) => i)),
    arrayOf(asked.map(({ iin }) => iin)),
    arrayOf(asked.map(({ limit }) => limit)),
    arrayOf(asked.map(({ after }) => after?.at ?? null)),
    arrayOf(asked.map(({ after }) => after?.id ?? null)),
  ]);
  const found = Map.groupBy(rows, ({ number }) => number);
  return keys.map((_key, i) => found.get(i) ?? []);
});

export const pageOfLog = ({ iin, limit, after }: LogRequest, context: SubgraphContext): Promise<VisitRow[]> => pages(context).load(JSON.stringify({ iin, limit, after }));
