/** What guardianship bodies decide on and compute. */
export type CareProgramme = 'GUARDIAN' | 'PATRONAGE' | 'FOSTER_FAM' | 'PRO_FOSTER' | 'ADOPTION_ONCE';

/** Which part of a programme's money: the child's keep, the pay of whoever cares for it, or the one that it has. */
export type CarePart = 'CHILD_MONEY' | 'CARER_PAY' | 'EACH_CHILD';

/** The Code on Marriage and Family. */
export const FC = (articles: string): string => `Code on Marriage and Family 518-IV, art. ${articles}`;
