/** The extension grant (RFC 6749, 4.5) by which the demo's clients ask for tokens. */
export const DEMO_GRANT = 'urn:balagraph:grant-type:demo';

/** How long a token is good: what the graph takes at most. */
export const TOKEN_SECONDS = 3600;
