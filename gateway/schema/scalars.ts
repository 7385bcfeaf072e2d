import { GraphQLScalarType, valueFromASTUntyped, type GraphQLSchema } from 'graphql';
import { SCALARS } from '../../subgraphs/shared/scalars/scalars.js';

/** What the project's scalars have in common: enough to check a value and to pass it on. */
export type KnownScalar = (typeof SCALARS)[keyof typeof SCALARS];

const KNOWN: ReadonlyMap<string, KnownScalar> = new Map(Object.entries(SCALARS));

/** The project's own scalar of that name; null for GraphQL's and for unknown ones. */
export const knownScalar = (name: string): KnownScalar | null => KNOWN.get(name) ?? null;

/** Subgraphs send these scalars as strings; anything else is a malformed answer. */
function passString(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a string');
  return value;
}

/**
 * Gives the API schema, whose scalars the planner knows by name only, the checks of this project: variables are
 * checked here, literals in literal-rule.ts (only a rule knows which argument a literal stands in), and values from
 * subgraphs pass as the strings they are.
 */
export function installScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const known = type instanceof GraphQLScalarType ? knownScalar(type.name) : null;
    if (known === null || !(type instanceof GraphQLScalarType)) continue;
    type.parseValue = (value) => known.parseValue(value);
    type.parseLiteral = (node, variables) => valueFromASTUntyped(node, variables);
    type.serialize = passString;
  }
}
