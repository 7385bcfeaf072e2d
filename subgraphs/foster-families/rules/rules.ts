import { adoptionOnce } from './adoption-once.js';
import { fosterFam } from './foster-fam.js';
import { guardian } from './guardian.js';
import { patronage } from './patronage.js';
import { proFoster } from './pro-foster.js';
import type { CareProgramme } from './programme.js';
import type { CareRule } from './rule.js';

/** One rule for each programme that guardianship bodies decide on. */
export const RULES: Readonly<Record<CareProgramme, CareRule>> = {
  GUARDIAN: guardian,
  PATRONAGE: patronage,
  FOSTER_FAM: fosterFam,
  PRO_FOSTER: proFoster,
  ADOPTION_ONCE: adoptionOnce,
};
