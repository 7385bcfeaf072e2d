import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../context.js';
import { withheld } from '../errors.js';
import { iinsIn } from '../ledger/iin-arguments.js';
import type { Viewer } from './viewer.js';

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

/** Refuses an official whose own record, or family, is among those of some people, though the request may have named an id and not the IIN. */
export function refuseOwn({ role, iin }: Pick<Viewer, 'role' | 'iin'>, people: readonly string[]): void {
  if (role !== 'citizen' && people.some((one) => one === iin)) throw withheld('OWN_RELATIVE');
}

function refuseAt(field: Root): void {
  const named = iinsIn(field.args);
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (source, args: Record<string, unknown>, context, info) => {
    if (context.viewer !== null) refuseOwn(context.viewer, named(args));
    return resolve(source, args, context, info);
  };
}
