import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayOf } from '../../../shared/ledger/sql.js';
import type { VisitPart } from './visits-of-page.js';

const UPSERT = `
  insert into visit (at, person, programmes, outcomes, correlation, pseudonym, role, organisation, purpose, case_number)
  select 'epoch'::timestamptz + at * interval '1 microsecond', person, programmes, outcomes, correlation, decode(pseudonym, 'hex'), role, organisation, purpose, case_number
    from unnest(?::bigint[], ?::int[], ?::smallint[], ?::smallint[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
      as part (at, person, programmes, outcomes, correlation, pseudonym, role, organisation, purpose, case_number)
   order by person, correlation
  on conflict (person, correlation) do update
    set at = least(visit.at, excluded.at), programmes = visit.programmes | excluded.programmes, outcomes = visit.outcomes | excluded.outcomes,
        purpose = coalesce(visit.purpose, excluded.purpose), case_number = coalesce(visit.case_number, excluded.case_number)`;

/** Adds what a page tells of visits to what others told of them. */
export async function addVisits(em: EntityManager, parts: readonly VisitPart[]): Promise<void> {
  if (parts.length === 0) return;
  const column = (cell: (part: VisitPart) => string | number | null): string => arrayOf(parts.map(cell));
  await em.execute(UPSERT, [
    column(({ at }) => at),
    column(({ person }) => person),
    column(({ programmes }) => programmes),
    column(({ outcomes }) => outcomes),
    column(({ correlation }) => correlation),
    column(({ pseudonym }) => pseudonym),
    column(({ role }) => role),
    column(({ organisation }) => organisation),
    column(({ purpose }) => purpose),
    column(({ caseNumber }) => caseNumber),
  ]);
}
