import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
  parse,
  validate,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { chance } from '../../../../subgraphs/shared/synthetic/seed.js';

const DEPTH = 4;
const VARIABLES = ['yes', 'no'] as const;

/** An operation of one client. */
export interface DrawnOperation {
  readonly query: string;
  readonly document: DocumentNode;
}

/** What `@skip` and `@include` look at. */
export const CONDITIONS: Readonly<Record<(typeof VARIABLES)[number], boolean>> = { yes: true, no: false };

/**
 * A valid operation, the same one for the same seed: fields once and again, under names that are other fields' and keys', in
 * fragments with a name and without, on types, on interfaces and on nothing, under conditions that hold and that do not.
 */
export function drawOperation(schema: GraphQLSchema, seed: number): DrawnOperation {
  for (let attempt = 0; ; attempt += 1) {
    const query = new Drawing(schema, seed, attempt).operation();
    const document = parse(query, { noLocation: true });
    if (validate(schema, document).length === 0) return { query, document };
  }
}

/** For every field of every type one operation that asks nothing else, on the shortest way there. */
export function plainOperations(schema: GraphQLSchema): readonly DrawnOperation[] {
  const ways = new Map<string, (inner: string) => string>();
  const open: GraphQLCompositeType[] = [];
  const reach = (type: GraphQLCompositeType, way: (inner: string) => string): void => {
    if (ways.has(type.name)) return;
    ways.set(type.name, way);
    open.push(type);
  };
  for (const [root, kind] of [[schema.getQueryType(), 'query'], [schema.getMutationType(), 'mutation']] as const) if (root) reach(root, (inner) => `${kind} { ${inner} }`);
  const queries: string[] = [];
  for (let type = open.shift(); type !== undefined; type = open.shift()) {
    const way = ways.get(type.name) ?? String;
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) reach(possible, (inner) => way(`... on ${possible.name} { ${inner} }`));
    for (const field of 'getFields' in type ? Object.values(type.getFields()) : []) {
      const head = `${field.name}${field.args.some(isRequiredArgument) ? `(${field.args.filter(isRequiredArgument).map(argumentOf).join(', ')})` : ''}`;
      const named = getNamedType(field.type);
      if (isCompositeType(named)) reach(named, (inner) => way(`${head} { ${inner} }`));
      queries.push(way(isCompositeType(named) ? `${head} { __typename }` : head));
    }
  }
  return queries.map((query) => ({ query, document: parse(query, { noLocation: true }) }));
}

class Drawing {
  #draws = 0;
  readonly #fragments: { readonly name: string; readonly on: string; readonly text: string }[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly seed: number,
    private readonly attempt: number,
  ) {}

  operation(): string {
    const kind = this.#draw() < 0.12 ? 'mutation' : 'query';
    const root = kind === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error(`no ${kind}`);
    const selections = this.#selections(root, DEPTH);
    const fragments = this.#fragments.map(({ name, on, text }) => `fragment ${name} on ${on} ${text}`).join(' ');
    const used = VARIABLES.filter((name) => `${selections}${fragments}`.includes(`$${name})`));
    return `${kind} ${used.length === 0 ? '' : `(${used.map((name) => `$${name}: Boolean!`).join(', ')}) `}${selections} ${fragments}`;
  }

  #draw(): number {
    return chance(1, this.seed, this.attempt, (this.#draws += 1));
  }

  #pick<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.#draw() * from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    return `{ ${Array.from({ length: 1 + Math.floor(this.#draw() * 4) }, () => this.#selection(type, depth)).join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const kind = this.#draw();
    if (kind < 0.06) return '__typename';
    if (kind < 0.3 || !('getFields' in type)) return this.#fragment(type, depth);
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    return fields.length === 0 ? '__typename' : this.#field(type, this.#pick(fields), depth);
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const kind = this.#draw();
    if (kind < 0.15) return `... ${this.#condition()} ${this.#selections(type, depth - 1)}`;
    const known = this.#fragments.filter(({ on }) => on === type.name);
    if (kind < 0.3 && known.length > 0) return `...${this.#pick(known).name} ${this.#condition()}`;
    const on = this.#pick(this.#overlapping(type));
    const text = this.#selections(on, depth - 1);
    if (kind < 0.65) return `... on ${on.name} ${this.#condition()} ${text}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push({ name, on: on.name, text });
    return `...${name} ${this.#condition()}`;
  }

  /** The type, and others that an object of it may be. */
  #overlapping(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const possible = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    return [...new Set([...possible, ...possible.flatMap((one) => (isObjectType(one) ? one.getInterfaces() : [])), type])];
  }

  #field(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.#draw() < 0.3).map(argumentOf);
    const head = `${this.#alias(parent)}${field.name}${given.length === 0 ? '' : `(${given.join(', ')})`} ${this.#condition()}`;
    return isCompositeType(type) ? `${head} ${this.#selections(type, depth - 1)}` : head;
  }

  #alias(parent: GraphQLCompositeType): string {
    if (this.#draw() < 0.65) return '';
    const others = 'getFields' in parent ? Object.keys(parent.getFields()) : [];
    return `${this.#pick([...others, 'id', 'number', 'facts', 'income', 'a', 'b'])}: `;
  }

  #condition(): string {
    const kind = this.#draw();
    if (kind > 0.15) return '';
    const value = this.#pick(['$yes', '$no', 'true', 'false']);
    return `@${kind < 0.075 ? 'skip' : 'include'}(if: ${value})`;
  }
}

const argumentOf = ({ name, type }: GraphQLArgument): string => `${name}: ${String(type).startsWith('Int') ? '3' : '"1"'}`;
