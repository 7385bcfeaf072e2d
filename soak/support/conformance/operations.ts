import fc from 'fast-check';
import { getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInterfaceType, isListType, isObjectType, isRequiredArgument, parse, validate, type GraphQLArgument, type GraphQLCompositeType, type GraphQLField, type GraphQLInputType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';

/** A value in an operation: written there, or given as a variable. */
interface Value {
  readonly type: string;
  readonly value: unknown;
  readonly literal: string;
  readonly asVariable: boolean;
}

interface Condition {
  readonly directive: 'skip' | 'include';
  readonly met: boolean;
  readonly asVariable: boolean;
}

interface Selected {
  /** Field with its arguments, or the type of a fragment, null where it has none. */
  readonly head: FieldHead | FragmentHead;
  readonly condition: Condition | null;
  /** Null for a leaf. */
  readonly below: readonly Selected[] | null;
}

interface FieldHead {
  readonly kind: 'FIELD';
  readonly name: string;
  readonly alias: string | null;
  readonly given: readonly (readonly [string, Value])[];
}

interface FragmentHead {
  readonly kind: 'FRAGMENT';
  readonly on: string | null;
  readonly named: boolean;
}

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * An operation, and the same one with its `@skip` and `@include` worked out, under aliases that are no names of the graph and
 * with no fragments at the root; where nothing is left it asks for `NOTHING`.
 */
export interface ComparedOperation extends Operation {
  readonly plain: Operation;
}

/** Begins the aliases of a plain operation. */
export const PLAIN = 'plain_';
/** A key that is in no answer. */
export const NOTHING = 'nothing_is_left';

const DEPTH = 4;
const IDS = ['1', '2', '3', 'x'];

/** Valid operations over a schema: aliases, also such as are names of other fields, fragments, conditions, variables, `__typename`. */
export function operations(schema: GraphQLSchema): fc.Arbitrary<ComparedOperation> {
  const kinds = [['query', schema.getQueryType()], ['mutation', schema.getMutationType()]] as const;
  return fc.oneof(...kinds.flatMap(([kind, root]) => (root ? [operationsOf(schema, kind, root)] : [])));
}

function operationsOf(schema: GraphQLSchema, kind: 'query' | 'mutation', root: GraphQLObjectType): fc.Arbitrary<ComparedOperation> {
  const arbitraries = new Arbitraries(schema);
  return arbitraries.selections(root, DEPTH).map((selected) => ({ ...new Printer(kind).print(selected), plain: new Printer(kind).print(plainOf(selected).flatMap(withoutFragments)) })).filter(({ query }) => validate(schema, parse(query)).length === 0);
}

class Arbitraries {
  readonly #known = new Map<string, fc.Arbitrary<readonly Selected[]>>();
  readonly #names: readonly string[];

  constructor(private readonly schema: GraphQLSchema) {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    this.#names = [...new Set(types.flatMap((type) => ('getFields' in type ? Object.keys(type.getFields()) : [])))];
  }

  selections(type: GraphQLCompositeType, depth: number): fc.Arbitrary<readonly Selected[]> {
    const key = `${type.name} ${depth}`;
    const known = this.#known.get(key) ?? fc.array(this.#selection(type, depth), { minLength: 1, maxLength: 3 });
    this.#known.set(key, known);
    return known;
  }

  #selection(type: GraphQLCompositeType, depth: number): fc.Arbitrary<Selected> {
    const fields = 'getFields' in type ? Object.values(type.getFields()).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type))) : [];
    const typename = fc.record({ head: fc.record({ kind: fc.constant('FIELD' as const), name: fc.constant('__typename'), alias: fc.option(fc.constantFrom('t', 'id'), { freq: 3 }), given: fc.constant([]) }), condition: this.#condition(), below: fc.constant(null) });
    const choices: fc.WeightedArbitrary<Selected>[] = [{ weight: 1, arbitrary: typename }];
    if (fields.length > 0) choices.push({ weight: 8, arbitrary: fc.constantFrom(...fields).chain((field) => this.#field(field, depth)) });
    if (depth > 0) choices.push({ weight: 3, arbitrary: fc.constantFrom(...this.#conditionsOn(type)).chain((on) => this.#fragment(type, on, depth)) });
    return fc.oneof(...choices);
  }

  /** Types that a fragment may be on where an object is of `type`; null for a fragment without one. */
  #conditionsOn(type: GraphQLCompositeType): readonly (GraphQLCompositeType | null)[] {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const abstract = Object.values(this.schema.getTypeMap()).filter((one): one is GraphQLCompositeType => isInterfaceType(one) && possible.some((object) => this.schema.isSubType(one, object)));
    return [null, ...possible, ...abstract];
  }

  #fragment(type: GraphQLCompositeType, on: GraphQLCompositeType | null, depth: number): fc.Arbitrary<Selected> {
    const head = fc.record({ kind: fc.constant('FRAGMENT' as const), on: fc.constant(on?.name ?? null), named: on === null ? fc.constant(false) : fc.boolean() });
    return fc.record({ head, condition: this.#condition(), below: this.selections(on ?? type, depth - 1) });
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<Selected> {
    const named = getNamedType(type);
    const given = fc.tuple(...args.map((argument) => this.#argument(argument))).map((all) => all.flat());
    const alias = fc.option(fc.constantFrom('a', 'b', 'c', ...this.#names), { freq: 4 });
    return fc.record({ head: fc.record({ kind: fc.constant('FIELD' as const), name: fc.constant(name), alias, given }), condition: this.#condition(), below: isCompositeType(named) ? this.selections(named, depth - 1) : fc.constant(null) });
  }

  #condition(): fc.Arbitrary<Condition | null> {
    return fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.record({ directive: fc.constantFrom('skip' as const, 'include' as const), met: fc.boolean(), asVariable: fc.boolean() }) });
  }

  #argument(argument: GraphQLArgument): fc.Arbitrary<(readonly [string, Value])[]> {
    const value = fc.record({ value: valueOf(argument.type), asVariable: fc.boolean() }).map(({ value: { value: plain, literal }, asVariable }): [string, Value] => [argument.name, { type: String(argument.type), value: plain, literal, asVariable }]);
    return isRequiredArgument(argument) ? value.map((one) => [one]) : fc.option(value, { freq: 2 }).map((one) => (one === null ? [] : [one]));
  }
}

function valueOf(type: GraphQLInputType): fc.Arbitrary<{ readonly value: unknown; readonly literal: string }> {
  const nullable = getNullableType(type);
  const written = (value: unknown): { value: unknown; literal: string } => ({ value, literal: JSON.stringify(value) });
  if (isListType(nullable)) return fc.array(valueOf(nullable.ofType), { maxLength: 2 }).map((all) => ({ value: all.map(({ value }) => value), literal: `[${all.map(({ literal }) => literal).join(', ')}]` }));
  if (isEnumType(nullable)) return fc.constantFrom(...nullable.getValues()).map(({ name }) => ({ value: name, literal: name }));
  switch (String(nullable)) {
    case 'Int':
      return fc.integer({ min: 0, max: 3 }).map(written);
    case 'Boolean':
      return fc.boolean().map(written);
    default:
      return fc.constantFrom(...IDS).map(written);
  }
}

class Printer {
  readonly #variables: Record<string, unknown> = {};
  readonly #declared: string[] = [];

  constructor(private readonly kind: 'query' | 'mutation') {}

  print(selected: readonly Selected[]): Operation {
    const fragments: string[] = [];
    const body = this.#set(selected, fragments);
    const head = `${this.kind}${this.#declared.length === 0 ? '' : ` (${this.#declared.join(', ')})`}`;
    return { query: [`${head} ${body}`, ...fragments].join(' '), variables: this.#variables };
  }

  #set(selected: readonly Selected[], fragments: string[]): string {
    return `{ ${selected.map((one) => this.#one(one, fragments)).join(' ')} }`;
  }

  #one({ head, condition, below }: Selected, fragments: string[]): string {
    const when = condition === null ? '' : ` @${condition.directive}(if: ${this.#value({ type: 'Boolean!', value: (condition.directive === 'include') === condition.met, literal: String((condition.directive === 'include') === condition.met), asVariable: condition.asVariable })})`;
    if (head.kind === 'FIELD') {
      const given = head.given.map(([name, value]) => `${name}: ${this.#value(value)}`).join(', ');
      const set = below === null ? '' : ` ${this.#set(below, fragments)}`;
      return `${head.alias === null || head.alias === head.name ? '' : `${head.alias}: `}${head.name}${given === '' ? '' : `(${given})`}${when}${set}`;
    }
    const set = this.#set(below ?? [], fragments);
    if (!head.named) return `...${head.on === null ? '' : ` on ${head.on}`}${when} ${set}`;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${head.on} ${set}`);
    return `...${name}${when}`;
  }

  #value({ type, value, literal, asVariable }: Value): string {
    if (!asVariable) return literal;
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }
}

const withoutFragments = (one: Selected): readonly Selected[] => (one.head.kind === 'FRAGMENT' ? (one.below ?? []).flatMap(withoutFragments) : [one]);

/** What is left where conditions are met, under harmless aliases. */
function plainOf(selected: readonly Selected[]): readonly Selected[] {
  const left = selected.filter(({ condition }) => condition === null || condition.met).map(({ head, below }): Selected => ({ head: head.kind === 'FIELD' ? { ...head, alias: `${PLAIN}${head.alias ?? head.name}` } : head, condition: null, below: below === null ? null : plainOf(below) }));
  return left.length > 0 ? left : [{ head: { kind: 'FIELD', name: '__typename', alias: NOTHING, given: [] }, condition: null, below: null }];
}
