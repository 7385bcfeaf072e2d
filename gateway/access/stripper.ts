import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { keepKey, plannedField } from '../plan/planned-key.js';
import type { Graph } from '../schema/graph.js';
import { isIncluded } from './conditions.js';
import { refuse, type Access, type Refusal } from './refusal.js';

interface Place {
  readonly path: readonly string[];
  /** Owner of the nearest field above: it answers for fields that several subgraphs share. */
  readonly programme: string | null;
}

/** What is left of a selection. */
interface Remainder {
  readonly planned: readonly SelectionNode[];
  readonly shaped: readonly SelectionNode[];
  /** True when nothing is left because of refusals, or only non-null parents of what was refused. */
  readonly hollow: boolean;
}

type Fragment = Pick<InlineFragmentNode, 'typeCondition' | 'selectionSet'>;

const EXCLUDED: Remainder = { planned: [], shaped: [], hollow: false };
const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

export const selectionSetOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections });

/**
 * Walks one operation with its types. Named fragments are expanded, since one may be allowed here and refused there
 * (`maxRecursiveSelections` has bounded what they expand to). A parent that is left with nothing goes too and comes out as
 * null, unless it is non-null and a sibling stays: then its `__typename` is asked, so that its null does not blank the sibling.
 * So it is with one that is selected again beside, with something in it that stays.
 */
export class Stripper {
  readonly refused = new Set<FieldNode>();
  readonly refusals: Refusal[] = [];
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Places of parents of which nothing is left, and of those of which something is. */
  readonly #hollow = new Set<string>();
  readonly #filled = new Set<string>();

  constructor(
    private readonly graph: Graph,
    private readonly access: Access,
    private readonly variables: Readonly<Record<string, unknown>>,
    document: DocumentNode,
    /** Places where a parent stays, whatever is left of it. */
    private readonly kept: ReadonlySet<string> = new Set(),
  ) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  operation({ operation, selectionSet }: OperationDefinitionNode): Remainder {
    const root = this.graph.apiSchema.getRootType(operation);
    return root ? this.#selections(selectionSet, root, { path: [], programme: null }) : EXCLUDED;
  }

  /**
   * Places where one selection of a field is hollow and another is not. They are one object in the response, with the fields of
   * both: the hollow one must stay as well.
   */
  get torn(): ReadonlySet<string> {
    return this.#hollow.intersection(this.#filled);
  }

  #selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, place: Place): Remainder {
    const remainders = selections.map((selection) => this.#selection(selection, parent, place));
    return {
      planned: remainders.flatMap(({ planned }) => planned),
      shaped: remainders.flatMap(({ shaped }) => shaped),
      hollow: remainders.every(({ hollow }) => hollow),
    };
  }

  #selection(selection: SelectionNode, parent: GraphQLCompositeType, place: Place): Remainder {
    if (!isIncluded(selection.directives, this.variables)) return EXCLUDED;
    if (selection.kind === Kind.FIELD) return this.#field(selection, parent, place);
    return this.#fragment(selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#named(selection.name.value), parent, place);
  }

  #named(name: string): Fragment {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) throw new Error('A validated document spreads an unknown fragment.');
    return fragment;
  }

  #fragment({ typeCondition, selectionSet }: Fragment, parent: GraphQLCompositeType, place: Place): Remainder {
    const type = typeCondition && this.graph.apiSchema.getType(typeCondition.name.value);
    const { planned, shaped, hollow } = this.#selections(selectionSet, isCompositeType(type) ? type : parent, place);
    const on = typeCondition === undefined ? {} : { typeCondition };
    const around = (selections: readonly SelectionNode[]): SelectionNode[] =>
      selections.length === 0 ? [] : [{ kind: Kind.INLINE_FRAGMENT, ...on, selectionSet: selectionSetOf(selections) }];
    // Else nobody may know which objects behind an interface come out with nulls, and which without these fields.
    const toPlan = planned.length < shaped.length && isInterfaceType(parent) && isObjectType(type) ? [...planned, TYPENAME] : planned;
    return { planned: around(toPlan), shaped: around(shaped), hollow };
  }

  #field(node: FieldNode, parent: GraphQLCompositeType, { path, programme }: Place): Remainder {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined) return introspection(node);
    const owner = this.graph.ownership.ownerOf(parent.name, field.name) ?? programme;
    const here = { path: [...path, (node.alias ?? node.name).value], programme: owner };
    const refusal = refuse(this.graph.rules.before(parent, field), this.access);
    if (refusal === null) return this.#allowed(node, field, here);
    this.refusals.push({ ...refusal, ...here, coordinate: `${parent.name}.${field.name}` });
    return this.#taken(node);
  }

  #allowed(node: FieldNode, field: GraphQLField<unknown, unknown>, { path, programme }: Place): Remainder {
    const type = getNamedType(field.type);
    const toPlan = plannedField(node);
    if (node.selectionSet === undefined || !isCompositeType(type)) return { planned: [toPlan], shaped: [node], hollow: false };
    const inner = this.#selections(node.selectionSet, type, { path: [...path, ...listMarks(field.type)], programme });
    const here = path.join('.');
    (inner.hollow ? this.#hollow : this.#filled).add(here);
    if (inner.hollow && !isNonNullType(field.type) && !this.kept.has(here)) return this.#taken(node);
    const planned = inner.hollow || inner.planned.length === 0 ? [...inner.planned, TYPENAME] : inner.planned;
    return {
      planned: [{ ...toPlan, selectionSet: selectionSetOf(planned) }],
      shaped: [keepKey(node, { ...node, selectionSet: selectionSetOf(inner.shaped) })],
      hollow: inner.hollow,
    };
  }

  #taken({ selectionSet: _taken, ...node }: FieldNode): Remainder {
    this.refused.add(node);
    return { planned: [], shaped: [node], hollow: true };
  }
}

/** Introspection is answered when the response is shaped; only `__typename` may be needed of a subgraph for that. */
const introspection = (node: FieldNode): Remainder => ({ planned: node.name.value === '__typename' ? [TYPENAME] : [], shaped: [node], hollow: false });

/** One `@` for each list around a type. */
function listMarks(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listMarks(type.ofType as GraphQLOutputType);
  return isListType(type) ? ['@', ...listMarks(type.ofType)] : [];
}
