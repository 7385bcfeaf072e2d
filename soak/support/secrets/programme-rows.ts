import { ADOPTED, BODIES, BORN, EVERYBODY, PEOPLE, PLACED, PLACES, type Where } from './people.js';
import { FIRST_KEY, key, publicId, RECORDED, type Row, type Secret, type TableRows } from './row.js';

const { child, mother, sibling, carers, wards, adopted, adopters, birthMother } = PEOPLE;

const OF_PEOPLE = `iin = any ('{${EVERYBODY.join(',')}}')`;
const OF_STAGE = `id >= ${FIRST_KEY}`;
const RECORD = { source: 'test', recorded_at: RECORDED };

const at = (where: Where): Row => ({ region_kato: PLACES[where].region, district_kato: PLACES[where].district });

/* Foster families */

const placement = (id: number, iin: string, where: Where, more: Row = {}): Row => ({
  id: key(id), public_id: publicId(100 + id), iin, form: 'FOSTER_FAMILY', family_id: key(where === 'A' ? 1 : 2), institution_bin: null, body_bin: BODIES[where], act: `Акт ${BODIES[where]}`,
  reason: 'NEGLECT', ...at(where), valid_from: PLACED, planned_until: null, valid_to: null, end_reason: null, sealed_on: null, ...RECORD, source: `Акт ${BODIES[where]}`, version: 1, awaited_event: null, ...more,
});

const SEALED = { valid_from: '2020-01-01', valid_to: ADOPTED, end_reason: 'ADOPTED', sealed_on: ADOPTED };

/** What the databank has of a child until a family took it in, where that is. */
const need = (id: number, iin: string, where: Where, more: Row = {}): Row => ({
  id: key(id), public_id: publicId(300 + id), iin, status: 'CLOSED', notifier: 'POLICE', reasons: '{NEGLECT}', ...at(where), body_bin: BODIES[where], identified_on: '2020-01-01', received_on: '2020-01-01',
  majority_on: '2033-01-01', hospital_bin: null, admitted_on: null, discharged_on: null, primary_on: '2020-01-02', regional_on: null, central_on: null, discharge_by: null, primary_by: '2020-01-02', regional_by: null,
  central_by: null, place_by: '2020-01-31', placed_on: null, closed_on: PLACED, closing: 'PLACED_IN_FAMILY', sealed_on: null, ...RECORD, source: `Акт ${BODIES[where]}`, version: 1, ...more,
});

/** Who takes children in, as the authority alone may know them. */
const candidates = (where: Where, n: number): Row[] => carers[where].map((iin, i) => ({
  id: key(10 * n + i), public_id: publicId(400 + 10 * n + i), iin, birth_date: '1980-08-09', sex: 'FEMALE', ...at(where), body_bin: BODIES[where], forms: '{FOSTER_FAMILY}', status: 'SUITABLE', registered_on: '2019-12-01',
  received_on: '2019-12-01', checked_on: '2025-12-01', family_id: key(n + 1), partner_id: null, closed_on: null, closing: null, ...RECORD, version: 1,
}));

/** How often the child was visited, and whether it was parted from somebody, in the one place and in the other: counted, it would tell them apart. */
const SUPERVISED: Readonly<Record<Where, Row>> = { A: { version: 2, siblings_apart: 'IN_THEIR_INTEREST' }, B: { version: 4, siblings_apart: null } };

const eventsOf = (where: Where): Row[] =>
  ['RECORDED', ...(where === 'A' ? ['REPORTED'] : ['VISITED', 'VISITED', 'REPORTED'])].map((kind, i) => (
    { id: key(1 + i), placement_id: key(1), kind, occurred_on: PLACED, received_on: PLACED, version: 1 + i, ...RECORD, source: `Акт ${BODIES[where]}` }));

