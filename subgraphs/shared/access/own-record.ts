import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../context.js';
import { withheld } from '../errors.js';
import { iinsIn } from '../ledger/iin-arguments.js';

type Root = GraphQLField<unknown, SubgraphContext>;

/**
 * Refuses officials whatever names their own IIN at the root: lists, look-ups and mutations of a programme's register, which
 * registry's grant is no part of. `byGrant` are the root fields that the grant decides on, which knows relatives and approvals, too.
 */
export function refuseOwnRecord(schema: GraphQLSchema, byGrant: readonly string[]): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {}) as Root[]) if (!byGrant.includes(field.name)) refuseAt(field);
  }
}

function refuseAt(field: Root): void {
  const named = iinsIn(field.args);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Record<string, unknown>, context, info) => {
    const { viewer } = context;
    if (viewer !== null && viewer.role !== 'citizen' && named(args).some((iin) => iin === viewer.iin)) throw withheld('OWN_RELATIVE');
    return resolve(source, args, context, info);
  };
}
