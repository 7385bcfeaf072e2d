import type { DatabaseName } from '../../subgraphs/shared/database/roles.js';

/** What may be done with a table: the letters of PostgreSQL's own lists (a insert, r select, w update, d delete, U usage). */
export interface TableRule {
  /** As `_app`. */
  readonly app: string;
  /** As `_export`, which owns the views of `audit_export`. */
  readonly exporter: string;
  /** Why the table is under no row-level security: it holds nothing about anybody. Left out, it is under it. */
  readonly open?: string;
  /** Why `_app` sees rows of it in a region where nobody is. */
  readonly anywhere?: string;
  /** Why `_app` sees none of its rows on the relation path. */
  readonly unrelated?: string;
}

const closed = (app: string, exporter: string, anywhere?: string): TableRule => ({ app, exporter, ...(anywhere === undefined ? {} : { anywhere }) });
const open = (app: string, exporter: string, reason: string): TableRule => ({ app, exporter, open: reason });

const catalogue = open('r', 'r', 'A catalogue of the law, the same for everybody.');
const register = closed('arw', 'r');
const journal = closed('ar', 'r');
const CANDIDATES = 'What is known of somebody who wants to take a child in is for the authority alone: nobody reaches it through a child or themselves.';
const PLANNED = 'Where a child is to live, and what happened to it, is for the authority alone, on the register: nobody reaches it through the child.';
const ADOPTED = 'Who was adopted is for the authority alone, on the register: nobody reaches it through the child or the adopters.';
const sealed = closed('a', '');
const NO_PLACE = 'It says of whom the place is withheld, and no place: hidden by region, it could not hide a child who lives in another one.';

/** What every database has. */
const LEDGER: Readonly<Record<string, TableRule>> = Object.fromEntries(
  ['actor', 'chain', 'delivery', 'effect', 'operation', 'record', 'subject'].map((name) => [`ledger_${name}`, closed('ar', '')]),
);
const MIGRATION = { migration: open('', '', 'Which migrations were run.') };

const NOBODY = 'It says nothing of any child, and of officials a pseudonym at most: auditors and operators read it for the whole country.';
const PSEUDONYMS = 'Whom it is about is a pseudonym under a key that only audit\'s process opens: auditors read it for the whole country.';
const AUDITORS = 'It names auditors as officials, and no child: auditors read it for the whole country.';
const IDENTIFIED = 'Whom auditors were allowed to know: looked up by the request alone, and no rows of a region.';
const NONCES = open('adr', '', 'Random numbers of calls of the last minute and a half.');

/** What every subgraph has besides. */
const COMMON: Readonly<Record<string, TableRule>> = {
  ...LEDGER,
  ...MIGRATION,
  door_nonce: NONCES,
  feed_consumer: open('arw', '', 'Positions in a feed: what could not be applied is told by its number.'),
  feed_cursor: open('arw', '', 'Positions in a feed.'),
  inbox: closed('adrw', ''),
  outbox: closed('adrw', ''),
  idempotency: closed('adrw', ''),
};

