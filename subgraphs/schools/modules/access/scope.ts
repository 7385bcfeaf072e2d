/** The field class of everything that the programme has on a child. */
export const EDUCATION = '@requiresScopes(scopes: [["education"]])';
