/** The field class of everything that auditors alone see. */
export const AUDIT = '@requiresScopes(scopes: [["audit"]])';