/** Every table of every database. A table that is not here fails the test, whatever it holds. */
export const TABLES: Readonly<Record<DatabaseName, Readonly<Record<string, TableRule>>>> = {
  registry: {
    ...COMMON,
    region: catalogue,
    district: catalogue,
    person: register,
    citizenship: register,
    residence: register,
    life_status: register,
    parentage: register,
    parental_right: register,
    guardianship: register,
    restriction: closed('arw', 'r', NO_PLACE),
    registration: journal,
    marriage: register,
    approval: journal,
    approval_step: journal,
    identification: closed('arw', '', IDENTIFIED),
    earlier_identity: sealed,
    iin_replacement: sealed,
  },
  benefits: {
    ...COMMON,
    benefit_programme: catalogue,
    index_parameter: catalogue,
    programme_rate: catalogue,
    programme_term: catalogue,
    rounding_policy: catalogue,
    benefit_award: register,
    benefit_award_child: register,
    benefit_award_amount: closed('adrw', 'r'),
    benefit_award_event: journal,
    benefit_case: register,
    benefit_case_child: register,
    benefit_case_event: journal,
    benefit_payment: register,
    disability_record: register,
    insurance_contribution: register,
    income_statement: register,
    study_record: register,
    mother_award: register,
    payment_run: register,
    payment_run_total: register,
    index_change: register,
    award_recalculation: journal,
    overpayment: register,
    overpayment_month: journal,
    recovery_plan: journal,
    recovery_instalment: journal,
    recovery: closed('adr', 'r'),
    due_entitlement: register,
    shielding: closed('adrw', 'r', NO_PLACE),
  },
  savings: {
    ...COMMON,
    reporting_year: open('ar', 'r', 'Published figures; a row must be one that two officials have released.'),
    reporting_year_draft: journal,
    exchange_rate: open('arw', 'r', 'Official rates, which are public.'),
    exchange_rate_replaced: open('ar', 'r', 'Rates that others took the place of, with the official who corrected one: auditors read it.'),
    ledger_account: open('ar', 'r', 'Numbers of accounts with the day of opening: whose they are stands in the claims.'),
    listed_child: closed('adrw', 'r'),
    savings_claim: journal,
    savings_account: journal,
    transfer_rule: catalogue,
    transfer: journal,
    asset_batch: journal,
    asset_batch_opening: journal,
    correction: journal,
    settlement: journal,
    accrual_run: journal,
    accrual_run_part: journal,
    accrual_run_total: journal,
    accrual_run_left: journal,
    list_count: open('ar', 'r', 'When the children of a list were counted.'),
    region_count: open('ar', 'r', 'How many children of a list lived in which region, in groups of five and more.'),
    published_figure: catalogue,
    payout_operator: catalogue,
    payout: journal,
    payout_event: journal,
  },
  'foster-families': {
    ...COMMON,
    placement_form: catalogue,
    index_parameter: open('adr', 'r', 'Figures of the budget laws, which are public.'),
    foster_family: register,
    carer: register,
    known_child: closed('adrw', 'r'),
    placement: register,
    placement_event: journal,
    placement_visit: journal,
    placement_report: journal,
    placement_plan: { ...register, unrelated: PLANNED },
    placement_plan_event: { ...journal, unrelated: PLANNED },
    placement_review: journal,
    care_incident: { ...register, unrelated: PLANNED },
    care_incident_event: { ...journal, unrelated: PLANNED },
    after_care_contact: journal,
    adoption: { ...register, unrelated: ADOPTED },
    adoption_report: { ...journal, unrelated: ADOPTED },
    care_need: register,
    care_need_document: journal,
    care_need_event: journal,
    carer_candidate: { ...register, unrelated: CANDIDATES },
    carer_evidence: { ...journal, unrelated: CANDIDATES },
    carer_decision: { ...journal, unrelated: CANDIDATES },
    carer_candidate_event: { ...journal, unrelated: CANDIDATES },
    care_sibling: closed('adrw', 'r', 'Who is whose brother or sister, and no place: they live in other regions, too.'),
    shielding: closed('arw', 'r', NO_PLACE),
    ward_means: journal,
    ward_right: journal,
    guardianship_staff: open('ar', 'r', 'Posts of guardianship bodies, which are public.'),
    district_children: open('ar', 'r', 'Numbers of children by district, as statistics publish them.'),
    care_entitlement: register,
    care_entitlement_part: closed('adr', 'r'),
    care_entitlement_amount: closed('adr', 'r'),
    family_money: register,
  },
  schools: {
    ...COMMON,
    school: open('arw', 'r', 'Schools, which are public.'),
    school_card_change: open('ar', 'r', 'What cards of schools said before files changed them: public, but for the account of the official.'),
    class_promotion: open('ar', 'r', 'That classes of a school were moved to the next school year: about nobody, with numbers that no answer has.'),
    school_norm: catalogue,
    school_roll: open('r', 'r', 'Numbers of pupils. Those too small to be told are kept back by the code that answers.'),
    resident_cohort: open('r', 'r', 'Numbers of children by district and age. They are told in steps by the code that answers.'),
    prevention_statement: catalogue,
    ...Object.fromEntries(['stage', 'staff', 'survey', 'cases'].map((what) => [`prevention_${what}`, open('ar', 'r', 'What schools report of programmes against bullying, as numbers. Groups too small to be told are kept back by the code that answers.')])),
    admission_rule: catalogue,
    catchment: open('arw', 'r', 'Which parts of districts schools serve, which is public.'),
    intake: open('arw', 'r', 'Places of schools, and how many are taken: about nobody.'),
    resident_child: closed('adrw', 'r'),
    child_parent: closed('adrw', 'r'),
    child_guardian: closed('adrw', 'r'),
    school_application: register,
    school_application_event: journal,
    enrolment: register,
    project_step: catalogue,
    cost_norm: catalogue,
    programme_target: catalogue,
    project: journal,
    expertise_conclusion: journal,
    project_stage: journal,
    project_plan: journal,
    project_document: journal,
    project_relief: journal,
    project_correction: journal,
    restricted_child: closed('adrw', 'r', NO_PLACE),
  },
  audit: {
    ...COMMON,
    ledger_source: closed('arw', '', NOBODY),
    source_chain: closed('arw', '', NOBODY),
    person: closed('adrw', ''),
    access_subject: closed('arw', ''),
    access_actor: closed('arw', ''),
    access_operation: closed('arw', ''),
    access_effect: closed('arw', ''),
    access_record: closed('ar', ''),
    ...Object.fromEntries(['registry', 'benefits', 'savings', 'foster_families', 'schools', 'audit', 'gateway'].map((source) => [`access_record_${source}`, closed('', '')])),
    visit: closed('adrw', ''),
    inquiry: closed('arw', '', NOBODY),
    checkpoint: closed('ar', '', NOBODY),
    alert_threshold: catalogue,
    access_alert: closed('arw', '', NOBODY),
    snapshot: closed('arw', '', NOBODY),
    snapshot_view: closed('arw', '', NOBODY),
    audit_subject: closed('arw', '', PSEUDONYMS),
    rule_run: closed('arw', '', NOBODY),
    finding: closed('arw', '', PSEUDONYMS),
    finding_seen: closed('ar', '', PSEUDONYMS),
    finding_event: closed('ar', '', PSEUDONYMS),
    evidence_export: closed('arw', '', NOBODY),
    engagement: closed('arw', '', NOBODY),
    identification: closed('arw', '', AUDITORS),
    engagement_member: closed('arw', '', AUDITORS),
    cohort_question: closed('ar', '', NOBODY),
    region_index: closed('ar', '', NOBODY),
    region_index_figure: closed('ar', '', NOBODY),
  },
  gateway: { ...LEDGER, ...MIGRATION, door_nonce: NONCES },
};

