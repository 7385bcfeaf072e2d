import { clientError } from '../../subgraphs/shared/errors.js';
import { GraphQLError } from 'graphql';

/** The document takes too long to check or to plan. */
export const tooCostly = (): GraphQLError =>
  clientError('DOCUMENT_TOO_COSTLY', 'The document takes too long to work out: ask for less at a time.', { http: { status: 400 } });

/** Too many documents that are not known wait to be checked. */
export const busy = (): GraphQLError =>
  clientError('UNAVAILABLE', 'Too many new documents at the moment.', { http: { status: 503, headers: new Map([['retry-after', '1']]) } });
