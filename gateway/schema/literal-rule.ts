import { getNamedType, isListType, getNullableType, GraphQLError, Kind, type ASTNode, type ValidationContext, type ValueNode, type ASTVisitor } from 'graphql';
import { knownScalar } from './scalars.js';

/**
 * Validation rule: literals of the project's scalars (IIN, BIN, KATO, Date, Decimal, UUID), with a message that names the
 * argument and the reason and never the value.
 */
export function scalarLiteralsRule(context: ValidationContext): ASTVisitor {
  const check = (node: ValueNode, _key: unknown, parent: Ancestor | undefined, _path: unknown, ancestors: readonly Ancestor[]): void => {
    // Within a list literal the type is that of its items, and what was expected of the list itself is one further out.
    const expected = node.kind === Kind.LIST ? context.getParentInputType() : context.getInputType();
    const type = getNamedType(expected ?? undefined);
    const scalar = type === undefined ? null : knownScalar(type.name);
    if (scalar === null || (node.kind === Kind.LIST && isListType(getNullableType(expected)))) return;
    const reason = problem(() => scalar.parseLiteral(node, {}));
    if (reason !== null) context.reportError(badLiteral(placeOf(parent === undefined ? ancestors : [...ancestors, parent]), reason));
  };
  return { StringValue: check, IntValue: check, FloatValue: check, BooleanValue: check, EnumValue: check, ListValue: check, ObjectValue: check };
}

type Ancestor = ASTNode | readonly ASTNode[];

const badLiteral = (place: string, reason: string): GraphQLError =>
  new GraphQLError(`${place}: ${reason}`, { extensions: { code: 'BAD_USER_INPUT' } });

function problem(parse: () => unknown): string | null {
  try {
    parse();
    return null;
  } catch (error) {
    return error instanceof GraphQLError ? error.message : 'the value does not fit its type.';
  }
}

/** The innermost thing with a name that the literal stands in. */
function placeOf(ancestors: readonly Ancestor[]): string {
  for (const ancestor of ancestors.toReversed()) {
    if (!('kind' in ancestor)) continue;
    if (ancestor.kind === Kind.ARGUMENT) return `Argument "${ancestor.name.value}"`;
    if (ancestor.kind === Kind.OBJECT_FIELD) return `Field "${ancestor.name.value}"`;
    if (ancestor.kind === Kind.VARIABLE_DEFINITION) return `Variable "$${ancestor.variable.name.value}"`;
  }
  return 'Literal';
}
