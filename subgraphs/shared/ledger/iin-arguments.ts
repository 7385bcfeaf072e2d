import { getNamedType, isInputObjectType, isListType, isNonNullType, type GraphQLArgument, type GraphQLInputType } from 'graphql';

/** Finds the IINs among the arguments of a call. */
export type IinsIn = (args: Readonly<Record<string, unknown>>) => readonly string[];

const NONE: IinsIn = () => [];

/** How the IINs among some arguments are found; they say whom a question is about, whatever is answered. */
export function iinsIn(args: readonly GraphQLArgument[]): IinsIn {
  const some = args.filter(({ type }) => mayHaveIin(type, new Set()));
  return some.length === 0 ? NONE : (given) => some.flatMap(({ name, type }) => collect(type, given[name]));
}

function mayHaveIin(type: GraphQLInputType, seen: Set<unknown>): boolean {
  const named = getNamedType(type);
  if (named.name === 'IIN') return true;
  if (!isInputObjectType(named) || seen.has(named)) return false;
  seen.add(named);
  return Object.values(named.getFields()).some((field) => mayHaveIin(field.type, seen));
}

function collect(type: GraphQLInputType, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (isNonNullType(type)) return collect(type.ofType, value);
  if (isListType(type)) return (Array.isArray(value) ? value : [value]).flatMap((item) => collect(type.ofType, item));
  if (isInputObjectType(type)) return Object.values(type.getFields()).flatMap((field) => collect(field.type, (value as Record<string, unknown>)[field.name]));
  return type.name === 'IIN' && typeof value === 'string' ? [value] : [];
}
