import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type GraphQLCompositeType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** How often one type may stand on the way from the root to a field: a child, a sibling, and that sibling's siblings. */
export const MAX_SAME_TYPE = 3;

/** Fields from the root to the deepest leaf. */
export const MAX_DEPTH = 20;

/** Selections looked at, fragments expanded, before another rule's bound on them will have refused the document. */
const MAX_VISITS = 5_000;

interface Place {
  readonly depth: number;
  readonly types: readonly string[];
  /** Fragments being expanded; a cycle is another rule's to report. */
  readonly fragments: readonly string[];
}

/**
 * Validation rule against documents that are small and answers that are not: every turn of a cycle through lists
 * (a child's siblings, their siblings, …) multiplies what has to be read, so that a few hundred bytes could take a subgraph's
 * memory. Also refuses an operation that the schema has no root type for, which graphql-js leaves to execution.
 */
export function nestingRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      const root = context.getSchema().getRootType(operation.operation);
      if (root) new Walk(context, operation).selections(operation.selectionSet, root, { depth: 0, types: [], fragments: [] });
      else context.reportError(new GraphQLError(`This graph has no ${operation.operation}s.`, { nodes: operation }));
      return undefined;
    },
  };
}

class Walk {
  #visits = 0;
  #reported = false;

  constructor(
    private readonly context: ValidationContext,
    private readonly operation: OperationDefinitionNode,
  ) {}

  selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, place: Place): void {
    for (const selection of selections) {
      this.#visits += 1;
      if (this.#reported || this.#visits > MAX_VISITS) return;
      if (selection.kind === Kind.FIELD) this.#field(selection, parent, place);
      else if (selection.kind === Kind.INLINE_FRAGMENT) this.selections(selection.selectionSet, this.#typed(selection.typeCondition?.name.value, parent), place);
      else this.#spread(selection.name.value, parent, place);
    }
  }

  #spread(name: string, parent: GraphQLCompositeType, place: Place): void {
    const fragment = this.context.getFragment(name);
    if (!fragment || place.fragments.includes(name)) return;
    this.selections(fragment.selectionSet, this.#typed(fragment.typeCondition.name.value, parent), { ...place, fragments: [...place.fragments, name] });
  }

  #field(field: FieldNode, parent: GraphQLCompositeType, place: Place): void {
    const definition = 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
    const type = getNamedType(definition?.type);
    const depth = place.depth + 1;
    if (depth > MAX_DEPTH) this.#refuse(field, `The document is nested deeper than ${MAX_DEPTH} fields.`, { bound: 'depth', limit: MAX_DEPTH });
    if (!isCompositeType(type) || field.selectionSet === undefined) return;
    const types = [...place.types, type.name];
    const same = types.filter((name) => name === type.name).length;
    if (same > MAX_SAME_TYPE) this.#refuse(field, `The document goes through ${type.name} more than ${MAX_SAME_TYPE} times on one way from the root.`, { bound: 'recursion', limit: MAX_SAME_TYPE });
    this.selections(field.selectionSet, type, { ...place, depth, types });
  }

  #typed(name: string | undefined, parent: GraphQLCompositeType): GraphQLCompositeType {
    const type = name === undefined ? undefined : this.context.getSchema().getType(name);
    return isCompositeType(type) ? type : parent;
  }

  #refuse(node: FieldNode, message: string, extensions: { readonly bound: string; readonly limit: number }): void {
    if (!this.#reported) this.context.reportError(new GraphQLError(message, { nodes: [node, this.operation], extensions }));
    this.#reported = true;
  }
}
