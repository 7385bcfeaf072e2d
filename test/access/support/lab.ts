import type { GraphQLSchema } from 'graphql';
import { withClient } from '../../support/kept-connections.js';
import { SOURCE_NUMBERS } from '../../../subgraphs/audit/modules/source/source.js';
import { tellCounts } from '../../../subgraphs/registry/modules/list-counts/tell-counts.js';
import { database as registryDatabase } from '../../../subgraphs/registry/orm.config.js';
import type { Role } from '../../../subgraphs/shared/access/viewer.js';
import type { TestIssuer } from '../../support/issuer.js';
import { openJobs } from '../../support/jobs.js';
import { startRealFederation, type RealFederation } from '../../support/real-federation.js';
import { REGION, tellCast, TODAY, type Cast, type Name } from './cast.js';
import { Examination, type Answer, type Door, type Evidence } from './examination.js';
import { actorOf, Policy, type Asker } from './policy-reader.js';
import type { Inputs } from './inputs.js';
import { APPLICATION, CANDIDATE, INCIDENT, OPEN_CASE, OPEN_NEED, PAYOUT, PROJECT, SCHOOL, PLAN } from '../ids.js';
import { boundsOf, Questions, type Question } from './questions.js';
import { grow, pack, print, split } from './tree.js';
import { MUTATIONS, type Letter } from '../policy.js';

const SHIELDED_CASE = '11111111-1111-4111-8111-111111111112';

/** A door, and whoever gives the tokens that are believed there. */
export interface At {
  readonly door: Door;
  readonly url: string;
  readonly issuer: TestIssuer;
  readonly schema: GraphQLSchema;
}

interface OnRoll {
  readonly iin: string;
  readonly region: string;
  readonly today: boolean;
  readonly school: string;
}

/** The published graph with the cast on its registers, and the policy about them. */
export class Lab {
  readonly evidence: Evidence = { shown: new Set(), refused: new Set() };
  readonly #questions = new Map<GraphQLSchema, Questions>();

  private constructor(
    readonly federation: RealFederation,
    readonly cast: Cast,
    readonly policy: Policy,
    private readonly school: string,
  ) {}

  static async open(): Promise<Lab> {
    const cast = tellCast();
    const federation = await startRealFederation(cast.people);
    await leaveSchool(federation, cast);
    const rolls = await rollsOf(federation);
    await tellAudit(federation);
    await tellMoney(federation, cast.iin.child);
    await tellRegistry(federation);
    await tellBenefits(federation, cast);
    await tellSavings(federation, cast);
    await tellNeeds(federation, cast);
    await tellProjects(federation, rolls[0]?.school ?? '');
    await tellSchools(federation, cast);
    const onRoll = (region: string, today: boolean): Name[] =>
      rolls.filter((row) => row.region === region && (row.today || !today)).map(({ iin }) => cast.nameOf.get(iin)).filter((name) => name !== undefined && name !== 'shielded');
    const groups = ([['here', REGION.HERE], ['there', REGION.THERE]] as const).flatMap(([word, region]) => [[`pupils-${word}`, onRoll(region, true)], [`rolls-${word}`, onRoll(region, false)]] as const);
    return new Lab(federation, cast, new Policy(Object.fromEntries(groups)), rolls[0]?.school ?? '');
  }

  close(): Promise<void> {
    return this.federation.close();
  }

