import { randomUUID } from 'node:crypto';
import { withCheckDigit } from '../../../subgraphs/shared/scalars/identifier.js';
import { guardianshipBody, institution } from '../../../subgraphs/shared/synthetic/organisations.js';
import { ADOPTION, APPLICATION, CANDIDATE, CLOSING_ENGAGEMENT, ENGAGEMENT, INCIDENT, OPEN_NEED, PAYOUT, PROJECT, SCHOOL, PLAN } from '../ids.js';
import { TODAY, type Name } from './cast.js';

/** The input of a mutation, as it stands in a document. */
export type Inputs = (mutation: string) => string;

const DISTRICT = '751410000';
const PARTS = '{ surname: "Сынақ", given: "Сынақ" }';
const NAME = `{ kk: ${PARTS}, ru: ${PARTS}, latin: ${PARTS} }`;

/** Somebody whom no register has. */
const newIin = (): string => {
  for (let serial = 1; serial < 100; serial += 1) {
    const iin = withCheckDigit(`26090190${String(serial).padStart(3, '0')}`);
    if (iin !== null) return iin;
  }
  throw new Error('no check digit');
};

/** Inputs that would change something, if whoever sends them may. `placements`: ids of a placement that is shielded, and of one that is not; `money`: of an award that was paid, and of an overpayment. */
export function inputsFor(iin: Readonly<Record<Name, string>>, placements: { readonly shielded: string; readonly open: string }, money: { readonly award: string; readonly overpayment: string }, version: number): Inputs {
  const key = (): string => `idempotencyKey: "${randomUUID()}"`;
  const event = (): string => `${key()}, occurredOn: "${TODAY}", source: "matrix"`;
  const change = (): string => `${event()}, expectedVersion: ${version}`;
  const ofProject = (): string => `${change()}, project: "${PROJECT}"`;
  const asked = (child: string): string => `application: { childIin: "${version === 1 ? child : newIin()}", school: "${SCHOOL}", schoolYear: 2026, classNumber: 1, language: KK, papers: [PHOTO] }`;
  const seat = (): string => `${change()}, application: "${APPLICATION}", letter: "Б", shift: 1, startsOn: "${TODAY}"`;
  const texts: Readonly<Record<string, () => string>> = {
    planProject: () => `${event()}, programme: PPP, kind: SCHOOL, name: { kk: "Сынақ", ru: "Сынақ", en: "Matrix" }, district: "${version === 1 ? DISTRICT : '751999000'}", rural: false, designCapacity: 600, customer: "${guardianshipBody(DISTRICT)}"`,
    planStage: () => `${ofProject()}, plans: [{ stage: OPENED, plannedOn: "2030-01-01" }]`,
    recordExpertise: () => `${ofProject()}, number: "1", verdict: POSITIVE`,
    reachStage: () => `${ofProject()}, stage: DESIGN`,
    suspendProject: () => `${ofProject()}, reason: OTHER`,
    resumeProject: ofProject,
    cancelProject: () => `${ofProject()}, reason: OTHER`,
    commissionProject: () => `${ofProject()}, act: "1"`,
    attachProjectDocument: () => `${ofProject()}, kind: PHOTO, uri: "https://matrix.invalid/", sha256: "${'a'.repeat(64)}"`,
    correctProject: () => `${ofProject()}, designCapacity: ${version === 1 ? 601 : 602}, reason: "matrix"`,
    openProjectSchool: () => `${ofProject()}, school: "${randomUUID()}"`,
    registerBirth: () => `${event()}, iin: "${newIin()}", sex: FEMALE, name: ${NAME}, parents: [{ iin: "${version === 1 ? iin.stranger : newIin()}", role: MOTHER }], citizenships: ["KZ"]`,
    changeCitizenship: () => `${change()}, iin: "${iin.child}", change: ACQUIRED, country: "RU"`,
    registerDeath: () => `${change()}, iin: "${iin.child}"`,
    registerParentage: () => `${change()}, childIin: "${iin.child}", change: ANNULLED, parents: [], endedParents: ["${iin.father}"]`,
    changeParentalRights: () => `${change()}, childIin: "${iin.sibling}", parentIin: "${iin.father}", change: LIMITED`,
    replaceIin: () => `${change()}, iin: "${iin.child}", newIin: "${newIin()}", basis: CORRECTION`,
    registerMarriage: () => `${change()}, iin: "${iin.eve18}", spouseIin: "${iin.stranger}", change: CONCLUDED`,
    breakGlass: () => `${key()}, childIin: "${version === 1 ? iin.hosted : newIin()}", reason: "danger to life, as reported by the police"`,
    requestOwnRelative: () => `${key()}, iin: "${version === 1 ? iin.clerk : newIin()}", reason: "my own record, as an example"`,
    decideApproval: () => `${key()}, id: "${randomUUID()}", note: "as agreed by phone with the department", decision: APPROVED`,
    reviewApproval: () => `${key()}, id: "${randomUUID()}", note: "as agreed by phone with the department", decision: JUSTIFIED`,
    revokeApproval: () => `${key()}, id: "${randomUUID()}", note: "as agreed by phone with the department"`,
    recordPreventionStage: () => `${event()}, schoolId: "${randomUUID()}", programme: KIVA, stage: ${version === 1 ? 'SELECTED' : 'TRAINED'}`,
    recordPreventionStaff: () => `${event()}, schoolId: "${randomUUID()}", programme: KIVA, trained: ${version}`,
    recordPreventionSurvey: () => `${event()}, schoolId: "${randomUUID()}", programme: KIVA, respondents: 1000, victims: ${version}, aggressors: 0, withTrustedAdult: 0`,
    recordPreventionCases: () => `${event()}, schoolId: "${randomUUID()}", programme: KIVA, quarter: "2026-07-01", opened: ${version}, closed: 0`,
    openInquiry: () => `${key()}, caseNumber: "${version === 1 ? 'K-8/2026' : 'K-9/2026'}"`,
    closeInquiry: () => `${key()}, caseNumber: "${version === 1 ? 'K-8/2026' : 'K-9/2026'}"`,
    signCheckpoint: () => key(),
    runAuditRule: () => `${key()}, rule: "R3"${version === 1 ? '' : `, snapshot: "${randomUUID()}"`}`,
    assignFindings: () => `${key()}, engagement: "${version === 1 ? ENGAGEMENT : randomUUID()}", filter: { rule: "R1a" }, dueOn: "${TODAY}"`,
    answerFinding: () => `${key()}, engagement: "${ENGAGEMENT}", finding: "${randomUUID()}", expectedVersion: ${version}, answer: CONFIRMED, text: "matrix"`,
    reviewFinding: () => `${key()}, engagement: "${ENGAGEMENT}", finding: "${randomUUID()}", expectedVersion: ${version}, accept: true`,
    openEngagement: () => `${key()}, caseNumber: "${version === 1 ? 'K-10/2026' : 'K-11/2026'}", programmes: [BENEFITS], endsOn: "${TODAY}"`,
    closeEngagement: () => `${key()}, engagement: "${version === 1 ? CLOSING_ENGAGEMENT : randomUUID()}"`,
    requestIdentification: () => `${key()}, engagement: "${ENGAGEMENT}", finding: "${randomUUID()}", caseNumber: "K-7/2026", reason: "paid after the term, as an example"`,
    decideIdentification: () => `${key()}, request: "${randomUUID()}", approve: true, note: "matrix"`,
    exportEvidence: () => `${key()}, engagement: "${version === 1 ? ENGAGEMENT : randomUUID()}", recipient: "matrix"`,
    takeSnapshot: () => `${key()}, asOf: "2026-01-01T00:00:00Z"`,
    registerResidence: () => `${change()}, iin: "${iin.child}", home: { districtKato: "${DISTRICT}", address: "elsewhere" }`,
    startPaymentRun: () => `${key()}, month: "${version === 1 ? TODAY : '2099-01-01'}"`,
    prepareAccrualRun: () => `${key()}, year: ${version === 1 ? 2025 : 1999}`,
    prepareReportingYear: () => `${key()}, year: ${version === 1 ? 2026 : 2030}, listDate: "2026-12-31", creditedOn: "2027-02-01", perChild: "1", yieldRate: "0.03", yieldCertainty: B, legalBasis: "matrix", source: "matrix", certainty: B`,
    releaseReportingYear: () => `${key()}, id: "${randomUUID()}"`,
    prepareSavingsCorrection: () => `${event()}, iin: "${iin.child}", transfer: "${version === 1 ? 'dHJhbnNmZXIgMQ' : 'eA'}", kind: CLAWBACK, reason: NOT_A_CITIZEN`,
    releaseSavingsCorrection: () => `${key()}, id: "${randomUUID()}"`,
    withdrawSavingsCorrection: () => `${key()}, id: "${randomUUID()}"`,
    releaseAccrualRun: () => `${key()}, id: "${randomUUID()}"`,
    recordOverpayment: () => `${event()}, award: "${money.award}", cause: WRONG_AMOUNT, months: [{ month: "2026-08-01", amount: "${version === 1 ? '1' : '99999999'}" }]`,
    planRecovery: () => `${key()}, overpayment: "${money.overpayment}", expectedVersion: ${version}, method: VOLUNTARY, agreedOn: "${TODAY}", instalments: [{ month: "${TODAY}", amount: "1" }]`,
    recordReturn: () => `${key()}, overpayment: "${money.overpayment}", amount: "${version === 1 ? '1' : '99999999'}", receivedOn: "${TODAY}"`,
    submitBenefitCase: () => `${event()}, programme: ADULT_CARER, recipientIin: "${iin.mother}", children: [], regionKato: "${version === 1 ? '750000000' : DISTRICT}"`,
    recordSmsReply: () => `${event()}, case: "${randomUUID()}", reply: YES`,
    moveBenefitCase: () => `${change()}, case: "${randomUUID()}", move: CHECK`,
    decideBenefitCase: () => `${change()}, case: "${randomUUID()}", decision: REFUSE, reason: NO_RIGHT`,
    reportCircumstance: () => `${event()}, circumstance: ACCOUNT_UNUSED, recipientIin: "${version === 1 ? iin.mother : iin.stranger}"`,
    resumeAward: () => `${change()}, award: "${randomUUID()}"`,
    recalculateAward: () => `${change()}, award: "${randomUUID()}", facts: { birthOrder: 1 }`,
    changeRecipient: () => `${change()}, award: "${randomUUID()}", recipientIin: "${iin.stranger}"`,
    applyForPayout: () => `${event()}, iin: "${iin.day18}", use: TUITION, country: "KZ", amount: "${version === 1 ? '1' : '99999999'}", operator: "120193000016"`,
    movePayout: () => `${change()}, payout: "${PAYOUT}", move: CHECK`,
    prepareSavingsSettlement: () => `${event()}, iin: "${iin.child}", destination: HEIRS`,
    releaseSavingsSettlement: () => `${key()}, id: "${randomUUID()}"`,
    withdrawSavingsSettlement: () => `${key()}, id: "${randomUUID()}"`,
    recordPlacement: () => `${event()}, iin: "${version === 1 ? iin.sibling : iin.ward}", form: INSTITUTION, institution: "${institution(DISTRICT)}", body: "${guardianshipBody(DISTRICT)}", act: "1", reason: NEGLECT, district: "${version === 1 ? DISTRICT : '711210000'}"`,
    endPlacement: () => `${change()}, placement: "${placements.open}", reason: RETURNED_TO_PARENT`,
    shieldPlacement: () => `${change()}, placement: "${placements.open}"`,
    recordCareNeed: () => `${event()}, iin: "${version === 1 ? iin.child : iin.ward}", notifier: SCHOOL, reasons: [NEGLECT], body: "${guardianshipBody(DISTRICT)}", district: "${version === 1 ? DISTRICT : '711210000'}"`,
    registerCandidate: () => `${event()}, iin: "${iin.stranger}", birthDate: "1981-05-05", sex: FEMALE, forms: [GUARDIANSHIP], body: "${guardianshipBody(DISTRICT)}", district: "${version === 1 ? DISTRICT : '711210000'}"${version === 1 ? '' : ', partner: "none"'}`,
    recordCandidateEvidence: () => `${change()}, candidate: "${CANDIDATE}", evidence: [{ kind: UNFIT_HEALTH, holds: true, validFrom: "${TODAY}" }]`,
    decideSuitability: () => `${change()}, candidate: "${CANDIDATE}", decision: SUITABLE, forms: [GUEST]`,
    checkCandidate: () => `${change()}, candidate: "${CANDIDATE}", passed: true`,
    closeCandidate: () => `${change()}, candidate: "${CANDIDATE}", closing: WITHDREW`,
    movePlacement: () => `${change()}, placement: "${placements.open}", iin: "${iin.ward}", form: INSTITUTION, institution: "${institution(DISTRICT)}", body: "${guardianshipBody(DISTRICT)}", act: "1", reason: NEGLECT, district: "${DISTRICT}"`,
    extendPlacement: () => `${change()}, placement: "${placements.open}"`,
    recordVisit: () => `${change()}, placement: "${placements.open}", announced: false, childSeen: true, seenAlone: true, finding: WELL`,
    recordReport: () => `${change()}, placement: "${placements.open}", dueOn: "2026-07-01", healthPassport: true`,
    planPlacement: () => `${event()}, iin: "${iin.sibling}", form: PATRONAGE, family: "${randomUUID()}", body: "${guardianshipBody(DISTRICT)}", reason: NEGLECT, district: "${version === 1 ? DISTRICT : '711210000'}", plannedFrom: "${TODAY}"`,
    signPlacement: () => `${change()}, plan: "${PLAN}", number: "1", party: "${guardianshipBody(DISTRICT)}"`,
    activatePlacement: () => `${change()}, plan: "${PLAN}"`,
    withdrawPlacement: () => `${change()}, plan: "${PLAN}"`,
    breakDownPlacement: () => `${change()}, placement: "${placements.open}", iin: "${iin.ward}", form: INSTITUTION, institution: "${institution(DISTRICT)}", body: "${guardianshipBody(DISTRICT)}", act: "1", reason: NEGLECT, district: "${DISTRICT}", breakdown: CHILD_WISHED, endReason: CARER_RELEASED`,
    beginReview: () => `${change()}, placement: "${placements.open}"`,
    decideReview: () => `${change()}, placement: "${placements.open}", decision: CONTINUE`,
    recordIncident: () => `${event()}, placement: "${version === 1 ? placements.open : randomUUID()}", kind: COMPLAINT, severity: MINOR, reporter: CHILD, measures: [CHILD_HEARD]`,
    followUpIncident: () => `${change()}, incident: "${INCIDENT}", measures: [VISITED]`,
    recordAfterCare: () => `${event()}, placement: "${placements.open}", reached: true`,
    recordAdoption: () => `${event()}, iin: "${version === 1 ? iin.sibling : newIin()}", adopters: ["${iin.stranger}"], home: KAZAKHSTAN, body: "${guardianshipBody(DISTRICT)}", district: "${DISTRICT}"`,
    recordAdoptionReport: () => `${change()}, adoption: "${ADOPTION}", dueOn: "2026-06-01", living: WELL, education: SCHOOL, health: HEALTHY`,
    endAdoption: () => `${change()}, adoption: "${ADOPTION}", ending: CANCELLED`,
    moveCareNeed: () => `${change()}, need: "${OPEN_NEED}", move: REGISTER_CENTRAL`,
    amendCareNeed: () => `${change()}, need: "${OPEN_NEED}", reasons: [ORPHAN]`,
    closeCareNeed: () => `${change()}, need: "${OPEN_NEED}", closing: DEATH`,
    liftShielding: () => `${change()}, placement: "${placements.shielded}"`,
    recordWardMeans: () => `${change()}, placement: "${placements.open}", monthlyIncome: "1000"`,
    recordWardRight: () => `${change()}, placement: "${placements.open}", standing: HOUSING_QUEUED`,
    recordGuardianshipStaff: () => `${event()}, district: "${version === 1 ? DISTRICT : '751999000'}", body: "${guardianshipBody(DISTRICT)}", posts: "2", filled: "1"`,
    recordDistrictChildren: () => `${event()}, district: "${version === 1 ? DISTRICT : '751999000'}", children: 5000`,
    applyForSchool: () => `${key()}, ${asked(iin.teen16)}`,
    recordSchoolApplication: () => `${event()}, applicantIin: "${iin.mother}", ${asked(iin.sibling)}`,
    withdrawSchoolApplication: () => `${key()}, application: "${version === 1 ? APPLICATION : randomUUID()}"`,
    decideSchoolApplication: () => `${change()}, application: "${APPLICATION}", decision: WITHDRAW`,
    enrolPupil: seat,
    transferPupil: seat,
    endEnrolment: () => `${event()}, enrolment: "${randomUUID()}", reason: OTHER`,
    setIntake: () => `${event()}, school: "${SCHOOL}", schoolYear: 2026, classNumber: 1, language: KK, places: ${version === 1 ? 31 : 9999}`,
    setCatchment: () => `${event()}, school: "${version === 1 ? SCHOOL : randomUUID()}", microdistricts: [{ code: "7", name: "seven" }]`,
    decideAdoptionPayment: () => `${change()}, placement: "${placements.open}", adopterIin: "${iin.mother}", body: "${guardianshipBody(DISTRICT)}", district: "${DISTRICT}", act: "1", residentCitizen: true`,
  };
  // The same whoever sends it, keys included, so that the gateway vets and plans a document once: what is refused leaves no key behind.
  const said = new Map<string, string>();
  return (mutation) => {
    const text = texts[mutation];
    if (text === undefined) throw new Error(`Mutation.${mutation} needs an input: add it to support/inputs.ts`);
    const input = said.get(mutation) ?? `{ ${text()} }`;
    said.set(mutation, input);
    return input;
  };
}