/** What stands in the child's record in the databank. */
const papersOf = (where: Where): TableRows[] => [
  { table: 'care_need_document', own: OF_STAGE, rows: [{ id: key(1), need_id: key(1), kind: 'IDENTIFICATION_ACT', reference: `Акт ${BODIES[where]}`, issued_on: PLACED, recorded_at: RECORDED }] },
  { table: 'care_need_event', own: OF_STAGE, rows: [{ id: key(1), need_id: key(1), version: 1, action: 'CLOSE', from_status: 'PRIMARY', to_status: 'CLOSED', occurred_on: PLACED, received_on: PLACED, ...RECORD, source: `Акт ${BODIES[where]}`, organisation: BODIES[where] }] },
];

/** What is known of whoever has the child: another room, a paper that names the child, and a check on the day on which it came. */
const findingsOf = (where: Where): TableRows[] => {
  const candidate_id = key(where === 'A' ? 0 : 10);
  return [
    { table: 'carer_evidence', own: OF_STAGE, rows: [
      { id: key(1), candidate_id, kind: 'HOUSING', holds: true, amount: '99', people: 2, child_iin: null, valid_from: PLACED, valid_to: null, ...RECORD },
      { id: key(2), candidate_id, kind: 'CLOSE_RELATIVE', holds: true, amount: null, people: null, child_iin: child, valid_from: PLACED, valid_to: null, ...RECORD },
    ] },
    { table: 'carer_decision', own: OF_STAGE, rows: [{ id: key(1), candidate_id, form: 'FOSTER_FAMILY', suitable: true, grounds: '{}', decided_on: PLACED, body_bin: BODIES[where], version: 2, ...RECORD }] },
  ];
};

const siblings = (id: number, one: string, other: string, sealed: string | null): Row[] =>
  [[one, other], [other, one]].map(([iin, sibling_iin], i) => ({ id: key(id + i), iin, sibling_iin, sealed_on: sealed, ...RECORD }));

export const fosterRows = ({ where, replaced }: Secret): TableRows[] => [
  { table: 'known_child', own: OF_PEOPLE, rows: [child, wards.A, wards.B, adopted].map((iin) => ({ iin, birth_date: '2015-01-01', died_on: null, recorded_at: RECORDED })) },
  { table: 'foster_family', own: OF_STAGE, rows: (['A', 'B'] as const).map((one, n) => ({ id: key(n + 1), public_id: publicId(n + 1), ...at(one), ...RECORD })) },
  { table: 'carer', own: OF_STAGE, rows: (['A', 'B'] as const).flatMap((one, n) => carers[one].map((iin, i) => ({ id: key(10 * n + i), family_id: key(n + 1), iin, valid_from: '2020-01-01', valid_to: null, ...RECORD }))) },
  { table: 'placement', own: OF_STAGE, rows: [placement(1, child, where, SUPERVISED[where]), placement(2, wards.A, 'A'), placement(3, wards.B, 'B'), ...(replaced ? [placement(4, adopted, 'A', SEALED)] : [])] },
  { table: 'placement_event', own: `placement_id >= ${FIRST_KEY}`, rows: eventsOf(where) },
  { table: 'placement_visit', own: OF_STAGE, rows: where === 'A' ? [] : [{ id: key(1), public_id: publicId(500), placement_id: key(1), announced: false, visited_on: '2025-06-01', received_on: '2025-06-01', child_seen: true, seen_alone: true, finding: 'WELL', ...RECORD }] },
  { table: 'placement_report', own: OF_STAGE, rows: where === 'B' ? [] : [{ id: key(1), public_id: publicId(501), placement_id: key(1), due_on: '2025-09-01', received_on: '2025-08-31', health_passport: true, ...RECORD }] },
  { table: 'care_need', own: OF_STAGE, rows: [need(1, child, where), need(2, wards.A, 'A'), need(3, wards.B, 'B'), ...(replaced ? [need(4, adopted, 'A', { closed_on: ADOPTED, sealed_on: ADOPTED })] : [])] },
  ...papersOf(where),
  { table: 'care_sibling', own: OF_STAGE, rows: [...siblings(1, child, wards.A, null), ...(replaced ? siblings(3, adopted, wards.A, ADOPTED) : [])] },
  { table: 'carer_candidate', own: OF_STAGE, rows: [...candidates('A', 0), ...candidates('B', 1)] },
  ...findingsOf(where),
  { table: 'shielding', own: OF_STAGE, rows: [{ id: key(1), iin: child, placement_id: key(1), valid_from: PLACED, valid_to: null, ...RECORD }] },
];

