import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { withClient } from '../../local/bootstrap/connection.js';
import { StartFailure } from '../../local/failure.js';
import { civilDay } from '../../subgraphs/shared/clock.js';
import { withCheckDigit } from '../../subgraphs/shared/scalars/identifier.js';

export const TODAY = civilDay(new Date());

/** The running school year, by the year in which it began. */
const SCHOOL_YEAR = Number(TODAY.slice(0, 4)) - (TODAY.slice(5) < '09-01' ? 1 : 0);

/** A child and whoever applies for it. */
export interface Family {
  readonly child: string;
  readonly parent: string;
}

/** Made-up people: the seventh digit is 9. */
const person = (series: number, n: number): string | null => withCheckDigit(`${series}${Math.floor(n / 10_000)}01019${String(n % 10_000).padStart(4, '0')}`);

function families(count: number): Family[] {
  const found: Family[] = [];
  for (let n = 0; found.length < count; n += 1) {
    const [child, parent] = [person(2, n), person(8, n)];
    if (child !== null && parent !== null) found.push({ child, parent });
  }
  return found;
}

const SCHOOLS = `
  with s as (insert into school (bin, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
      stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, opened_on, source)
    select lpad((900000 + n)::text, 12, '0'), '750000000', '751410000', 'м', 'ш', 's', 'SECONDARY', 'STATE', false, 600, 2, 'NORMAL', '{KK}', false, false, false, false, false, false, false, false, '2000-09-01', 'bench'
      from generate_series(1, $1::int) n returning id, public_id),
    c as (insert into catchment (school_id, district_kato, code, name, valid_from, source) select id, '751410000', '1', 'first', '2020-01-01', 'bench' from s),
    i as (insert into intake (school_id, school_year, class_number, language, places, set_aside, ceiling, source) select id, '${SCHOOL_YEAR}-09-01', 1, 'KK', $2, 1, 1200, 'bench' from s)
  select public_id as id from s`;

/** Every other child lives in the district of the schools. */
const CHILDREN = `insert into resident_child (iin, birth_date, region_kato, district_kato, resident_since, source)
  select iin, '${SCHOOL_YEAR - 6}-03-03', '750000000', case when n % 2 = 0 then '751410000' else '751710000' end, '${SCHOOL_YEAR - 6}-03-03', 'bench' from unnest($1::text[]) with ordinality as t(iin, n)`;
const PARENTS = `insert into child_parent (iin, person_iin, basis, valid_from, source) select iin, parent, 'PARENTAGE', '${SCHOOL_YEAR - 6}-03-03', 'bench' from unnest($1::text[], $2::text[]) as t(iin, parent)`;

/** Schools with so many places each, and families. */
export async function fillAdmission(adminUrl: string, size: { readonly schools: number; readonly places: number; readonly children: number }): Promise<{ readonly schools: readonly string[]; readonly families: readonly Family[] }> {
  const people = families(size.children);
  const schools = await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ id: string }>(SCHOOLS, [size.schools, size.places]);
    await admin.query(CHILDREN, [people.map(({ child }) => child)]);
    await admin.query(PARENTS, [people.map(({ child }) => child), people.map(({ parent }) => parent)]);
    return rows.map(({ id }) => id);
  });
  return { schools, families: people };
}

/** What must hold of every intake, at every moment. */
export const MISCOUNTED = `
  select 1 from intake i where taken > places or set_aside_taken > set_aside
     or taken + set_aside_taken <> (select count(*) from school_application a where a.intake_id = i.id and a.state in ('ACCEPTED', 'ENROLLED'))`;

/** Above this nobody is only busy; a client waits longer each time. */
const [MOST_REPEATED, LONGEST_PAUSE_MS] = [1_000_000, 4_000] as const;

/** What a mutation answered. */
export interface Told {
  readonly __typename: string;
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly code: string;
}

const DOCUMENT = (mutation: string, input: string): string =>
  `mutation ($input: ${input}!) { out: ${mutation}(input: $input) { __typename ... on SchoolApplication { id state version } ... on Refusal { code } } }`;

/** The ministry's staff at its own door, who send a request again until it is answered. */
export class Staff {
  /** Requests that were sent again: the door was busy. */
  repeated = 0;

  constructor(private readonly urls: readonly string[], private readonly token: string) {}

  apply({ child, parent }: Family, school: string): Promise<Told> {
    const application = { childIin: child, school, schoolYear: SCHOOL_YEAR, classNumber: 1, language: 'KK', microdistrict: '1', papers: ['HEALTH_PASSPORT', 'HEALTH_CERTIFICATE', 'PHOTO'] };
    return this.#send('recordSchoolApplication', 'RecordSchoolApplicationInput', { applicantIin: parent, application });
  }

  decide({ id, version }: Told, decision: string): Promise<Told> {
    return this.#send('decideSchoolApplication', 'DecideSchoolApplicationInput', { application: id, expectedVersion: version, decision });
  }

  enrol({ id, version }: Told): Promise<Told> {
    return this.#send('enrolPupil', 'EnrolPupilInput', { application: id, expectedVersion: version, letter: 'А', shift: 1, startsOn: TODAY });
  }

  async #send(mutation: string, type: string, what: object): Promise<Told> {
    const input = { idempotencyKey: randomUUID(), occurredOn: TODAY, source: 'bench', ...what };
    const body = JSON.stringify({ query: DOCUMENT(mutation, type), variables: { input } });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}`, 'x-purpose': 'EDUCATION_PLANNING' };
    for (let attempt = 0; ; attempt += 1) {
      const url = this.urls[attempt % this.urls.length] ?? '';
      const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).then((response) => response.json() as Promise<{ data?: { out?: Told | null }; errors?: readonly { message: string; extensions?: { code?: string } }[] }>, () => null);
      const out = answer?.data?.out;
      if (out != null) return out;
      const [error] = answer?.errors ?? [];
      if (answer !== null && error?.extensions?.code !== 'UNAVAILABLE') throw new StartFailure(`${mutation}: ${JSON.stringify(error ?? answer)}`);
      this.repeated += 1;
      if (this.repeated > MOST_REPEATED) throw new StartFailure(`${mutation} was sent again ${MOST_REPEATED} times, and is not answered.`);
      await delay(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt) * (0.5 + Math.random() / 2));
    }
  }
}

/** So many at once, until all is done. */
export async function atOnce<T>(workers: number, items: readonly T[], work: (item: T, n: number) => Promise<void>): Promise<void> {
  const waiting = items.entries();
  await Promise.all(Array.from({ length: workers }, async () => {
    for (const [n, item] of waiting) await work(item, n);
  }));
}