  /** What differs from the policy for somebody, under one purpose or each that it has rows for. */
  async examine(who: string, at: At, purpose?: string): Promise<string[]> {
    const questions = this.#questionsOf(at.schema);
    const faults: string[] = [];
    // At a ministry's own door nothing is answered without a purpose.
    for (const asker of this.policy.askers.filter((one) => one.who === who && (purpose === undefined || one.purpose === purpose) && (one.purpose !== null || at.door === 'gateway'))) {
      const token = await this.#token(who, at.issuer);
      for (const question of questions.of(asker)) faults.push(...(await this.#ask(asker, question, at, token)));
    }
    return faults;
  }

  #questionsOf(schema: GraphQLSchema): Questions {
    const questions = this.#questions.get(schema) ?? new Questions(schema, this.policy, this.cast.iin);
    this.#questions.set(schema, questions);
    return questions;
  }

  /** What differs from the policy where somebody asks for every mutation, under each purpose; only those who may get an outcome. */
  async mutate(who: string, at: At, inputs: Inputs): Promise<string[]> {
    const root = at.schema.getMutationType();
    if (root == null) return [];
    const trees = Object.keys(root.getFields()).map((name) => {
      const tree = grow({ schema: at.schema, isPublic: () => true, whole: false, within: () => true }, root, name, `input: ${inputs(name)}`);
      return { ...tree, below: tree.below.filter(({ gives }) => gives === null) };
    });
    const faults: string[] = [];
    for (const asker of this.policy.askers.filter((one) => one.who === who && (one.purpose !== null || at.door === 'gateway'))) {
      const letter = (field: string): Letter => mutationLetter(asker, field);
      for (const operation of pack(trees, boundsOf(asker))) {
        const answer = await post(at.url, asker, await this.#token(who, at.issuer), { query: print('mutation', operation) });
        faults.push(...new Examination(this.policy, this.cast, asker, at.door, this.evidence, () => null, letter).of(operation, answer));
      }
    }
    return faults;
  }

  /** One change that is made, and of what hangs on what it gives as much as one operation may have. */
  async change(who: string, mutation: string, at: At, inputs: Inputs): Promise<string[]> {
    const asker = this.policy.askers.find((one) => one.who === who && mutationLetter(one, mutation) === '+');
    const root = at.schema.getMutationType();
    if (asker === undefined || root == null) throw new Error(`${who} changes nothing`);
    const whole = grow({ schema: at.schema, isPublic: () => true, whole: false, within: () => true }, root, mutation, `input: ${inputs(mutation)}`);
    const [tree = whole] = split(whole, boundsOf(asker).selections);
    const answer = await post(at.url, asker, await this.#token(who, at.issuer), { query: print('mutation', [tree]) });
    if ((answer.data?.[mutation] as { __typename?: string } | null | undefined)?.__typename === 'Refusal') return [JSON.stringify(answer.data)];
    return new Examination(this.policy, this.cast, asker, at.door, this.evidence, () => null, () => '+').of([tree], answer);
  }

  /** The status and codes with which a whole request is refused. */
  async knock(who: string, purpose: string, at: At): Promise<string> {
    const { data, errors } = await post(at.url, { who, purpose }, await this.#token(who, at.issuer), { query: '{ __typename }' });
    return data == null ? errors.map(({ extensions }) => extensions['code']).join() : 'let in';
  }

  async #ask(asker: Asker, { trees, aboutOf }: Question, at: At, token: string | null): Promise<string[]> {
    const about = trees.map(aboutOf).find((name) => name !== null) ?? null;
    const query = print('query', trees);
    const variables = { ...(query.includes('$iin') && about !== null ? { iin: this.cast.iin[about] } : {}), ...(query.includes('$school') ? { school: this.school } : {}), ...(query.includes('$sought') ? { sought: this.cast.iin.hosted } : {}) };
    const answer = await post(at.url, asker, token, { query, variables });
    const faults = new Examination(this.policy, this.cast, asker, at.door, this.evidence, aboutOf).of(trees, answer);
    return faults.map((fault) => `${String(asker.purpose)}, of ${String(about)}: ${fault}`);
  }

  async #token(who: string, issuer: TestIssuer): Promise<string | null> {
    const actor = actorOf(who);
    if (actor === null) return null;
    const { role, person, regions = [] } = actor;
    const claims = { sub: who, regions: regions.map((region) => REGION[region]), ...(person === undefined ? {} : { iin: this.cast.iin[person as Name] }) };
    return issuer.token(role as Role, { claims });
  }
}

/** A tree without some fields, wherever they are. */

function mutationLetter({ who, purpose }: Asker, field: string): Letter {
  const rule = MUTATIONS.find(({ fields }) => fields.split(' ').includes(field));
  const actor = actorOf(who);
  if (rule?.roles.split(' ').includes(actor?.role ?? '') !== true || (rule.person === true && actor?.person === undefined)) return 'R';
  return rule.purpose === purpose ? '+' : 'N';
}

async function post(url: string, { purpose }: Asker, token: string | null, body: object): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...(purpose === null ? {} : { 'x-purpose': purpose }), 'x-case-number': 'K-7/2026' },
    body: JSON.stringify(body),
  });
  const { data, errors = [] } = (await response.json()) as { data?: Answer['data']; errors?: Answer['errors'] };
  return { data, errors };
}

