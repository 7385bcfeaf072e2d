/**
 * What auditors check, as far as today's tables can tell. R and F as in the rules of the field; R1 is three rules, because
 * the Code treats the three deaths differently. S: the savings programme's audit points in their order. E: schools, which have
 * no numbered rules.
 */
export const RULES = {
  R1a: 'CARE_STATE, CARE_GFSS, LARGE_FAM, DIS_CARER: paid for a month after that of the child\'s death (Social Code, 83(3), 86(4), 92(5), 185(3))',
  R1b: 'DIS_CHILD, SURVIVOR: paid between the month of the child\'s death and its notice; to be recovered, no breach (179(3), 238(3))',
  R1c: 'Paid to a recipient for a month after that of the recipient\'s death (75, 95)',
  R2: 'Childcare benefit paid after one and a half years (81(4), 84(1))',
  R3: 'Two childcare benefits paid for one child and month (81(2), 84(1))',
  R5: 'Birth grant paid twice, or applied for later than eighteen months after birth (79(3))',
  R6: 'Birth grant or CARE_STATE by another birth order than the register\'s (80, 82)',
  R7: 'Large-family benefit for another number of children than are eligible (90–92)',
  R8: 'State benefit of another amount than coefficient × index of the month',
  R9: 'CARE_GFSS outside floor or cap, or without the tenth that is withheld (76, 85)',
  R11: 'ASP_CHILD outside the ages 1 to 6, or without ASP (126(2))',
  R12: 'SURVIVOR with DIS_CHILD without the exception of 177(5), or at a full orphan\'s rate while a parent lives (175(6), 236(4))',
  R13: 'Money of guardians, patronage or foster families without such a placement (Family Code, 125–137-2)',
  R14: 'Paid to a recipient deprived of rights, or after the month in which the recipient left for good (Social Code, 83, 92, 185)',
  R16: 'Decided later than in eight working days, paid late, not in full or not at all',
  S01: 'Credited, or still on the books, without citizenship',
  S02: 'Two open claims of one child',
  S03: 'Credited for a year in which the child was not yet born or already 18 on 31 December',
  S04: 'Credited for a year after the child\'s death',
  S05: 'A year missed, and not back-filled',
  S06: 'Sum or yield other than published',
  F02: 'More than four children in a professional foster family who are not siblings (Family Code, 132-6(1))',
  F03: 'A professional foster carer younger than 30 or older than 63 at the contract (132-8(1))',
  F05: 'Siblings in different placements (119(3), 132-4, 136)',
  F06: 'A professional foster contract past its term (132-7(1))',
  F07: 'A placement recorded later than one working day after it began',
  F10: 'Placement money after the end, at majority or after death, or for two forms at once',
  F11: 'Placement money other than coefficient × index of the month',
  F12: 'A dead child still in placement',
  F15: 'Adopter less than 16 years older than the child; step-parents excepted (91(1), 92(2))',
  F20: 'A placed child without a savings claim',
  E01: 'Enrolled twice at a time',
  E02: 'Enrolled after death',
  E03: 'Of the age for classes 1 to 9, and enrolled nowhere',
  E04: 'Enrolled in a shift or a language that the school does not have',
  E05: 'Enrolled in a class younger than the age for it',
  E06: 'Enrolled after leaving the country for good',
} as const;

export type Rule = keyof typeof RULES;