/** Columns that `_app` may update although it may not update their table, as `table.column`. */
export const COLUMNS: Readonly<Record<DatabaseName, readonly string[]>> = {
  registry: ['approval.official_iin', 'approval_step.by_iin', 'ledger_subject.iin', 'ledger_subject.seal'],
  benefits: ['ledger_subject.iin', 'ledger_subject.seal'],
  savings: [
    ...['status', 'credited_on', 'list_as_of', 'released_account', 'released_iin', 'released_at', 'finished_at', 'prepared_iin'].map((column) => `accrual_run.${column}`),
    'accrual_run_part.counted', 'accrual_run_part.credited', 'accrual_run_part.left_over', ...['state', 'ended_at', 'amount', 'iin'].map((column) => `accrual_run_left.${column}`), 'asset_batch.persons', 'asset_batch.amount',
    'savings_claim.closed_on', 'savings_claim.closing_reason', 'savings_claim.iin', 'savings_account.iin',
    ...['state', 'version', 'pay_by', 'use_by', 'reason', 'transfer_id', 'used_amount', 'iin', 'representative_iin'].map((column) => `payout.${column}`),
    ...['iin', 'prepared_iin', 'released_iin', 'released_account', 'released_at', 'status', 'taken', 'clawback_id'].map((column) => `correction.${column}`),
    ...['iin', 'prepared_iin', 'released_iin', 'released_account', 'released_at', 'status', 'transfer_id'].map((column) => `settlement.${column}`),
    ...['checked_account', 'checked_iin', 'paid_account', 'paid_at', 'paid_iin'].map((column) => `payout.${column}`),
    'ledger_subject.iin', 'ledger_subject.seal',
    ...['prepared_iin', 'released_iin', 'released_account', 'released_at', 'status'].map((column) => `reporting_year_draft.${column}`),
    'transfer.iin',
  ],
  'foster-families': ['carer_evidence.child_iin', 'ledger_subject.iin', 'ledger_subject.seal', 'placement_review.decided_on', 'placement_review.decision', 'placement_review.decision_source'],
  schools: ['ledger_subject.iin', 'ledger_subject.seal', 'project.version'],
  audit: ['ledger_subject.iin', 'ledger_subject.seal'],
  gateway: ['ledger_subject.iin', 'ledger_subject.seal'],
};

/** Functions that run as their owner, with what they may tell. */
export const DEFINERS: Readonly<Partial<Record<DatabaseName, Readonly<Record<string, string>>>>> = {
  registry: { 'iin_was_replaced(text)': 'Whether an IIN was ever replaced, so that it is not given out again: yes or no, and not by what.', 'audit_export.carried_people(uuid[])': 'To `_audit` alone: pseudonyms under another key for pseudonyms under a key, to whoever has both keys; nobody else gets a row.' },
  'foster-families': { 'audit_export.carried_families(uuid[])': 'To `_audit` alone, likewise, of families.' },
  schools: { 'count_roll()': 'Nothing: a trigger, which nobody can call.', 'count_cohorts()': 'Nothing: a trigger, which nobody can call.' },
};

/** Policies that show rows to the owner, who sees none otherwise. */
export const FOR_OWNERS: Readonly<Partial<Record<DatabaseName, readonly string[]>>> = { registry: ['iin_replacement_asked'] };