/** Alerts and a ledger that stands still, as audit would tell of them. */
const tellAudit = ({ subgraphs }: RealFederation): Promise<unknown> =>
  withClient(subgraphs.audit.database.adminUrl, (admin) => admin.query(`
    insert into access_alert (kind, pseudonym, role, organisation, count, window_from, window_to, first_seen, last_seen, correlations)
    values ('FAN_OUT_DAY', 'a1b2', 'caseworker', '150340000018', 151, now() - interval '1 day', now(), now(), now(), array[gen_random_uuid()]);
    insert into access_alert (kind, source, chain, record, what, count, window_from, first_seen, last_seen, correlations)
    values ('CHAIN', ${SOURCE_NUMBERS.registry}, 1, 7, 'it is gone', 1, now(), now(), now(), '{}');
    insert into source_chain (source, chain, kind, began_at, genesis, hash, fault_seq, fault, fault_at)
    values (${SOURCE_NUMBERS.registry}, 1, 'READ', now(), '', '', 7, 'it is gone', now());
    insert into ledger_source (source, pulled_at, problem) values (${SOURCE_NUMBERS.registry}, now(), 'UNREACHABLE');`));

/** Runs of the nation and of the region, and a child's overpayments: one that comes back, and one of which nothing is agreed. */
const tellMoney = ({ subgraphs }: RealFederation, child: string): Promise<unknown> =>
  withClient(subgraphs.benefits.database.adminUrl, (admin) => admin.query(`
    insert into payment_run (month, region_kato, dry, status, finished_at, last, awards) select '2026-08-01', kato, false, 'DONE', now(), 0, 0 from unnest(array[null, '${REGION.HERE}']) as kato;
    insert into payment_run_total (run_id, programme, region_kato, payments, amount, withheld, recovered, unpriced) select id, 'DIS_CHILD', '${REGION.HERE}', 1, 1, 0, 0, 0 from payment_run;
    insert into overpayment (award_id, cause, article, amount, occurred_on, received_on, source)
      select a.id, 'WRONG_AMOUNT', 'Social Code 173', 2, '2026-07-01', '2026-08-01', 'matrix' from benefit_award a join benefit_award_child c on c.award_id = a.id, generate_series(1, 2)
       where c.iin = '${child}' and a.programme = 'DIS_CHILD';
    insert into overpayment_month (overpayment_id, month, amount) select id, '2026-07-01', 2 from overpayment;
    insert into recovery_plan (overpayment_id, method, article, agreed_on) select min(id), 'VOLUNTARY', 'Social Code 173', '2026-08-02' from overpayment;
    insert into recovery_instalment (plan_id, overpayment_id, award_id, method, month, amount) select p.id, o.id, o.award_id, p.method, '2026-09-01', 1 from recovery_plan p join overpayment o on o.id = p.overpayment_id;
    insert into recovery (overpayment_id, instalment_id, amount, received_on) select overpayment_id, id, amount, '2026-09-02' from recovery_instalment;
    update overpayment set recovered = 1 where id in (select overpayment_id from recovery)`));
/** The lists are counted now, and not by the registry's own round in the middle of a test. */
async function tellRegistry({ subgraphs: { registry } }: RealFederation): Promise<void> {
  const jobs = await openJobs(registry, registryDatabase);
  await tellCounts(jobs);
  await jobs.close();
}