/* Benefits */

interface Award {
  readonly programme: string;
  readonly component?: string;
  readonly recipient: string;
  readonly where: Where;
  readonly children: readonly string[];
  readonly sealed?: string | null;
  /** What it comes to, and by which case of the programme: by income and by family in the two places. */
  readonly amount?: string;
  readonly tier?: string;
  /** Why it ended, in the year before the placement. */
  readonly ended?: string;
  /** What its journal has beside the decision. */
  readonly happened?: readonly Row[];
  /** Why the application was refused at first. */
  readonly refused?: string;
}

/** What a carer is paid for raising the child, in the one place and in the other. */
const OF_CARER: Readonly<Record<Where, readonly Pick<Award, 'programme' | 'amount' | 'tier'>[]>> = {
  A: [{ programme: 'CARE_GFSS', amount: '100000', tier: 'INCOME' }, { programme: 'LARGE_FAM', amount: '69300', tier: 'CHILDREN_4' }, { programme: 'BIRTH', amount: '164350', tier: 'ORDER_1_TO_3' }],
  B: [{ programme: 'CARE_STATE', amount: '24912', tier: 'ORDER_1' }, { programme: 'LARGE_FAM', amount: '103800', tier: 'CHILDREN_6' }, { programme: 'BIRTH', amount: '272475', tier: 'ORDER_4_UP' }],
};

/** What became of the child's own benefit with the carer: a guardian was removed, or the child went into an institution. */
const OF_CHILD: Readonly<Record<Where, Pick<Award, 'ended' | 'happened' | 'refused'>>> = {
  A: { ended: 'GUARDIAN_REMOVED', happened: [{ kind: 'TERMINATED', circumstance: 'GUARDIAN_REMOVED', article: '179(1)5' }], refused: 'NO_RIGHT' },
  B: { ended: 'CHILD_IN_CARE', happened: [{ kind: 'CONTINUES', circumstance: 'FULL_STATE_SUPPORT', article: '178(5)' }, { kind: 'TERMINATED', circumstance: 'WITHDRAWN', article: '179(3)5' }], refused: 'NON_CONFORMING_DATA' },
};

const awardsOf = ({ where, replaced }: Secret): Award[] => [
  { programme: 'FOSTER_FAM', component: 'CHILD_MONEY', recipient: carers[where][0] ?? '', where, children: [child] },
  { programme: 'PRO_FOSTER', component: 'CARER_PAY', recipient: carers[where][0] ?? '', where, children: [child] },
  { programme: 'DIS_CHILD', recipient: carers[where][0] ?? '', where, children: [child] },
  ...(['A', 'B'] as const).map((one) => ({ programme: 'FOSTER_FAM', component: 'CHILD_MONEY', recipient: carers[one][0] ?? '', where: one, children: [wards[one]] })),
  { programme: 'SURVIVOR', recipient: mother, where: 'A', children: [sibling] },
  // Before the adoption, as the feed seals it.
  { programme: 'BIRTH', recipient: birthMother, where: 'A', children: replaced ? [adopted] : [], sealed: ADOPTED },
  // Paid to the child themselves.
  { programme: 'SURVIVOR', recipient: child, where, children: [child] },
  ...OF_CARER[where].map((one) => ({ ...one, recipient: carers[where][0] ?? '', where, children: [child] })),
  { programme: 'DIS_CHILD', recipient: carers[where][0] ?? '', where, children: [child], ...OF_CHILD[where] },
];

const EARLIER = { since: '2024-01-01', until: '2024-12-31' };

