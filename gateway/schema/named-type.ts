import { Kind, type TypeNode } from 'graphql';

/** The name of a type as the SDL writes it, without lists and non-nulls. */
export const namedTypeOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type));
