import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { fixedClock } from '../../../../subgraphs/shared/clock.js';
import type { Viewer } from '../../../../subgraphs/shared/access/viewer.js';
import { Database } from '../../../../subgraphs/shared/database/database.js';
import type { AnyData } from '../../../../subgraphs/shared/feeds/contract.js';
import { LedgerKey } from '../../../../subgraphs/shared/ledger/ledger-key.js';
import { definitionOf } from '../../../../local/bootstrap/subgraph-modules.js';
import { UNHURRIED } from '../../../support/database.js';
import { viewerAs } from '../../../support/gateway-call.js';
import { withClient } from '../../../support/kept-connections.js';
import type { Input, Outcome } from '../../../support/outcome.js';
import { startTestSubgraph, type TestSubgraph } from '../../../support/subgraph.js';
import { iinOf } from '../../../feeds/support/events.js';
import { feedsOf, secret } from '../../../feeds/support/lab.js';

export const [HERE, DISTRICT, ELSEWHERE] = ['750000000', '751410000', '751710000'] as const;

const APPLICATION = `id state version kind schoolYear classNumber inCatchment applicantRole papers submittedOn answerDueOn answeredOn reason waitingRank child { iin } school { id }
  history { action from to reason version source organisation }`;
const SHOWN = `__typename ... on SchoolApplication { ${APPLICATION} } ... on Refusal { code field message }`;
const APPLICATIONS = ['applyForSchool', 'recordSchoolApplication', 'withdrawSchoolApplication', 'decideSchoolApplication', 'enrolPupil', 'transferPupil'];
const OTHERS: Readonly<Record<string, string>> = {
  setIntake: '... on SchoolIntake { id places taken free }',
  setCatchment: '... on School { id catchment { code name validFrom validTo } }',
  endEnrolment: '... on Enrolment { id validTo leaveReason }',
};

