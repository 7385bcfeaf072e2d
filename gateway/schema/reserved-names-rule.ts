import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** Validation rule: a variable `representations` would stand beside the one that every `_entities` call has. */
export function reservedNamesRule(context: ValidationContext): ASTVisitor {
  return {
    VariableDefinition(node) {
      if (node.variable.name.value !== 'representations') return;
      context.reportError(new GraphQLError('The variable name "representations" is reserved.', { nodes: node }));
    },
  };
}
