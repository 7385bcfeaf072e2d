/** The field class of everything that auditors alone see. */
export const AUDIT = '@requiresScopes(scopes: [["audit"]])';

/** Of what operators see besides: how the work of auditors' machinery goes, and nothing that it says. */
export const WATCHED = '@requiresScopes(scopes: [["audit"], ["operations"]])';
