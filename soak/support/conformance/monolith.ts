import { buildASTSchema, buildSchema, execute, GraphQLError, isInterfaceType, isNonNullType, isObjectType, Kind, parse, printSchema, visit, type GraphQLObjectType, type GraphQLResolveInfo, type GraphQLSchema, type TypeNode } from 'graphql';
import { answerOf, type Answering, type ComparedAnswer, type ErrorPath } from './answer.js';
import { propertyOf, resolversOf, type ComparedGraph } from './graph.js';
import type { Fields, Resolver, Stored } from './memory-subgraph.js';

/** One process that has the whole graph: graphql-js says what the specification says of it. */
export class Monolith implements Answering {
  readonly #schema: GraphQLSchema;
  /** The same with nothing that must not be null. */
  readonly #lenient: GraphQLSchema;
  readonly #resolvers: Fields;

  constructor(apiSchema: GraphQLSchema, graph: ComparedGraph) {
    this.#schema = buildSchema(printSchema(apiSchema));
    this.#lenient = buildASTSchema(visit(parse(printSchema(apiSchema)), { FieldDefinition: (field) => ({ ...field, type: nullable(field.type) }) }));
    this.#resolvers = resolversOf(graph);
  }

  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<ComparedAnswer> {
    return this.#execute(this.#schema, query, variables);
  }

  /** Every place at which something fails; where a null goes on upwards the specification lets one do for many. */
  async failing(query: string, variables: Readonly<Record<string, unknown>>): Promise<readonly ErrorPath[]> {
    return (await this.#execute(this.#lenient, query, variables)).paths;
  }

  async #execute(schema: GraphQLSchema, query: string, variables: Readonly<Record<string, unknown>>): Promise<ComparedAnswer> {
    return answerOf(await execute({
      schema,
      document: parse(query),
      variableValues: variables,
      fieldResolver: (source, args, _context, info) => this.#resolve(source as Stored | undefined, args as never, info),
      typeResolver: ({ __typename }: { __typename: string }) => __typename,
    }));
  }

  #resolve(source: Stored | undefined, args: never, { parentType, fieldName }: GraphQLResolveInfo): unknown {
    const value = this.#value(source, args, parentType, fieldName);
    const declared = this.#schema.getType(parentType.name);
    if ((value === null || value === undefined) && isObjectType(declared) && isNonNullType(declared.getFields()[fieldName]?.type)) throw new GraphQLError(`${fieldName} is null`);
    return value;
  }

  #value(source: Stored | undefined, args: never, parentType: GraphQLObjectType, fieldName: string): unknown {
    const resolver = this.#resolverOf(parentType, fieldName);
    if (source === undefined) return resolver?.(undefined as never, args);
    return resolver === undefined ? propertyOf(source, fieldName, args) : resolver(this.#whole(source, parentType, fieldName) as never, args);
  }

  /** An object in which what is worked out is there, too: what one field requires another may have to work out; not itself. */
  #whole(source: Stored, type: GraphQLObjectType, resolved: string): Stored {
    return new Proxy(source, {
      get: (stored, field) => {
        const resolver = typeof field === 'string' && field !== resolved ? this.#resolverOf(type, field) : undefined;
        if (resolver === undefined || typeof field !== 'string') return stored[String(field)];
        const value = resolver(this.#whole(stored, type, field) as never, {} as never);
        const required = type.getFields()[field]?.type.toString().endsWith('!') === true;
        if (required && (value === null || value === undefined)) throw new GraphQLError(`${field} is null`);
        return value;
      },
    });
  }

  /** Of an interface object's fields the interface has the resolver. */
  #resolverOf(type: GraphQLObjectType, field: string): Resolver | undefined {
    const names = [type.name, ...type.getInterfaces().filter(isInterfaceType).map(({ name }) => name)];
    return names.map((name) => this.#resolvers[name]?.[field]).find((one) => one !== undefined);
  }
}

function nullable(type: TypeNode): TypeNode {
  if (type.kind === Kind.NON_NULL_TYPE) return nullable(type.type);
  return type.kind === Kind.LIST_TYPE ? { ...type, type: nullable(type.type) } : type;
}
