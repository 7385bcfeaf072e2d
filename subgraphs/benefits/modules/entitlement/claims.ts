import type { CivilDate } from '../../../shared/clock.js';
import type { RuledProgramme } from '../../rules/rule.js';
import type { RateBook } from '../rate/rate-book.js';
import type { ChildCase } from './child-case.js';
import { assistance, assistanceForChild } from './claims/assistance.js';
import { birth, care, maternity, opvSubsidy } from './claims/care.js';
import type { Claim } from './claims/claim.js';
import { adultCarer, carerOfDisabled, disabledChild } from './claims/disability.js';
import { awardedMother, largeFamily } from './claims/family.js';
import { Reading } from './claims/reading.js';
import { insuredSurvivor, survivor } from './claims/survivor.js';

const CLAIMS: Readonly<Record<RuledProgramme, (of: Reading) => Claim | Claim[]>> = {
  BIRTH: birth,
  CARE_STATE: (of) => care(of, 'CARE_STATE'),
  MATERNITY: maternity,
  CARE_GFSS: (of) => care(of, 'CARE_GFSS'),
  OPV_SUBSIDY: opvSubsidy,
  LARGE_FAM: largeFamily,
  AWARD_MOTHER: awardedMother,
  DIS_CHILD: disabledChild,
  DIS_CARER: carerOfDisabled,
  SURVIVOR: survivor,
  SURVIVOR_GFSS: insuredSurvivor,
  ASP: assistance,
  ASP_CHILD: assistanceForChild,
  ADULT_CARER: adultCarer,
};

/** What every programme's rule is asked with about a child on a day, in the order of the catalogue. */
export function claimsOf(child: ChildCase, on: CivilDate, book: RateBook): { readonly programme: RuledProgramme; readonly claim: Claim }[] {
  const reading = new Reading(child, on, book);
  return (Object.keys(CLAIMS) as RuledProgramme[]).flatMap((programme) => [CLAIMS[programme](reading)].flat().map((claim) => ({ programme, claim })));
}
