import type { EntityManager } from '@mikro-orm/postgresql';
import { openReplacements } from '../../../shared/feeds/replaced.js';
import type { NamedRows } from '../../../shared/ledger/feed/contract.js';
import { arrayOf } from '../../../shared/ledger/sql.js';
import type { StoredRow } from '../../../shared/ledger/verify/sealed-rows.js';

/** The tables that keep a source's dictionaries, and their columns with types. */
const TABLES = {
  actor: { person: 'int', account: 'text', client: 'text', role: 'text', organisation: 'text' },
  operation: { door: 'text', purpose: 'text', kind: 'text', name: 'text', case_number: 'text' },
  effect: { outcome: 'text', reason: 'text', fields: 'text[]' },
} as const;
type Kept = keyof typeof TABLES;

async function keep(em: EntityManager, source: number, table: Kept, rows: readonly StoredRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(TABLES[table]);
  const names = columns.map(([name]) => name).join(', ');
  const types = columns.map(([name, type]) => `${name} ${type}`).join(', ');
  await em.execute(
    `insert into access_${table} (source, id, ${names}) select ?, id, ${names} from jsonb_to_recordset(?::jsonb) as kept (id int, ${types}) on conflict do nothing`,
    [source, JSON.stringify(rows)]);
}

const PEOPLE = `
  with given as (select id, iin from unnest(?::int[], ?::text[]) as given (id, iin)),
       added as (insert into person (iin) select distinct iin from given order by iin on conflict (iin) do nothing returning id, iin)
  select given.id, coalesce(added.id, person.id) as person
    from given left join added using (iin) left join person using (iin)`;

const SUBJECTS = `
  insert into access_subject (source, id, person) select ?, id, person from unnest(?::int[], ?::int[]) as given (id, person)
  on conflict (source, id) do update set person = excluded.person where access_subject.person <> excluded.person`;

/** Whom a source's numbers of people stand for here, under the IINs that people have now. */
async function keepSubjects(em: EntityManager, source: number, rows: readonly StoredRow[]): Promise<ReadonlyMap<number, number>> {
  if (rows.length === 0) return new Map();
  const iins = rows.map(({ iin }) => String(iin));
  const replaced = await openReplacements(em, iins);
  const [ids, current] = [rows.map(({ id }) => id), iins.map((iin) => replaced.get(iin) ?? iin)];
  const people = await em.execute<{ id: number; person: number | null }[]>(PEOPLE, [arrayOf(ids), arrayOf(current)]);
  // Whoever another page adds at the same moment is seen by the next statement only.
  if (people.some(({ person }) => person === null)) return keepSubjects(em, source, rows);
  await em.execute(SUBJECTS, [source, arrayOf(people.map(({ id }) => id)), arrayOf(people.map(({ person }) => person))]);
  return new Map(people.flatMap(({ id, person }) => (person === null ? [] : [[id, person] as const])));
}

/** Keeps what the records of a page name; the people behind the source's numbers. */
export async function keepNamed(em: EntityManager, source: number, named: NamedRows): Promise<ReadonlyMap<number, number>> {
  for (const table of ['actor', 'operation', 'effect'] as const) await keep(em, source, table, named[table]);
  return keepSubjects(em, source, named.subject);
}
