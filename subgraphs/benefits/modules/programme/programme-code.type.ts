import { enumType, type EnumValue } from '../../../shared/enum.js';

export const BenefitProgrammeCode = enumType('BenefitProgrammeCode', 'The benefits paid for children and to those who raise them.', {
  BIRTH: 'Birth grant, once per child (Social Code, 79–80).',
  CARE_STATE: 'Childcare benefit to one and a half years, for a carer who is not insured (81–83).',
  MATERNITY: 'Payment of social insurance for lost income during maternity or adoption leave (77–78).',
  CARE_GFSS: 'Childcare payment of social insurance to one and a half years (84–86).',
  OPV_SUBSIDY: 'Pension contributions subsidised while CARE_GFSS is paid (87–89).',
  LARGE_FAM: 'Benefit for families with four or more children (90–92).',
  AWARD_MOTHER: 'Benefit for mothers awarded Күміс алқа, Алтын алқа or earlier titles (93–95).',
  DIS_CHILD: 'State disability benefit of a child (175–179).',
  DIS_CARER: 'Benefit for raising a child with a disability (183–186).',
  SURVIVOR: 'State benefit after the loss of a breadwinner (229–238).',
  SURVIVOR_GFSS: 'Payment of social insurance after the loss of a breadwinner (239–241).',
  ASP: 'Targeted social assistance (120–130).',
  ASP_CHILD: 'Addition to targeted assistance for each child of one to six years (126(2)).',
  ADULT_CARER: 'Benefit for the carer of a person with a group I disability (187–189).',
  GUARDIAN: 'Allowance for a guardian or trustee (Code on Marriage and Family, 125(2)).',
  PATRONAGE: 'Patronage care: the carer\'s pay and the child\'s keep (134(2), 137(1)).',
  FOSTER_FAM: 'Foster family: the child\'s keep (132-5).',
  PRO_FOSTER: 'Professional foster family: the child\'s keep and the carer\'s pay (132-6, 132-8, 132-10).',
  ADOPTION_ONCE: 'One-off payment on the adoption of a child without parental care (86(2)).',
});
export type BenefitProgrammeCode = EnumValue<typeof BenefitProgrammeCode>;

/** Programmes of guardianship bodies, whose mere presence says that a child lives in care. */
export const CARE_PROGRAMMES: readonly BenefitProgrammeCode[] = ['GUARDIAN', 'PATRONAGE', 'FOSTER_FAM', 'PRO_FOSTER', 'ADOPTION_ONCE'];

/** What they pay for a child's keep in a family: one right of the child, whichever form follows the other. */
export const KEEP_PROGRAMMES: readonly BenefitProgrammeCode[] = ['GUARDIAN', 'FOSTER_FAM', 'PRO_FOSTER'];

export const revealsCare = (programme: BenefitProgrammeCode): boolean => CARE_PROGRAMMES.includes(programme);
