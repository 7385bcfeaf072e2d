/** An account of the issuer's and the person behind it, and when they took the step. */
export const official = (step: string): string => `${step}_account text, ${step}_iin text check (length(${step}_iin) = 12), ${step}_at timestamptz`;

/** What one has prepared another releases. Whoever is not known is not another. */
export const ANOTHER_RELEASES = 'check (released_at is null or (prepared_account <> released_account and prepared_iin <> released_iin) is true)';
