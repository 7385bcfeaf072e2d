import type { BenefitProgrammeCode } from '../modules/programme/programme-code.type.js';
import { adultCarer } from './adult-carer.js';
import { asp } from './asp.js';
import { aspChild } from './asp-child.js';
import { awardMother } from './award-mother.js';
import { birth } from './birth.js';
import { careGfss } from './care-gfss.js';
import { careState } from './care-state.js';
import { disCarer } from './dis-carer.js';
import { disChild } from './dis-child.js';
import { largeFam } from './large-fam.js';
import { maternity } from './maternity.js';
import { opvSubsidy } from './opv-subsidy.js';
import type { Rule, RuledProgramme } from './rule.js';
import { survivor } from './survivor.js';
import { survivorGfss } from './survivor-gfss.js';

/** One rule for each programme that is decided by the Social Code. */
export const RULES: Readonly<Record<RuledProgramme, Rule>> = {
  BIRTH: birth,
  CARE_STATE: careState,
  MATERNITY: maternity,
  CARE_GFSS: careGfss,
  OPV_SUBSIDY: opvSubsidy,
  LARGE_FAM: largeFam,
  AWARD_MOTHER: awardMother,
  DIS_CHILD: disChild,
  DIS_CARER: disCarer,
  SURVIVOR: survivor,
  SURVIVOR_GFSS: survivorGfss,
  ASP: asp,
  ASP_CHILD: aspChild,
  ADULT_CARER: adultCarer,
};

export const isRuled = (programme: BenefitProgrammeCode): programme is RuledProgramme => programme in RULES;
