import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Viewer } from '../../../subgraphs/shared/access/viewer.js';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { poolOf } from '../../support/kept-connections.js';
import { viewerAs, type GraphQLAnswer } from '../../support/gateway-call.js';
import { startTestSubgraph, type TestSubgraph, type TestSubgraphOptions } from '../../support/subgraph.js';

export type Input = Readonly<Record<string, unknown>>;

/** What a mutation of the register answered: a placement, a refusal, or an error beside null. */
export interface Outcome {
  readonly __typename?: 'Placement' | 'PlacementPlan' | 'CareIncident' | 'Adoption' | 'Refusal';
  readonly id?: string;
  readonly status?: string;
  readonly stage?: string;
  readonly version?: number;
  readonly plannedUntil?: string | null;
  readonly events?: readonly object[];
  readonly code?: string;
  readonly field?: string | null;
  readonly message?: string;
  readonly currentVersion?: number | null;
  readonly errors: GraphQLAnswer['errors'];
}

export const OUTCOME = `__typename ... on Placement { id status version shielded validFrom validTo plannedUntil endReason form { code } reason institution body act district { kato } region { kato } source
  family { id carers { person { iin } } } child { iin } events { kind occurredOn receivedOn source version } } ... on Refusal { code field message currentVersion }`;

const INPUTS: Readonly<Record<string, string>> = {
  recordPlacement: 'RecordPlacementInput',
  endPlacement: 'EndPlacementInput',
  shieldPlacement: 'ShieldPlacementInput',
  liftShielding: 'LiftShieldingInput',
  recordWardMeans: 'RecordWardMeansInput',
  decideAdoptionPayment: 'DecideAdoptionPaymentInput',
  movePlacement: 'MovePlacementInput',
  extendPlacement: 'ExtendPlacementInput',
  recordVisit: 'RecordVisitInput',
  recordReport: 'RecordReportInput',
  planPlacement: 'PlanPlacementInput',
  signPlacement: 'SignPlacementInput',
  activatePlacement: 'ActivatePlacementInput',
  withdrawPlacement: 'WithdrawPlacementInput',
  breakDownPlacement: 'BreakDownPlacementInput',
  beginReview: 'BeginReviewInput',
  decideReview: 'DecideReviewInput',
  recordIncident: 'RecordIncidentInput',
  followUpIncident: 'FollowUpIncidentInput',
  recordAfterCare: 'RecordAfterCareInput',
  recordWardRight: 'RecordWardRightInput',
  recordGuardianshipStaff: 'RecordGuardianshipStaffInput',
  recordDistrictChildren: 'RecordDistrictChildrenInput',
  recordAdoption: 'RecordAdoptionInput',
  recordAdoptionReport: 'RecordAdoptionReportInput',
  endAdoption: 'EndAdoptionInput',
};

const REFUSAL = '... on Refusal { code field message currentVersion }';
const PLAN_OUTCOME = `__typename ... on PlacementPlan { id stage version lapsesOn contract { number signedOn party until } placement { id status } history { action from to organisation } } ${REFUSAL}`;
const INCIDENT_OUTCOME = `__typename ... on CareIncident { id version followUpBy closedOn outcome history { action measures occurredOn organisation } } ${REFUSAL}`;

const STAFFING_OUTCOME = `__typename ... on GuardianshipStaffing { district { kato } staff { id body posts filled validFrom source } population { id children validFrom source } norm { children certainty } childrenPerSpecialist staffed enoughPosts } ${REFUSAL}`;

const ADOPTION_OUTCOME = `__typename ... on Adoption { id childIin adopterIins home decidedOn body region { kato } district { kato } reports { dueOn state receivedOn living education health source } endedOn ending version source } ${REFUSAL}`;

/** What is asked of what a mutation answers with, other than a placement. */
const OUTCOMES: Readonly<Record<string, string>> = { planPlacement: PLAN_OUTCOME, signPlacement: PLAN_OUTCOME, withdrawPlacement: PLAN_OUTCOME, recordIncident: INCIDENT_OUTCOME, followUpIncident: INCIDENT_OUTCOME, recordGuardianshipStaff: STAFFING_OUTCOME, recordDistrictChildren: STAFFING_OUTCOME, recordAdoption: ADOPTION_OUTCOME, recordAdoptionReport: ADOPTION_OUTCOME, endAdoption: ADOPTION_OUTCOME };