/** The days of an award, and of the child in it. */
const daysOf = ({ ended }: Award): { readonly since: string; readonly until: string | null } => (ended === undefined ? { since: PLACED, until: null } : EARLIER);

const awardRow = (award: Award, n: number): Row => {
  const { programme, component = 'BENEFIT', recipient, where, ended, happened = [] } = award;
  return {
    id: key(n), public_id: publicId(200 + n), programme, component, recipient_iin: recipient, recipient_bin: null, region_kato: PLACES[where].region, deciding_body: BODIES[where],
    occurred_on: PLACED, received_on: PLACED, decided_on: PLACED, ...daysOf(award), status: ended === undefined ? 'ACTIVE' : 'TERMINATED', end_reason: ended ?? null, ...(ended === undefined ? {} : { end_occurred_on: EARLIER.until, end_received_on: EARLIER.until }), version: 1 + happened.length, recorded_at: RECORDED,
  };
};

const memberRows = (award: Award, n: number): Row[] => {
  const { programme, component = 'BENEFIT', where, children, sealed = null } = award;
  return children.map((iin, i) => ({ id: key(10 * n + i), award_id: key(n), programme, component, region_kato: PLACES[where].region, iin, ...daysOf(award), sealed_on: sealed, recorded_at: RECORDED }));
};

const amountRow = (award: Award, n: number): Row => {
  const { amount = '50000', tier = 'TEST' } = award;
  return { id: key(n), award_id: key(n), valid_from: daysOf(award).since, valid_to: null, tier, exact: amount, gross: amount, withheld: '0', rule_version: tier, recorded_at: RECORDED };
};

const paymentRow = ({ where, amount = '50000', tier = 'TEST' }: Award, n: number): Row => ({
  id: key(n), award_id: key(n), month: '2026-03-01', amount, withheld: '0', paid_on: '2026-03-10', budget_level: 'LOCAL', region_kato: PLACES[where].region, deciding_body: BODIES[where], rule_version: tier, recorded_at: RECORDED,
});

const overpaymentRow = ({ where }: Award, n: number): Row => ({
  id: key(n), public_id: publicId(270 + n), award_id: key(n), cause: where === 'A' ? 'WRONG_AMOUNT' : 'CHANGE_NOT_REPORTED', article: 'Social Code 173', amount: '1000', recovered: '0', occurred_on: PLACED, received_on: PLACED, version: 1, ...RECORD, source: `Акт ${BODIES[where]}`,
});

const caseRow = ({ programme, recipient, where, refused }: Award, n: number): Row => ({
  id: key(n), public_id: publicId(250 + n), programme, proactive: false, recipient_iin: recipient, region_kato: PLACES[where].region, state: refused === undefined ? 'ASSIGNED' : 'OVERTURNED', occurred_on: PLACED, received_on: PLACED,
  applied_on: PLACED, decided_on: PLACED, deciding_body: BODIES[where], reason: refused ?? null, award_id: key(n), version: 1, recorded_at: RECORDED,
});

const caseChildRows = ({ programme, where, children, sealed = null }: Award, n: number): Row[] =>
  children.map((iin, i) => ({ id: key(10 * n + i), case_id: key(n), programme, region_kato: PLACES[where].region, iin, birth_date: '2015-01-01', full_time_student: false, sealed_on: sealed, recorded_at: RECORDED }));

const step = (where: Where): Row => ({ version: 1, occurred_on: PLACED, received_on: PLACED, source: `Акт ${BODIES[where]}`, account: 'somebody', organisation: BODIES[where], recorded_at: RECORDED });

const journalRows = ({ where, happened = [] }: Award, n: number): Row[] =>
  [{ kind: 'ASSIGNED' }, ...happened].map((what, i) => ({ ...step(where), id: key(10 * n + i), award_id: key(n), effective_from: PLACED, ...what, version: 1 + i }));

const EVIDENCE = { source: 'test', recorded_at: RECORDED };

