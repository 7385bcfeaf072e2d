import { defaultFieldResolver, GraphQLError, type GraphQLSchema } from 'graphql';
import type { ErrorCode } from '../errors.js';

/** The most objects of other subgraphs that one call may ask about; the gateway makes several calls of more. */
export const MAX_REPRESENTATIONS = 1_000;

const tooMany = (): GraphQLError =>
  new GraphQLError(`representations: at most ${MAX_REPRESENTATIONS} in one call.`, {
    extensions: { code: 'REQUEST_TOO_LARGE' satisfies ErrorCode, http: { status: 413 } },
  });

/**
 * Bounds `_entities`: it is the one field whose list the caller brings along, and each item may cost a record's
 * worth of work. Counted over the whole call, because an alias repeats the field.
 */
export function boundRepresentations(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_entities'];
  if (field === undefined) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  const asked = new WeakMap<object, number>();
  field.resolve = (source, args: { representations: readonly unknown[] }, context: object, info) => {
    const count = (asked.get(context) ?? 0) + args.representations.length;
    asked.set(context, count);
    if (count > MAX_REPRESENTATIONS) throw tooMany();
    return resolve(source, args, context, info);
  };
}