export const documentOf = (mutation: string): string => `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { ${OUTCOMES[mutation] ?? OUTCOME} } }`;

export const NATION = viewerAs('ministry:foster-families');
export const ALMATY_BODY = viewerAs('ministry:foster-families', { regions: ['750000000'], subject: 'almaty' });
export const ASTANA_BODY = viewerAs('ministry:foster-families', { regions: ['710000000'], subject: 'astana' });
export const CASEWORKER = viewerAs('caseworker');

export const ALMATY = '751410000';
export const ASTANA = '711110000';

/** BINs of organisations that cannot be: the fifth digit is 9. */
export const BODY = withCheckDigit('12019000751') ?? '';
export const INSTITUTION = withCheckDigit('12019100751') ?? '';
export const ELSEWHERE = withCheckDigit('12019100711') ?? '';

/** A family on the register. */
export interface SomeFamily {
  readonly id: string;
  readonly carers: readonly string[];
}

/** Somebody whom every paper shows to be fit, who was found suitable in every form, and checked every year since. */
const SUITABLE = `
  with k as (insert into carer_candidate (iin, birth_date, sex, region_kato, district_kato, body_bin, forms, status, registered_on, received_on, checked_on, family_id, source, version)
      values ($1, '1980-01-01', 'FEMALE', left($2, 2) || '0000000', $2, '120190751316', '{GUARDIANSHIP}', 'SUITABLE', $4, $4, '2026-08-01', $3, 'test', 3) returning id),
    e as (insert into carer_evidence (candidate_id, kind, holds, amount, people, valid_from, source)
      select id, kind, holds, 999, 1, $4, 'test' from k, (values ('CITIZEN', true), ('PERMANENT_HOME', true), ('HOUSING', true), ('INCOME_SUFFICES', true), ('MARRIED', false), ('TRAINING', true), ('PROFESSIONAL_CONCLUSION', true),
        ('CAPACITY_LIMITED', false), ('RIGHTS_REMOVED_OR_LIMITED', false), ('REMOVED_AS_GUARDIAN', false), ('ADOPTION_CANCELLED', false), ('UNFIT_HEALTH', false), ('DISPENSARY_REGISTER', false),
        ('UNEXPUNGED_CONVICTION', false), ('LISTED_OFFENCE', false), ('UNDER_PROSECUTION', false), ('STATELESS', false)) as papers(kind, holds))
  insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, version, source)
  select id, form, true, '{}', day, version, 'test' from k, unnest(array['GUARDIANSHIP', 'PATRONAGE', 'FOSTER_FAMILY', 'PROFESSIONAL_FOSTER', 'GUEST']) as form,
         (values (1, $4::date), (2, '2025-08-01'), (3, '2026-08-01')) as checks(version, day) order by version, form`;

/** An event as it waits for its consumers. */
export interface WaitingEvent {
  readonly feed: string;
  readonly type: string;
  readonly subjects: readonly string[];
  readonly occurred_on: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A parent of a child, as the civil registry tells of them. */
export interface ParentToldOf {
  readonly iin: string;
  readonly role: 'MOTHER' | 'FATHER';
  readonly basis: 'BIRTH' | 'ADOPTION';
  readonly from: string;
  readonly to: string | null;
}

/** A guardianship body at work on a register of its own, with the clock at noon of 1 October 2026. */
export class Authority {
  #serial = 0;
  readonly #admin: Pool;

  private constructor(readonly care: TestSubgraph) {
    this.#admin = poolOf(care.database.adminUrl, { max: 4 });
  }

  static async start(options: TestSubgraphOptions = {}): Promise<Authority> {
    return new Authority(await startTestSubgraph('foster-families', options));
  }

  async close(): Promise<void> {
    await this.#admin.end();
    await this.care.close();
  }

  /** An IIN that nobody has. */
  iin(): string {
    for (;;) {
      this.#serial += 1;
      const found = withCheckDigit(`1501019${String(this.#serial).padStart(4, '0')}`);
      if (found !== null) return found;
    }
  }

  /** A child whom the civil registry has told of. */
  async child(birthDate = '2018-03-10', diedOn: string | null = null): Promise<string> {
    const iin = this.iin();
    await this.rows('insert into known_child (iin, birth_date, died_on) values ($1, $2, $3)', [iin, birthDate, diedOn]);
    return iin;
  }

