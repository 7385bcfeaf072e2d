import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isRequiredArgument,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { chance } from '../../../subgraphs/shared/synthetic/seed.js';
import { IINS } from './family.js';

const DEPTH = 4;

/** An operation, and the same one with its `@skip` and `@include` worked out by hand. */
export interface RandomOperation {
  readonly query: string;
  readonly settled: string;
}

const both = (text: string): RandomOperation => ({ query: text, settled: text });

/** A valid query over a schema, the same one for the same seed: aliases, arguments, fragments, conditions, `__typename`. */
export function randomOperation(schema: GraphQLSchema, seed: number): RandomOperation {
  for (let attempt = 0; ; attempt += 1) {
    const operation = new Generator(schema, seed, attempt).operation();
    if (validate(schema, parse(operation.query)).length === 0) return operation;
  }
}

class Generator {
  #draws = 0;
  #aliases = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly seed: number,
    private readonly attempt: number,
  ) {}

  operation(): RandomOperation {
    const query = this.schema.getQueryType();
    if (!query) throw new Error('no query type');
    return this.#selections(query, DEPTH);
  }

  #draw(): number {
    return chance(this.seed, this.attempt, (this.#draws += 1));
  }

  #pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.#draw() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  #selections(type: GraphQLCompositeType, depth: number): RandomOperation {
    const parts = Array.from({ length: 1 + Math.floor(this.#draw() * 4) }, () => this.#selection(type, depth));
    const something = parts.some(({ settled }) => settled !== '') ? '' : '__typename';
    const set = (texts: readonly string[]): string => `{ ${[...texts, something].join(' ')} }`;
    return { query: set(parts.map(({ query }) => query)), settled: set(parts.map(({ settled }) => settled)) };
  }

  #selection(type: GraphQLCompositeType, depth: number): RandomOperation {
    const kind = this.#draw();
    if (kind < 0.08) return both('__typename');
    if (kind < 0.25 || !('getFields' in type)) {
      const on = isAbstractType(type) ? this.#pick(this.schema.getPossibleTypes(type)) : type;
      return this.#conditional(`... on ${on.name}`, this.#selections(on, depth - 1));
    }
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    return fields.length === 0 ? both('') : this.#field(this.#pick(fields), depth);
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): RandomOperation {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.#draw() < 0.3).map((argument) => this.#argument(argument));
    const some = given.filter((argument) => argument !== '');
    const alias = some.length > 0 || this.#draw() < 0.3 ? `f${(this.#aliases += 1)}: ` : '';
    const type = getNamedType(field.type);
    const head = `${alias}${field.name}${some.length === 0 ? '' : `(${some.join(', ')})`}`;
    return this.#conditional(head, isCompositeType(type) ? this.#selections(type, depth - 1) : both(''));
  }

  #conditional(head: string, { query, settled }: RandomOperation): RandomOperation {
    const kind = this.#draw();
    const met = this.#draw() < 0.5;
    if (kind > 0.12) return { query: `${head} ${query}`, settled: `${head} ${settled}` };
    const condition = kind < 0.06 ? `@skip(if: ${!met})` : `@include(if: ${met})`;
    return { query: `${head} ${condition} ${query}`, settled: met ? `${head} ${settled}` : '' };
  }

  #argument({ name, type }: GraphQLArgument): string {
    const named = getNullableType(type);
    const value = (): string => {
      if (isEnumType(named)) return this.#pick(named.getValues()).name;
      return { IIN: `"${this.#pick(IINS)}"`, Boolean: String(this.#draw() < 0.5), Int: String(Math.floor(this.#draw() * 4)), String: '"text"' }[String(named)] ?? '';
    };
    return isInputObjectType(named) ? '' : `${name}: ${value()}`;
  }
}