/** Cases about an open child and about the shielded one, and a journal of every award. */
const tellBenefits = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.benefits.database.adminUrl, async (admin) => {
    for (const [id, child, recipient] of [[OPEN_CASE, iin.sibling, iin.mother], [SHIELDED_CASE, iin.shielded, iin.fosterParent]] as const) {
      await admin.query(
        `with k as (insert into benefit_case (public_id, programme, proactive, recipient_iin, region_kato, state, occurred_on, received_on, applied_on, expires_on, notice_by, documents_by, decide_by, decided_on, deciding_body, reason)
            values ($1, 'DIS_CHILD', true, $2, $4, 'REFUSED', '2026-09-01', '2026-09-01', '2026-09-02', '2026-10-01', '2026-09-09', '2026-10-09', '2026-09-11', '2026-09-10', '120340000019', 'NO_RIGHT') returning id, programme, region_kato),
          c as (insert into benefit_case_child (case_id, programme, region_kato, iin, birth_date) select id, programme, region_kato, $3, '2020-01-01' from k)
         insert into benefit_case_event (case_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, organisation)
         select id, 1, 'REFUSE', 'CONSENTED', 'REFUSED', 'NO_RIGHT', '2026-09-10', '2026-09-10', 'test', '120340000019' from k`, [id, recipient, child, REGION.HERE]);
    }
    await admin.query(`insert into benefit_award_event (award_id, version, kind, circumstance, occurred_on, received_on, effective_from, no_right_from, article, source, organisation)
      select id, 1, 'TERMINATED', 'CHILD_DIED', decided_on, decided_on, since, since, '179(3)1', 'test', deciding_body from benefit_award`);
  });

/** A child who has not come to the programme's list yet, an application of somebody of age, a correction and a settlement of theirs and something that a run has left of them, somebody whose heirs are due, a year to come, and a rate of today. */
const tellSavings = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.savings.database.adminUrl, async (admin) => {
    await admin.query(`with l as (insert into list_count values ('2023-12-31', now()) returning list_date) insert into region_count select list_date, '750000000', 9, 0 from l`);
    await admin.query(`insert into asset_batch (run_id, reporting_year, made_on, persons, amount) select min(id), 2023, '2024-02-01', 0, 0 from accrual_run where reporting_year = 2023`);
    await admin.query(`delete from listed_child where iin = $1`, [iin.child]);
    await admin.query(
      `with p as (insert into payout (public_id, iin, savings_account_id, use, country, amount, operator_bin, state, reason, submitted_on, check_by, pay_by, use_by)
          select $1, iin, id, 'TUITION', 'KZ', 1, '120193000016', 'REFUSED', 'WITHDRAWN', '${TODAY}', '2026-10-15', '2026-10-22', '2026-12-01' from savings_account where iin = $2 returning id)
       insert into payout_event (payout_id, version, action, from_state, to_state, reason, occurred_on, received_on, source, organisation)
       select id, 2, 'REFUSE', 'SUBMITTED', 'REFUSED', 'WITHDRAWN', '${TODAY}', '${TODAY}', 'matrix', '120193000016' from p`, [PAYOUT, iin.day18]);
    await admin.query(
      `insert into correction (iin, kind, transfer_id, reason, amount, status, taken, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       select iin, 'CLAWBACK', id, 'WRONG_SUM', 1, 'DONE', 1, $2, $2, 'matrix', 'one', '800101300017', now(), 'other', '800101300028', now() from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`, [iin.day18, TODAY]);
    await admin.query(
      `insert into settlement (iin, destination, status, transfer_id, occurred_on, received_on, source, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       select iin, 'PENSION', 'DONE', id, $2, $2, 'matrix', 'one', '800101300017', now(), 'other', '800101300028', now() from transfer where iin = $1 and kind = 'ACCRUAL' order by id limit 1`, [iin.day18, TODAY]);
    await admin.query(
      `with r as (insert into accrual_run (reporting_year, dry, status, credited_on) values (2023, true, 'COUNTED', '2024-02-01') returning id), p as (insert into accrual_run_part (run_id, part, born_from, born_to, children, counted, credited) select id, 1, '2007-01-01', '2008-12-31', 1, true, true from r returning run_id, part)
       insert into accrual_run_left (run_id, part, credited, iin, reason, reporting_year, amount, refused_by, state, ended_at) select run_id, part, true, $1, 'REFUSED_BY_LEDGER', 2023, 1, 'transfer_fits', 'RESOLVED', now() from p`, [iin.day18]);
    await admin.query(`update listed_child set died_on = $2 where iin = $1`, [iin.grown, TODAY]);
    await admin.query(
      `insert into reporting_year_draft (year, list_date, credited_on, per_child_usd, participants, total_usd, yield_rate, yield_certainty, legal_basis, source, certainty, status, prepared_account, prepared_iin, prepared_at, released_account, released_iin, released_at)
       values (2030, '2030-12-31', '2031-02-01', 1, 1, 1, 0.03, 'B', 'matrix', 'matrix', 'B', 'DONE', 'one', '800101300017', now(), 'other', '800101300028', now())`);
    await admin.query(`insert into exchange_rate (day, kzt, source, certainty) values ($1, 500, 'matrix', 'D')`, [TODAY]);
  });

