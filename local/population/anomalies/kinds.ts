import { careAfterDeath, carerAfterDeath, disabilityBeforeNotice } from './benefits/after-death.js';
import { carerPayByBill, staleIndex, wrongFormula } from './benefits/amounts.js';
import { additionAlone, additionOutsideAges } from './benefits/assistance.js';
import { birthLate, birthPaidTwice, birthWrongOrder } from './benefits/birth.js';
import { carePaidTwice, carePastTerm, careWrongOrder } from './benefits/care.js';
import { guardianAfterDeath, guardianAfterMajority, guardianAndPatronage, guardianInInstitution, guardianWithoutWard, guestHostPaid } from './benefits/guardianship.js';
import { careAboveCap, careBelowFloor, contributionNotWithheld } from './benefits/insured-care.js';
import { largeFamilyTooFew, largeFamilyWithAdult, largeFamilyWithDead, largeFamilyWithPlaced } from './benefits/large-family.js';
import { paidAfterEnd, paidWhileSuspended, paidWithoutAmount } from './benefits/out-of-force.js';
import { awardAfterDeath, paidAbroad, paidToDead, paidToDeprived } from './benefits/recipient.js';
import { orphanRate, survivorAndDisability, survivorNotPaid } from './benefits/survivor.js';
import { decidedLate, notPaid, notPaidInFull, paidLate } from './benefits/timeliness.js';
import { adopterTooYoung } from './foster/adoption.js';
import { deadInPlacement, recordedLate, siblingsApart } from './foster/placements.js';
import { carerOutsideAges, contractOverdue, tooManyChildren } from './foster/professional.js';
import type { AnomalyKind } from './kind.js';
import { creditedAfterDeath, creditedAfterMajority, creditedBeforeBirth, creditedToForeigner, notVoided } from './savings/eligibility.js';
import { childMissing, claimDoubled, placedChildMissing, wrongSum, wrongYield, yearMissed } from './savings/sums.js';
import { enrolledAbroad, enrolledAfterDeath, enrolledTooYoung, enrolledTwice, noSuchLanguage, noSuchShift, notEnrolled } from './schools/enrolments.js';

/** Every kind of error. Their order says for which of the first households each is made: a new one goes to the end. */
export const KINDS: readonly AnomalyKind[] = [
  careAfterDeath, carerAfterDeath, largeFamilyWithDead, disabilityBeforeNotice, paidToDead, awardAfterDeath,
  carePastTerm, carePaidTwice, birthPaidTwice, birthLate, birthWrongOrder, careWrongOrder,
  largeFamilyWithAdult, largeFamilyTooFew, largeFamilyWithPlaced,
  staleIndex, wrongFormula, careAboveCap, careBelowFloor, contributionNotWithheld,
  additionOutsideAges, additionAlone, survivorAndDisability, orphanRate,
  guardianAfterMajority, guardianAfterDeath, guardianWithoutWard, guardianInInstitution, guardianAndPatronage, guestHostPaid,
  paidToDeprived, paidAbroad, decidedLate, paidLate, notPaidInFull, notPaid, survivorNotPaid,
  creditedToForeigner, notVoided, claimDoubled, creditedAfterMajority, creditedBeforeBirth, creditedAfterDeath,
  yearMissed, childMissing, placedChildMissing, wrongSum, wrongYield,
  tooManyChildren, carerOutsideAges, siblingsApart, contractOverdue, recordedLate, carerPayByBill, deadInPlacement, adopterTooYoung,
  enrolledTwice, enrolledAfterDeath, notEnrolled, noSuchShift, noSuchLanguage, enrolledTooYoung, enrolledAbroad,
  paidAfterEnd, paidWhileSuspended, paidWithoutAmount,
];
