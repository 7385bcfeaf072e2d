import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  OperationTypeNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import type { Cost, CostOfList, ListLength } from './cost.js';
import type { CostModel, ListSize } from './cost-model.js';

/** Items of a list that says nothing of its size. */
const USUAL_SIZE = 10;
/** What a change costs more than a read. */
const MUTATION_WEIGHT = 10;

/** Lists whose length the field around them has settled. */
interface Sized {
  readonly fields: readonly string[];
  readonly length: ListLength;
}

/**
 * The static cost of an operation, as GraphOS has it: an object is 1 and a leaf 0 unless `@cost` says otherwise, a list is as
 * many times its items as `@listSize` says, a mutation is 10 more. What `@skip` and `@include` may leave out counts; so do
 * selections that merge. The document is valid, and what its fragments expand to is bounded.
 */
export class CostOfOperation {
  /** Fields that lack their one slicing argument. */
  readonly problems: GraphQLError[] = [];
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly model: CostModel,
    document: DocumentNode,
  ) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  of({ operation, selectionSet }: OperationDefinitionNode): Cost {
    const root = this.schema.getRootType(operation);
    if (!root) return 0;
    const changes = operation === OperationTypeNode.MUTATION ? selectionSet.selections.length * MUTATION_WEIGHT : 0;
    return sum([changes, this.#selections(selectionSet, root, null)]);
  }

  #selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType, sized: Sized | null): Cost {
    return sum(selections.map((selection) => this.#selection(selection, parent, sized)));
  }

  #selection(selection: SelectionNode, parent: GraphQLCompositeType, sized: Sized | null): Cost {
    if (selection.kind === Kind.FIELD) return this.#field(selection, parent, sized);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
    if (fragment === undefined) return 0;
    const type = fragment.typeCondition === undefined ? parent : this.schema.getType(fragment.typeCondition.name.value);
    return this.#selections(fragment.selectionSet, isCompositeType(type) ? type : parent, sized);
  }

  #field(node: FieldNode, parent: GraphQLCompositeType, sized: Sized | null): Cost {
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return 0;
    const size = this.model.sizeOf(parent.name, field.name);
    const length = this.#lengthOf(node, parent, field, size);
    const inner = size === null || size.sizedFields.length === 0 ? null : { fields: size.sizedFields, length };
    const type = getNamedType(field.type);
    const own = this.model.weightOfField(parent.name, field.name) ?? this.model.weightOf(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const below = node.selectionSet === undefined || !isCompositeType(type) ? 0 : this.#selections(node.selectionSet, type, inner);
    const each = sum([own, below]);
    const settled = sized?.fields.includes(field.name) === true ? sized.length : null;
    const whole = isListType(getNullableType(field.type)) ? times(settled ?? length, each) : each;
    // The length of a page has its bound also where no item is selected.
    return sum([this.#argumentsOf(node, parent, field), whole, inner === null ? 0 : times(length, 0)]);
  }

  #lengthOf(node: FieldNode, parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, size: ListSize | null): ListLength {
    if (size === null) return { at: [], literal: null, variables: [], otherwise: USUAL_SIZE };
    const given = (node.arguments ?? []).filter(({ name, value }) => size.slicing.includes(name.value) && value.kind !== Kind.NULL);
    if (size.requireOne && size.slicing.length > 0 && given.length !== 1) {
      this.problems.push(new GraphQLError(`Field "${field.name}" must have exactly one of the arguments ${size.slicing.map((name) => `"${name}"`).join(', ')}.`, { nodes: node }));
    }
    const literals = given.flatMap(({ value }) => (value.kind === Kind.INT ? [Number(value.value)] : []));
    const standard = field.args.filter(({ name }) => size.slicing.includes(name)).map(({ defaultValue }) => defaultValue).filter((value) => typeof value === 'number');
    return {
      at: given.map(({ name }) => `${parent.name}.${field.name}(${name.value}:)`),
      literal: literals.length === 0 ? null : Math.max(...literals),
      variables: given.flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : [])),
      otherwise: standard.length === 0 ? (size.assumed ?? USUAL_SIZE) : Math.max(...standard),
    };
  }

  #argumentsOf(node: FieldNode, parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): Cost {
    return sum((node.arguments ?? []).map(({ name, value }) => {
      const type = field.args.find((argument) => argument.name === name.value)?.type;
      const own = this.model.weightOfField(parent.name, field.name, name.value) ?? 0;
      return own + (type === undefined ? 0 : this.#inputOf(value, type));
    }));
  }

  /** What the fields of an input object weigh that is written in the document; what variables bring has bounds of its own. */
  #inputOf(value: ValueNode, given: GraphQLInputType): number {
    const type = getNamedType(given);
    const own = this.model.weightOf(type.name) ?? 0;
    if (value.kind === Kind.LIST) return value.values.reduce((total, item) => total + this.#inputOf(item, type), 0);
    if (value.kind !== Kind.OBJECT || !isInputObjectType(type)) return own;
    return value.fields.reduce((total, { name, value: inner }) => {
      const field = type.getFields()[name.value];
      return total + (field === undefined ? 0 : (this.model.weightOf(`${type.name}.${name.value}`) ?? 0) + this.#inputOf(inner, field.type));
    }, own);
  }
}

/** Introspection costs like everything else: it is the gateway that answers it. */
const META: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

const fieldOf = (parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined =>
  META.get(name) ?? ('getFields' in parent ? parent.getFields()[name] : undefined);

function sum(costs: readonly Cost[]): Cost {
  let fixed = 0;
  const lists: CostOfList[] = [];
  for (const cost of costs) {
    fixed += typeof cost === 'number' ? cost : cost.fixed;
    if (typeof cost !== 'number') lists.push(...cost.lists);
  }
  return lists.length === 0 ? fixed : { fixed, lists };
}

/** A list that nobody slices is a number at once; a slice is kept, because its own length has a bound. */
const times = (size: ListLength, each: Cost): Cost =>
  size.literal === null && size.variables.length === 0 && typeof each === 'number' ? size.otherwise * each : { fixed: 0, lists: [{ size, each }] };
