import { getNamedType, isCompositeType, Kind, type DocumentNode, type FieldNode, type GraphQLCompositeType, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { plannedKey } from '../plan/planned-key.js';
import type { Graph } from '../schema/graph.js';

/** A field as it stands in an operation, and the type it is selected on. */
interface Selected {
  readonly node: FieldNode;
  readonly parent: GraphQLCompositeType;
}

/** Follows response paths through an operation. Only for the paths of errors: it searches anew every time. */
export class SelectionWalk {
  readonly #fragments: ReadonlyMap<string, { readonly selectionSet: SelectionSetNode; readonly on: string }>;

  constructor(
    private readonly graph: Pick<Graph, 'apiSchema' | 'ownership'>,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map(({ name, typeCondition, selectionSet }) => [name.value, { selectionSet, on: typeCondition.name.value }]));
  }

  /** The programme that answers for what stands at a path: owner of the last field on it that has an owner. */
  programmeAt(path: readonly (string | number)[]): string | null {
    const owners = this.#along(path).flatMap(({ matches }) => matches.map(({ node, parent }) => this.graph.ownership.ownerOf(parent.name, node.name.value)));
    return owners.findLast((owner) => owner !== null) ?? null;
  }

  /** Whether the field at a path stands under a key of the plan. */
  isAt(path: readonly (string | number)[], key: string | number | undefined): boolean {
    return this.#along(path).at(-1)?.matches.some(({ node }) => plannedKey(node) === key) ?? false;
  }

  /**
   * A response path with as much of a subgraph's path `below` it as the client selected, in the client's own keys. The
   * subgraph's may go on through fields that only the plan asked for, whose names are nobody's business.
   */
  visible(path: readonly (string | number)[], below: readonly (string | number)[]): (string | number)[] {
    const visible = [...path];
    let at = path.length === 0 ? null : this.#along(path).at(-1)?.matches ?? [];
    for (const key of below) {
      if (typeof key === 'string') {
        at = this.#at(at, (node) => plannedKey(node) === key);
        const [match] = at;
        if (match === undefined) return visible;
        visible.push(responseKey(match.node));
      } else visible.push(key);
    }
    return visible;
  }

  /** The field at each key of a path, as far as the operation has it; one field may be selected several times. */
  #along(path: readonly (string | number)[]): readonly { readonly matches: readonly Selected[] }[] {
    const steps: { readonly matches: readonly Selected[] }[] = [];
    for (const key of path.filter((one) => typeof one === 'string')) {
      const isKey = (node: FieldNode): boolean => responseKey(node) === key;
      const matches = this.#at(steps.at(-1)?.matches ?? null, isKey);
      if (matches.length === 0) return steps;
      steps.push({ matches });
    }
    return steps;
  }

  /** Below fields, or at the root where there are none yet. */
  #at(above: readonly Selected[] | null, wanted: (node: FieldNode) => boolean): readonly Selected[] {
    if (above !== null) return this.#below(above, wanted);
    const root = this.graph.apiSchema.getRootType(this.operation.operation);
    return root ? this.#named(this.operation.selectionSet, root, wanted) : [];
  }

  #below(fields: readonly Selected[], wanted: (node: FieldNode) => boolean): readonly Selected[] {
    return fields.flatMap((field) => {
      const type = typeOf(field);
      return type === null || field.node.selectionSet === undefined ? [] : this.#named(field.node.selectionSet, type, wanted);
    });
  }

  #named(set: SelectionSetNode, parent: GraphQLCompositeType, wanted: (node: FieldNode) => boolean): readonly Selected[] {
    return set.selections.flatMap((selection): readonly Selected[] => {
      if (selection.kind === Kind.FIELD) return wanted(selection) ? [{ node: selection, parent }] : [];
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#fragments.get(selection.name.value)
          : { selectionSet: selection.selectionSet, on: selection.typeCondition?.name.value };
      return fragment === undefined ? [] : this.#named(fragment.selectionSet, this.#composite(fragment.on) ?? parent, wanted);
    });
  }

  #composite(name: string | undefined): GraphQLCompositeType | null {
    const type = name === undefined ? undefined : this.graph.apiSchema.getType(name);
    return isCompositeType(type) ? type : null;
  }
}

const responseKey = ({ alias, name }: FieldNode): string => (alias ?? name).value;

function typeOf({ node, parent }: Selected): GraphQLCompositeType | null {
  const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
  const type = field === undefined ? undefined : getNamedType(field.type);
  return isCompositeType(type) ? type : null;
}
