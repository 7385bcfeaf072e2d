import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isSubgraphName } from '../../subgraphs/shared/access/viewer.js';

type FormatError = (formatted: GraphQLFormattedError, original: unknown) => GraphQLFormattedError;

const INVALID = 'The document is not valid for this graph.';

/**
 * The last step of every error of the gateway, around the one that all servers of the project share: the code of a bad
 * literal, which Apollo Server takes for an invalid document; the programme also of a masked error; and for closed
 * clients no validation message, since a schema can be rebuilt from them.
 */
export function clientErrors(format: FormatError, open: boolean): FormatError {
  return (formatted, original) => {
    const shown = format(recoded(formatted, original), original);
    if (!open && shown.extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED') {
      return { message: INVALID, ...(shown.extensions === undefined ? {} : { extensions: shown.extensions }) };
    }
    const programme = formatted.extensions?.['programme'];
    return isSubgraphName(programme) ? { ...shown, extensions: { ...shown.extensions, programme } } : shown;
  };
}

/** A bad literal is an invalid document to Apollo Server. */
const recoded = (formatted: GraphQLFormattedError, original: unknown): GraphQLFormattedError =>
  original instanceof GraphQLError && isBadInput(original.originalError) ? withCode(formatted, 'BAD_USER_INPUT') : formatted;

const isBadInput = (error: unknown): boolean => error instanceof GraphQLError && error.extensions['code'] === 'BAD_USER_INPUT';

const withCode = (formatted: GraphQLFormattedError, code: string): GraphQLFormattedError => ({
  ...formatted,
  extensions: { ...formatted.extensions, code },
});

/** Even the number of masked errors would tell which of many guessed fields exist: a closed client gets one. */
export function oneIfInvalid(errors: GraphQLFormattedError[]): GraphQLFormattedError[] {
  const [first] = errors;
  return first?.message === INVALID ? [first] : errors;
}