/** What the ministry's own evidence has: of the one place's carers that they are insured and what they earn, of the other's nothing. */
const evidenceRows = (): TableRows[] => [
  { table: 'insurance_contribution', own: OF_STAGE, rows: carers.A.map((iin, n) => ({ id: key(n), iin, first_month: '2015-01-01', last_month: null, monthly_income: '250000', ...EVIDENCE })) },
  { table: 'income_statement', own: OF_STAGE, rows: carers.A.map((iin, n) => ({ id: key(n), iin, quarter: '2026-07-01', income: '90000', members: 4, need_found: true, ...EVIDENCE })) },
  { table: 'disability_record', own: OF_STAGE, rows: [child, carers.B[0] ?? ''].map((iin, n) => ({ id: key(n), iin, disability_group: 'II', valid_from: PLACED, valid_to: null, ...EVIDENCE })) },
  { table: 'study_record', own: OF_STAGE, rows: [{ id: key(1), iin: sibling, valid_from: PLACED, valid_to: null, ...EVIDENCE }] },
  { table: 'mother_award', own: OF_STAGE, rows: [mother, birthMother].map((iin, n) => ({ id: key(n), iin, award: 'KUMIS_ALQA', valid_from: PLACED, valid_to: null, ...EVIDENCE })) },
];

export function benefitsRows(secret: Secret): TableRows[] {
  const awards = awardsOf(secret);
  return [
    { table: 'benefit_award', own: OF_STAGE, rows: awards.map(awardRow) },
    { table: 'benefit_award_child', own: OF_STAGE, rows: awards.flatMap(memberRows) },
    { table: 'benefit_award_amount', own: OF_STAGE, rows: awards.map(amountRow) },
    { table: 'benefit_payment', own: OF_STAGE, rows: awards.map(paymentRow) },
    { table: 'overpayment', own: OF_STAGE, rows: awards.map(overpaymentRow) },
    { table: 'benefit_award_event', own: OF_STAGE, rows: awards.flatMap(journalRows) },
    { table: 'benefit_case', own: OF_STAGE, rows: awards.map(caseRow) },
    { table: 'benefit_case_child', own: OF_STAGE, rows: awards.flatMap(caseChildRows) },
    { table: 'benefit_case_event', own: OF_STAGE, rows: awards.map(({ where, refused }, n) => ({ id: key(n), case_id: key(n), action: 'SUBMIT', to_state: 'SUBMITTED', reason: refused ?? null, ...step(where) })) },
    { table: 'shielding', own: OF_STAGE, rows: [{ id: key(1), iin: child, valid_from: PLACED, valid_to: null, ...RECORD }] },
    ...evidenceRows(),
  ];
}

/* Schools */

/** With the child they would be as many as may be told. */
const CLASSMATES = 4;

const FEATURES = Object.fromEntries(['stem_lab', 'robotics_lab', 'inclusive_room', 'lift', 'ramps', 'cctv', 'alarm_button', 'blocks_separated'].map((feature) => [feature, false]));

const school = (where: Where, n: number): Row => ({
  id: key(n + 1), public_id: publicId(300 + n), bin: `00000000030${n}`, nobd_id: null, ...at(where), name_kk: 'Мектеп', name_ru: 'Школа', name_en: 'School', type: 'SECONDARY', ownership: 'STATE', rural: false,
  design_capacity: 2, shifts: 1, building_state: 'NORMAL', languages: ['KK'], ...FEATURES, programme: null, opened_on: '2000-01-01', closed_on: null, ...RECORD,
});

const pupil = (id: number, iin: string, where: Where): Row => ({
  id: key(id), public_id: publicId(400 + id), iin, school_id: key(where === 'A' ? 1 : 2), region_kato: PLACES[where].region, class_number: 9, letter: where, language: 'KK', shift: where === 'A' ? 1 : 2,
  valid_from: '2026-09-01', valid_to: null, leave_reason: null, ...RECORD, source: `Акимат ${PLACES[where].region}`,
});