/** A record in the databank, and a candidate, with everything that one may have. */
const tellNeeds = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs['foster-families'].database.adminUrl, (admin) => admin.query(
    `update carer_candidate set public_id = '${CANDIDATE}', languages = '{KK}', prepared_for = '{SIGHT}' where iin = '${iin.carer}';
     update carer_candidate set status = 'CLOSED', closed_on = '2026-09-30', closing = 'WITHDREW' where iin = '${iin.host}';
     update carer_evidence set valid_to = '2030-01-01' where kind = 'TRAINING';
     insert into carer_evidence (candidate_id, kind, holds, valid_from, source) select id, 'UNFIT_HEALTH', true, '2026-09-01', 'matrix' from carer_candidate where iin = '${iin.carer}';
     insert into carer_evidence (candidate_id, kind, holds, child_iin, valid_from, source) select id, 'CLOSE_RELATIVE', true, '${iin.ward}', '2026-09-01', 'matrix' from carer_candidate where iin = '${iin.carer}';
     update carer_candidate set checked_on = '2018-01-01' where iin = '${iin.guardian}';
     update carer_decision set decided_on = '2018-01-01' where candidate_id in (select id from carer_candidate where iin = '${iin.guardian}');
     insert into care_need (iin, status, notifier, reasons, region_kato, district_kato, body_bin, identified_on, received_on, majority_on, primary_by, place_by, source)
       select iin, 'IDENTIFIED', 'REGISTER', '{ORPHAN}', region_kato, district_kato, body_bin, '2018-01-01', '2018-01-01', '2032-02-02', '2018-01-01', '2018-01-01', 'matrix' from placement where iin = '${iin.patronised}';
     update placement set siblings_apart = 'IN_THEIR_INTEREST' where iin = '${iin.ward}';
     insert into placement_review (placement_id, due_on, began_on, received_on, decided_on, decision, decision_source, source)
       select id, '2026-06-01', '2026-06-01', '2026-06-01', '2026-06-02', 'CONTINUE', 'matrix', 'matrix' from placement where valid_to is null;
     insert into placement_event (placement_id, kind, occurred_on, received_on, source, version, organisation) select id, 'VISITED', '2026-06-01', '2026-06-01', 'matrix', 1, '120340000019' from placement where valid_to is null;
     insert into placement (iin, form, family_id, body_bin, act, reason, region_kato, district_kato, valid_from, valid_to, end_reason, breakdown, source)
       select iin, 'PATRONAGE', family_id, body_bin, act, reason, region_kato, district_kato, day::date, day::date + 300, 'FULL_CAPACITY', 'CHILD_WISHED', 'matrix' from placement, unnest(array['2018-01-01', '2020-01-01']) as day where iin = '${iin.trustee}';
     insert into after_care_contact (placement_id, contacted_on, received_on, reached, housing, occupation, closing, source, organisation)
       select id, '2026-06-01', '2026-06-01', true, 'HOSTEL', 'STUDIES', case when valid_from < '2020-01-01' then 'DECLINED' end, 'matrix', '120340000019' from placement where end_reason = 'FULL_CAPACITY';
     with i as (insert into care_incident (public_id, placement_id, kind, severity, reporter, happened_on, reported_on, closed_on, outcome, source)
       select '${INCIDENT}', id, 'COMPLAINT', 'SEVERE', 'CHILD', '2026-07-01', '2026-07-01', '2026-07-02', 'RESOLVED', 'matrix' from placement where iin = '${iin.ward}' returning id)
     insert into care_incident_event (incident_id, action, measures, version, occurred_on, received_on, source, organisation) select id, 'REPORT', '{CHILD_HEARD}', 1, '2026-07-01', '2026-07-01', 'matrix', '120340000019' from i;
     insert into care_incident (placement_id, kind, severity, reporter, happened_on, reported_on, follow_up_by, source) select id, 'INJURY', 'MINOR', 'SCHOOL', '2026-07-01', '2026-07-01', '2026-07-31', 'matrix' from placement where iin = '${iin.ward}';
     with n as (insert into placement_plan (public_id, iin, form, family_id, body_bin, reason, region_kato, district_kato, stage, decided_on, planned_from, lapses_on, contract_number, contract_on, contract_bin, contract_until, placement_id, closed_on, source)
       select case when valid_from < '2020-01-01' then '${PLAN}'::uuid else gen_random_uuid() end, iin, form, family_id, body_bin, reason, region_kato, district_kato, 'ACTIVE', valid_from, valid_from, valid_from + 30, '1', valid_from, body_bin, valid_from + 3000, id, valid_from, 'matrix'
         from placement where end_reason = 'FULL_CAPACITY' returning id)
     insert into placement_plan_event (plan_id, version, action, from_stage, to_stage, occurred_on, received_on, source, organisation) select id, 1, 'SIGN', 'PLANNED', 'CONTRACT', '2026-01-01', '2026-01-01', 'matrix', '120340000019' from n;
     insert into carer_decision (candidate_id, form, suitable, grounds, decided_on, body_bin, version, source) select id, 'GUEST', false, '{TRAINED}', registered_on, body_bin, 2, 'matrix' from carer_candidate where iin = '${iin.carer}';
     update carer_candidate_event e set organisation = '120340000019' from carer_candidate k where k.id = e.candidate_id and k.iin = '${iin.carer}';
     with n as (update care_need set public_id = '${OPEN_NEED}', language = 'KK', needs = '{SIGHT}', hospital_bin = '120390000014', admitted_on = identified_on, discharged_on = identified_on, discharge_by = identified_on where iin = '${iin.hosted}' returning id, status, identified_on)
     insert into care_need_event (need_id, version, action, from_status, to_status, occurred_on, received_on, source, organisation)
     select id, 1, 'AMEND', status, status, identified_on, identified_on, 'matrix', '120340000019' from n`));