const inputType = (mutation: string): string => (mutation === 'transferPupil' ? 'EnrolPupilInput' : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`);
const documentOf = (mutation: string): string => {
  const shown = APPLICATIONS.includes(mutation) ? SHOWN : `__typename ${OTHERS[mutation] ?? ''} ... on Refusal { code field message }`;
  return `mutation ($input: ${inputType(mutation)}!) { out: ${mutation}(input: $input) { ${shown} } }`;
};

/** Papers of a first place, and of a transfer. */
export const PAPERS = ['HEALTH_PASSPORT', 'HEALTH_CERTIFICATE', 'PHOTO'];

/** Whom the register knows: a child with the parent who applies. */
export interface Family {
  readonly child: string;
  readonly parent: string;
}

/** A running register of schools on one day, and everybody who has to do with it. */
export class Office {
  #people = 0;
  #schools = 0;

  private constructor(readonly schools: TestSubgraph, private readonly heard: Database) {}

  static async open(now: string): Promise<Office> {
    const schools = await startTestSubgraph('schools', { clock: fixedClock(now) });
    return new Office(schools, await Database.open(await definitionOf('schools'), schools.database.appUrl, new LedgerKey(secret()), { patience: UNHURRIED }));
  }

  async close(): Promise<void> {
    await this.heard.close();
    await this.schools.close();
  }

  /** What another programme's feed tells, on the day of the office, twice as it may come. */
  async hear(type: string, data: AnyData, occurredOn = this.today()): Promise<void> {
    const handlers = (await feedsOf('schools')).consumes.map((consumption) => consumption.handlerOf(type));
    const event = { id: randomUUID(), position: 1, type, subjects: [], occurredOn, recordedAt: `${this.today()}T00:00:00Z`, receivedOn: this.today(), data };
    for (const apply of [...handlers, ...handlers]) await this.heard.feeds(async (em) => apply?.(em, [event]));
  }

  /** That the child's whereabouts are withheld from today on, and who represents it. */
  async shielded({ child }: Family, guardian: string): Promise<void> {
    await this.hear('RESTRICTION', { iin: child, periods: [{ from: this.today(), to: null }] });
    await this.admin((client) => client.query(`insert into child_guardian (iin, person_iin, valid_from, source) values ($1, $2, $3, 'test')`, [child, guardian, this.today()]));
  }

  today(): string {
    return this.schools.clock.now().toISOString().slice(0, 10);
  }

  admin<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return withClient(this.schools.database.adminUrl, work);
  }

  /** Somebody whom no register has yet. */
  person(): string {
    return iinOf((this.#people += 1));
  }

  /** A school with a building for so many pupils in one shift, which serves microdistrict 1 of its district. */
  async school(designCapacity = 100, more: { readonly region?: string; readonly district?: string } = {}): Promise<string> {
    const { region = HERE, district = DISTRICT } = more;
    return this.admin(async (client) => {
      const { rows: [row] } = await client.query<{ id: string; key: string }>(
        `insert into school (bin, region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
           stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, opened_on, source)
         values (lpad($4::text, 12, '0'), $1, $2, 'м', 'ш', 's', 'SECONDARY', 'STATE', false, $3, 2, 'NORMAL', '{KK,RU}', false, false, false, false, false, false, false, false, '2000-09-01', 'test')
         returning public_id as id, id::text as key`, [region, district, designCapacity, (this.#schools += 1)]);
      if (row === undefined) throw new Error('no school');
      await client.query(`insert into catchment (school_id, district_kato, code, name, valid_from, source) values ($1, $2, '1', 'first', '2020-01-01', 'test')`, [row.key, district]);
      return row.id;
    });
  }

  async family(birthDate = '2020-03-03', district: string | null = DISTRICT): Promise<Family> {
    const family = { child: this.person(), parent: this.person() };
    await this.admin(async (client) => {
      await client.query(
        `insert into resident_child (iin, birth_date, region_kato, district_kato, resident_since, source) values ($1, $2, case when $3::text is null then null else left($3, 2) || '0000000' end, $3, $2, 'test')`, [family.child, birthDate, district]);
      await client.query(`insert into child_parent (iin, person_iin, basis, valid_from, source) values ($1, $2, 'PARENTAGE', $3, 'test')`, [family.child, family.parent, birthDate]);
    });
    return family;
  }

  /** Puts a child on the roll of a class, as if it had always been there; the id of the enrolment. */
  async pupil(child: string, school: string, classNumber: number, since = '2025-09-01'): Promise<string> {
    return this.admin(async (client) => {
      const { rows: [row] } = await client.query<{ id: string }>(
        `insert into enrolment (iin, school_id, region_kato, class_number, letter, language, shift, valid_from, source)
         select $1, id, region_kato, $3, 'А', 'KK', 1, $4, 'test' from school where public_id = $2 returning public_id as id`, [child, school, classNumber, since]);
      return row?.id ?? '';
    });
  }

  /** What guardianship bodies have told: that the child's whereabouts are withheld, and who represents it. */
  shield(child: string, guardian: string): Promise<unknown> {
    return this.admin(async (client) => {
      await client.query(`insert into restricted_child (iin, valid_from, source) values ($1, '2026-01-01', 'test')`, [child]);
      await client.query(`insert into child_guardian (iin, person_iin, valid_from, source) values ($1, $2, '2026-01-01', 'test')`, [child, guardian]);
    });
  }

  async run(mutation: string, input: Input, viewer: Viewer): Promise<Outcome> {
    const purpose = viewer.role === 'citizen' ? 'OWN_FAMILY' : 'EDUCATION_PLANNING';
    const { data, errors } = await this.schools.call({ query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer, purpose });
    return { ...(data?.['out'] as object | null), errors };
  }

  /** An event of the day of the office, for officials' inputs. */
  event(more: Input = {}): Input {
    return { occurredOn: this.today(), source: 'test', ...more };
  }

  async intake(school: string, places: number, more: Input = {}, viewer = OFFICIAL): Promise<Outcome> {
    return this.run('setIntake', this.event({ school, schoolYear: 2026, classNumber: 1, language: 'KK', places, ...more }), viewer);
  }

  apply({ child, parent }: Family, school: string, more: Input = {}): Promise<Outcome> {
    const application = { childIin: child, school, schoolYear: 2026, classNumber: 1, language: 'KK', papers: PAPERS, ...more };
    return this.run('applyForSchool', { application }, citizen(parent));
  }

  decide({ id, version }: Outcome, decision: string, more: Input = {}, viewer = OFFICIAL): Promise<Outcome> {
    return this.run('decideSchoolApplication', this.event({ application: id, expectedVersion: version, decision, ...more }), viewer);
  }

  enrol({ id, version }: Outcome, more: Input = {}, mutation = 'enrolPupil', viewer = OFFICIAL): Promise<Outcome> {
    return this.run(mutation, this.event({ application: id, expectedVersion: version, letter: 'Б', shift: 1, startsOn: '2026-09-01', ...more }), viewer);
  }

  /** A child's section as somebody with a grant sees it. */
  async section(child: string, what: string, restricted = false): Promise<{ readonly section: Readonly<Record<string, never>> | null; readonly codes: unknown[] }> {
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Child { schooling { ${what} } } } }`;
    const grant = { relation: 'PARENT', classes: ['identity', 'education'], restricted };
    const { data, errors } = await this.schools.call({ query, variables: { r: [{ __typename: 'Child', iin: child, grant }] }, viewer: viewerAs('citizen'), purpose: 'OWN_FAMILY' });
    return { section: (data?.['_entities'] as [{ schooling: never }])[0].schooling, codes: errors.map(({ extensions }) => extensions['code']) };
  }

  async listed(filter: Input = {}, viewer = OFFICIAL): Promise<Outcome[]> {
    const query = `query ($filter: SchoolApplicationFilter) { schoolApplications(filter: $filter, first: 100) { edges { node { ${APPLICATION} } } } }`;
    const { data, errors } = await this.schools.call({ query, variables: { filter }, viewer, purpose: 'EDUCATION_PLANNING' });
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return (data?.['schoolApplications'] as { edges: { node: Outcome }[] }).edges.map(({ node }) => node);
  }

  /** Intakes that are not what their applications make of them. */
  async miscounted(): Promise<number> {
    const { rowCount } = await this.admin((client) => client.query(
      `select 1 from intake i where taken > places or taken + set_aside_taken <> (select count(*) from school_application a where a.intake_id = i.id and a.state in ('ACCEPTED', 'ENROLLED'))`));
    return rowCount ?? 0;
  }
}

export const OFFICIAL = viewerAs('ministry:schools', { regions: [], organisation: '120340000019' });
export const citizen = (iin: string): Viewer => viewerAs('citizen', { iin, regions: [] });
