import { coerceInputValue, isInputObjectType, type GraphQLSchema } from 'graphql';
import { redact } from '../subgraphs/shared/errors.js';
import { StartFailure } from './failure.js';

function parsed(text: string, usage: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new StartFailure(`--filter must be JSON. Usage: ${usage}`);
  }
}

/** A filter of a list, as it is checked at the ministry's own door. What is wrong with it is said without what was given. */
export function filterOf(schema: GraphQLSchema, name: string, text: string, usage: string): unknown {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`no ${name}`);
  return coerceInputValue(parsed(text, usage), type, (place, _value, error) => {
    throw new StartFailure(`--filter, ${place.join('.') || 'as a whole'}: ${redact(error.message)}`);
  });
}
