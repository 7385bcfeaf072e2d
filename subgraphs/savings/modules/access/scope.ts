/** The field class of everything that the programme has on a child. */
export const SAVINGS = '@requiresScopes(scopes: [["savings"]])';
