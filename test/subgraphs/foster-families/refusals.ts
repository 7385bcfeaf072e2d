import type { Outcome } from './authority.js';

/** What of an answer says that something was refused. */
export const refused = ({ __typename, code, field }: Outcome): unknown => ({ __typename, code, field });

/** The same as it is expected, of a field of the input. */
export const refusal = (code: string, field: string): object => ({ __typename: 'Refusal', code, field: `input.${field}` });
