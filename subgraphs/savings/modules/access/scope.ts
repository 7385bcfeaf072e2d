/** The field class of everything that the programme has on a child. */
export const SAVINGS = '@requiresScopes(scopes: [["savings"]])';

/** The class of totals about nobody: the fund's own, and auditors'. */
export const SAVINGS_TOTALS = '@requiresScopes(scopes: [["savings"], ["audit"]])';
