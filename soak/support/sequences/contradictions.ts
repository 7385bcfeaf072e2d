import assert from 'node:assert/strict';
import type { CivilRegister } from '../civil-register.js';

/** Rows that must not be there, by the rule that they break. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'one residence at a time': overlapping('residence', 'true'),
  'one citizenship of a country at a time': overlapping('citizenship', 'a.country = b.country'),
  'one mother and one father at a time': overlapping('parentage', 'a.role = b.role'),
  'one restriction of a kind at a time': overlapping('parental_right', 'a.parent_iin = b.parent_iin and a.status = b.status'),
  'parents before children': 'select 1 from parentage s join person c on c.iin = s.iin join person p on p.iin = s.parent_iin where s.superseded_at is null and p.birth_date >= c.birth_date',
  'nothing before birth': ['residence', 'citizenship', 'parentage', 'parental_right'].map((table) => `select 1 from ${table} f join person p using (iin) where f.superseded_at is null and f.valid_from < p.birth_date`).join(' union all '),
  'nothing after death': ['residence', 'citizenship'].map((table) => `select 1 from ${table} f join life_status d using (iin) where d.status = 'DECEASED' and f.superseded_at is null and d.superseded_at is null and (f.valid_to is null or f.valid_to > d.valid_from)`).join(' union all '),
  'one death': 'select 1 from life_status where superseded_at is null group by iin having count(*) > 1',
  'versions without a gap': 'select 1 from person p left join (select iin, count(*) as n, max(version) as last from registration group by iin) r using (iin) where p.version <> r.n or p.version <> r.last',
  'ends with a reason': ['residence', 'citizenship', 'parentage', 'parental_right'].map((table) => `select 1 from ${table} where valid_to is not null and ended_by is null and superseded_at is null and not exists (select 1 from life_status d where d.iin = ${table}.iin and d.valid_from = ${table}.valid_to)`).join(' union all '),
};

function overlapping(table: string, same: string): string {
  return `select 1 from ${table} a join ${table} b on a.iin = b.iin and a.id < b.id and ${same} where a.superseded_at is null and b.superseded_at is null
    and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`;
}

const days = (row: Record<string, unknown>) => ({ from: row['from'], to: row['to'] });
const sorted = (items: unknown): string[] => (items as unknown[]).map((item) => JSON.stringify(item, Object.keys(item as object).sort())).sort();

/** What the programmes were last told of somebody, under the IINs that people have by now, and what the tables say. */
async function told(register: CivilRegister<unknown>, iin: string, replaced: readonly (readonly [string, string])[], since: string): Promise<{ said: unknown; is: unknown }> {
  const rows = await register.rows<{ data: string }>(`select data::text from outbox where feed = 'life-events' and type <> 'IIN_REPLACED' and id > $1 order by id`, [since]);
  const events = rows
    .map(({ data }) => ({ data: JSON.parse(replaced.reduce((text, [old, now]) => text.replaceAll(old, now), data)) as Record<string, unknown> }))
    .filter(({ data }) => data['iin'] === iin);
  const last = (field: string): unknown => events.findLast(({ data }) => field in data)?.data[field];
  const [residences, citizenships, parents, rights, people] = await Promise.all([
    register.facts('residence', iin), register.facts('citizenship', iin), register.facts('parentage', iin), register.facts('parental_right', iin),
    register.rows<{ birth: string }>(`select to_char(birth_date, 'YYYY-MM-DD') as birth from person where iin = $1`, [iin]),
  ]);
  const now = residences.find(({ to }) => to === null);
  return {
    said: { birth: last('birthDate'), residence: last('residence'), citizenships: sorted(last('citizenships')), parents: sorted(last('parents')), rights: sorted(last('rights') ?? []) },
    is: {
      birth: people[0]?.birth,
      residence: now === undefined ? null : { regionKato: now['region_kato'], districtKato: now['district_kato'], from: now['from'] },
      citizenships: sorted(citizenships.map((row) => ({ country: row['country'], ...days(row) }))),
      parents: sorted(parents.map((row) => ({ iin: row['parent_iin'], role: row['role'], basis: row['basis'], ...days(row) }))),
      rights: sorted(rights.map((row) => ({ parentIin: row['parent_iin'], status: row['status'], ...days(row) }))),
    },
  };
}

/** A family after some events. */
export interface Family {
  readonly people: readonly string[];
  /** Their former IINs and those that they got instead, oldest first. */
  readonly replaced: readonly (readonly [string, string])[];
  /** The last event of the feed before the family. */
  readonly since: string;
}

/** Throws at the first thing in the register that contradicts another one, or what it told of a family. */
export async function assertNoContradiction(register: CivilRegister<unknown>, { people, replaced, since }: Family): Promise<void> {
  for (const [rule, sql] of Object.entries(CONTRADICTIONS)) assert.deepEqual([rule, await register.rows(sql)], [rule, []]);
  for (const iin of people) {
    const { said, is } = await told(register, iin, replaced, since);
    assert.deepEqual([iin, said], [iin, is]);
  }
  for (const [iin] of replaced) assert.deepEqual(await register.rows('select 1 from person where iin = $1', [iin]), []);
}
