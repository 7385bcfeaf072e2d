/** Whoever is younger is a child (Code on Marriage and Family, art. 1). */
export const MAJORITY = 18;
