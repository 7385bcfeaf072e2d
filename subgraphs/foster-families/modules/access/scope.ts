/** The access rule of every field about a child's care. */
export const CARE = '@requiresScopes(scopes: [["care"]])';

/** The class of counts about nobody: the authority's, its regions', and auditors'. */
export const CARE_TOTALS = '@requiresScopes(scopes: [["care"], ["audit"]])';
