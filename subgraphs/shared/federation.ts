import 'reflect-metadata';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap } from 'type-graphql';
import { guardFields } from './access/guard.js';
import { refuseOwnRecord } from './access/own-record.js';
import { ownDoorSchema } from './doors/own-door.js';
import { boundRepresentations } from './doors/representations.js';
import type { SubgraphContext } from './context.js';
import { observeFields, observeReference } from './ledger/observe.js';
import type { Subjects } from './ledger/subject-rules.js';

/** The federation version and the directives every subgraph may use. */
const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@external", "@requires", "@inaccessible", "@shareable", "@authenticated", "@requiresScopes", "@cost", "@listSize"]
  )
`;

/** Turns a representation (key, and the fields some `@requires` named) into the entity that resolvers see. */
export type ReferenceResolver = (representation: never, context: SubgraphContext) => unknown;

export interface SchemaDefinition {
  /** TypeGraphQL resolver classes: root fields, and fields added to types. */
  readonly resolvers: readonly [Function, ...Function[]];
  /** Object types that no root field returns, such as entity stubs. */
  readonly types: readonly Function[];
  /** By GraphQL type name. A type without one is resolved to its representation. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  /** Root fields on which a grant decides also where an official names their own IIN; none outside of registry. */
  readonly byGrant?: readonly string[];
  /** Whom the objects of each type are about, for the ledger. */
  readonly subjects: Subjects;
}

export interface FederatedSchema {
  /** What the subgraph publishes, `schema/<subgraph>.graphql`. */
  readonly sdl: string;
  /** Behind the gateway door: everything, `_entities` included. */
  readonly gateway: GraphQLSchema;
  /** Behind the ministry's own door: no `_entities`, no `_service`, nothing `@inaccessible`. */
  readonly own: GraphQLSchema;
}

/** TypeGraphQL classes → SDL → executable subgraph schemas whose fields check their own access rules. */
export function buildFederatedSchema(definition: SchemaDefinition): FederatedSchema {
  const code = buildSchemaSync({
    resolvers: [...definition.resolvers],
    orphanedTypes: [...definition.types],
    validate: false,
    skipCheck: true,
  });
  const sdl = LINK + printSchemaWithDirectives(code).replace(/^schema \{[^}]*\}\s*/, '\n');
  const resolvers = createResolversMap(code) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(definition.references)) {
    // Asynchronous, because what one reference throws at once would take the whole `_entities` answer with it.
    const __resolveReference = async (representation: never, context: SubgraphContext): Promise<unknown> =>
      observeReference(type, representation, context, () => resolve(representation, context));
    resolvers[type] = { ...resolvers[type], __resolveReference };
  }
  const gateway = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  refuseOwnRecord(gateway, definition.byGrant ?? []);
  guardFields(gateway);
  observeFields(gateway, definition.subjects);
  boundRepresentations(gateway);
  return { sdl, gateway, own: ownDoorSchema(gateway) };
}
