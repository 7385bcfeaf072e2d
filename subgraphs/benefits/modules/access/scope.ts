/** The access rule of every field about what somebody is paid. */
export const BENEFITS = '@requiresScopes(scopes: [["benefits"]])';