  /** A family of one or two carers. */
  async family(carers = 1, district = ALMATY, since = '2020-01-01'): Promise<SomeFamily> {
    const iins = Array.from({ length: carers }, () => this.iin()).toSorted();
    const [row] = await this.rows<{ id: string; public_id: string }>(
      `insert into foster_family (region_kato, district_kato, source) values ($1, $2, 'test') returning id, public_id`, [`${district.slice(0, 2)}0000000`, district]);
    for (const iin of iins) {
      await this.rows(`insert into carer (family_id, iin, valid_from, source) values ($1, $2, $3, 'test')`, [row?.id, iin, since]);
      await this.rows(SUITABLE, [iin, district, row?.id, since]);
    }
    return { id: row?.public_id ?? '', carers: iins };
  }

  async mutate(mutation: string, input: Input, viewer: Viewer = NATION): Promise<Outcome> {
    const { data, errors } = await this.care.call({ query: documentOf(mutation), variables: { input: { idempotencyKey: randomUUID(), ...input } }, viewer, purpose: 'CARE_SUPERVISION' });
    return { ...(data?.[mutation] as Outcome | null), errors };
  }

  /** An input to record a placement in a professional foster family, but for what is said otherwise. */
  placement(iin: string, more: Input = {}): Input {
    return { iin, form: 'PROFESSIONAL_FOSTER', body: BODY, act: '17-24', reason: 'NEGLECT', district: ALMATY, occurredOn: '2026-09-01', source: 'decision 17', ...more };
  }

  /** Records a placement that must be recorded. */
  async placed(iin: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome & { readonly id: string }> {
    const outcome = await this.mutate('recordPlacement', this.placement(iin, more), viewer);
    if (outcome.id === undefined) throw new Error(JSON.stringify(outcome));
    return { ...outcome, id: outcome.id };
  }

  /** Changes a placement at the version it has. */
  async change(mutation: string, placement: string, more: Input = {}, viewer: Viewer = NATION): Promise<Outcome> {
    const [row] = await this.rows<{ version: number }>('select version from placement where public_id::text = $1', [placement]);
    const reason = mutation === 'endPlacement' ? { reason: 'RETURNED_TO_PARENT' } : {};
    return this.mutate(mutation, { placement, expectedVersion: row?.version ?? 1, occurredOn: '2026-09-20', source: 'decision 18', ...reason, ...more }, viewer);
  }

  ask(query: string, variables: Input, viewer: Viewer = NATION): Promise<GraphQLAnswer> {
    return this.care.call({ query, variables, viewer, purpose: 'CARE_SUPERVISION' });
  }

  /** An adoption as the civil registry has told of it. */
  adopted(child: string, adopter: string, from: string): Promise<void> {
    return this.parents(child, { iin: adopter, role: 'MOTHER', basis: 'ADOPTION', from, to: null });
  }

  /** A child's parents as the civil registry has told of them. */
  async parents(child: string, ...parents: readonly ParentToldOf[]): Promise<void> {
    await this.rows(
      `insert into inbox (event_id, feed, type, subjects, occurred_on, recorded_at, received_on, position, data, state)
       values (gen_random_uuid(), 'life-events', 'PARENTAGE', $1, $2, now(), $2, (select coalesce(max(position), 0) + 1 from inbox), $3, 'APPLIED')`,
      [[child, ...parents.map(({ iin }) => iin)], parents.at(-1)?.from, { iin: child, parents }]);
  }

  /** As the administrator, past row-level security. */
  async rows<R extends object>(sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
    return (await this.#admin.query<R>(sql, [...parameters])).rows;
  }

  /** What others are told of placements: events about somebody, oldest first. What is due by them is `dues`. */
  async outbox(subject: string): Promise<WaitingEvent[]> {
    return (await this.#told(subject)).filter(({ feed }) => feed !== 'due-entitlements');
  }

  /** What benefits is told of somebody, payee or child, oldest first. */
  async dues(subject: string): Promise<WaitingEvent[]> {
    return (await this.#told(subject)).filter(({ feed }) => feed === 'due-entitlements');
  }

  #told(subject: string): Promise<WaitingEvent[]> {
    return this.rows(`select feed, type, subjects, to_char(occurred_on, 'YYYY-MM-DD') as occurred_on, data from outbox where subjects @> array[$1] order by id`, [subject]);
  }
}