const classmates = (where: Where, from: number): Row[] => Array.from({ length: CLASSMATES }, (_, n) => pupil(from + n, `00000095${from + n}`.padEnd(12, '0'), where));

const resident = (iin: string, where: Where): Row => ({ iin, birth_date: BORN, died_on: null, region_kato: PLACES[where].region, district_kato: PLACES[where].district, resident_since: PLACED, ...RECORD });

const actsFor = (n: number, iin: string, person: string): Row => ({ id: key(n), iin, person_iin: person, valid_from: PLACED, valid_to: null, ...RECORD });

/** The child's place is one of those set aside. */
const intake = (n: number, one: Where, where: Where): Row => ({
  id: key(n + 1), public_id: publicId(320 + n), school_id: key(n + 1), school_year: '2026-09-01', class_number: 9, language: 'KK', places: 10, taken: 6, set_aside: 1, set_aside_taken: one === where ? 1 : 0, ceiling: 100, version: 1, ...RECORD,
});

const application = (n: number, iin: string, where: Where, applicant: string): Row => ({
  id: key(n), public_id: publicId(330 + n), iin, school_id: key(where === 'A' ? 1 : 2), region_kato: PLACES[where].region, intake_id: key(where === 'A' ? 1 : 2), kind: 'TRANSFER', school_year: '2026-09-01', class_number: 9, language: 'KK',
  applicant_iin: applicant, applicant_role: 'REPRESENTATIVE', microdistrict: where, in_catchment: where === 'A', special_conditions: null, papers: '{PHOTO}', state: 'ENROLLED', reason: null, set_aside: iin === child,
  submitted_on: PLACED, answer_due_on: PLACED, answered_on: PLACED, enrolment_id: key(n), version: 2, ...RECORD,
});

export const schoolsRows = ({ where }: Secret): TableRows[] => [
  { table: 'school', own: OF_STAGE, rows: [school('A', 0), school('B', 1)] },
  { table: 'enrolment', own: OF_STAGE, rows: [pupil(1, child, where), pupil(2, adopted, 'A'), ...classmates('A', 10), ...classmates('B', 20)] },
  { table: 'restricted_child', own: OF_STAGE, rows: [{ id: key(1), iin: child, valid_from: PLACED, valid_to: null, ...RECORD }] },
  { table: 'resident_child', own: OF_PEOPLE, rows: [resident(child, where), resident(adopted, 'A')] },
  { table: 'child_parent', own: OF_STAGE, rows: [actsFor(1, child, mother), actsFor(2, adopted, adopters[0] ?? '')].map((row) => ({ ...row, basis: 'PARENTAGE' })) },
  { table: 'child_guardian', own: OF_STAGE, rows: carers[where].map((carer, n) => actsFor(n, child, carer)) },
  { table: 'intake', own: OF_STAGE, rows: (['A', 'B'] as const).map((one, n) => intake(n, one, where)) },
  { table: 'school_application', own: OF_STAGE, rows: [application(1, child, where, carers[where][0] ?? ''), application(2, adopted, 'A', adopters[0] ?? '')] },
  { table: 'school_application_event', own: `application_id >= ${FIRST_KEY}`, rows: ([[1, where], [2, 'A']] as const).map(([n, one]) => ({ ...step(one), application_id: key(n), action: 'SUBMIT', from_state: null, to_state: 'SUBMITTED', reason: null })) },
];

/* Savings */

export const savingsRows = (): TableRows[] => [
  { table: 'listed_child', own: OF_PEOPLE, rows: [child, adopted].map((iin) => ({ iin, birth_date: '2015-01-01', citizenship: '{}', died_on: null, received_on: '2024-01-01', recorded_at: RECORDED })) },
  { table: 'savings_claim', own: OF_STAGE, rows: [child, adopted].map((iin, n) => ({ id: key(n), public_id: publicId(500 + n), iin, account_id: key(n), opened_on: '2024-02-01', recorded_at: RECORDED })) },
];