const SCHOOL_COLUMNS = `region_kato, district_kato, name_kk, name_ru, name_en, type, ownership, rural, design_capacity, shifts, building_state, languages,
  stem_lab, robotics_lab, inclusive_room, lift, ramps, cctv, alarm_button, blocks_separated, programme, opened_on, source`;

/** A school that takes children in, an application for it that was refused, one that waits, and one about the shielded child. */
const tellSchools = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, async (admin) => {
    await admin.query(`
      update intake set ceiling = 99, places = 30, taken = 6;
      insert into school (public_id, bin, ${SCHOOL_COLUMNS}) select '${SCHOOL}', '110340000012', ${SCHOOL_COLUMNS} from school where region_kato = '${REGION.HERE}' and 'KK' = any (languages) order by id limit 1;
      update school set design_capacity = 200 where public_id = '${SCHOOL}';
      insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source) select id, '2026-09-01', 1, 'KK', 30, 6, 1, 400, 'matrix' from school where public_id = '${SCHOOL}'`);
    for (const [n, child, state, reason] of [[0, iin.child, 'REFUSED', 'NO_PLACE'], [1, iin.teen15, 'WAITING', null], [2, iin.shielded, 'WAITING', null]] as const) {
      await admin.query(
        `with a as (insert into school_application (public_id, iin, school_id, region_kato, intake_id, kind, school_year, class_number, language, applicant_iin, applicant_role, microdistrict, in_catchment, special_conditions, papers,
            state, reason, set_aside, submitted_on, answer_due_on, answered_on, version, source)
          select coalesce($5, gen_random_uuid()), $1, s.id, s.region_kato, i.id, 'TRANSFER', i.school_year, 1, 'KK', $4, 'PARENT', '1', true, 'ПМПК 1', '{PHOTO}', $2, $3, false, '2026-09-01', '2026-09-02', '2026-09-02', 2, 'matrix'
            from school s join intake i on i.school_id = s.id where s.public_id = '${SCHOOL}' returning id)
         insert into school_application_event (application_id, version, action, from_state, to_state, reason, occurred_on, received_on, organisation, source)
         select id, 2, case when $3::text is null then 'WAIT' else 'REFUSE' end, 'SUBMITTED', $2, $3, '2026-09-02', '2026-09-02', '120340000019', 'matrix' from a`,
        [child, state, reason, iin.mother, n === 0 ? APPLICATION : null]);
    }
  });

