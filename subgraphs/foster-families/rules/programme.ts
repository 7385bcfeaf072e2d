/** What guardianship bodies decide on and compute. */
export type CareProgramme = 'GUARDIAN' | 'PATRONAGE' | 'FOSTER_FAM' | 'PRO_FOSTER' | 'ADOPTION_ONCE';

/** The Code on Marriage and Family. */
export const FC = (articles: string): string => `Code on Marriage and Family 518-IV, art. ${articles}`;
