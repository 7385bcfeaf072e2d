import { getVariableValues, GraphQLError, valueFromASTUntyped, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

export type CoercedVariables =
  | { readonly values: Readonly<Record<string, unknown>>; readonly errors: null }
  | { readonly values: null; readonly errors: readonly GraphQLError[] };

/**
 * Checks the variables of an operation. The errors name the variable, the place in it and the reason, never the value:
 * graphql-js would quote it, and with it everything beside it in an input object.
 */
export function coerceVariables(schema: GraphQLSchema, operation: OperationDefinitionNode, inputs: Readonly<Record<string, unknown>>): CoercedVariables {
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], inputs, { maxErrors: 20 });
  if (errors !== undefined) return { values: null, errors: errors.map(withoutValue) };
  return { values: coerced, errors: null };
}

/** The variables that an operation has when a client sends none. */
export const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(variableDefinitions.flatMap(({ variable, defaultValue }) => (defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]])));

/** Only our own scalars give reasons that are known not to repeat the value. */
function withoutValue(error: GraphQLError): GraphQLError {
  const quoted = / got invalid value /.exec(error.message);
  if (quoted === null) return badInput(error.message);
  const variable = error.message.slice(0, quoted.index);
  const place = / at "([^"]+)"; /.exec(error.message)?.[1];
  const reason = error.extensions['code'] === 'BAD_USER_INPUT' ? error.originalError?.message : undefined;
  return badInput(`${place === undefined ? variable : `Variable "$${place}"`}: ${reason ?? 'the value does not fit its type.'}`);
}

const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
