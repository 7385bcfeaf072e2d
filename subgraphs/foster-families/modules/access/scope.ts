/** The access rule of every field about a child's care. */
export const CARE = '@requiresScopes(scopes: [["care"]])';