/** A project that has become the school which is asked about, with a paper; and one that has relieved it. */
const tellProjects = ({ subgraphs }: RealFederation, school: string): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, (admin) => admin.query(
    `with built as (update project set public_id = '${PROJECT}' where id = (select min(s.project_id) from project_stage s join project p on p.id = s.project_id where s.stage = 'COMMISSIONED' and p.kind = 'SCHOOL' and p.path = 'BUILD') returning id, path, version),
          became as (insert into project_stage (project_id, path, version, step, from_stage, stage, occurred_on, received_on, school_id, source)
            select b.id, b.path, b.version, 10, 'COMMISSIONED', 'OPENED', '${TODAY}', '${TODAY}', s.id, 'matrix' from built b, school s where s.public_id = '${school}'),
          paper as (insert into project_document (project_id, version, kind, uri, sha256, dated_on, source) select id, version, 'PHOTO', 'https://matrix.invalid/photo', repeat('a', 64), '${TODAY}', 'matrix' from built)
     insert into project_relief (project_id, school_id) select b.id, s.id from built b, school s where s.public_id = '${school}'`));

/** One child of school age goes to no school any more. */
const leaveSchool = ({ subgraphs }: RealFederation, { iin }: Cast): Promise<unknown> =>
  withClient(subgraphs.schools.database.adminUrl, (admin) => admin.query(`update enrolment set valid_to = '2026-09-03', leave_reason = 'OTHER' where valid_to is null and iin = '${iin.teen16}';
    insert into intake (school_id, school_year, class_number, language, places, taken, set_aside, ceiling, source)
      select min(s.id), '2026-09-01', max(e.class_number), 'KK', 30, 6, 1, 400, 'matrix' from resident_child r join enrolment e using (iin) join school s on s.district_kato = r.district_kato where r.iin = '${iin.teen16}'
      on conflict do nothing`));

/** Who goes to school where, as the register has it. */
const rollsOf = ({ subgraphs }: RealFederation): Promise<readonly OnRoll[]> =>
  withClient(subgraphs.schools.database.adminUrl, async (admin) => {
    const { rows } = await admin.query<OnRoll>(`select e.iin, e.region_kato as region, e.valid_to is null as today, s.public_id as school from enrolment e join school s on s.id = e.school_id`);
    return rows;
  });
