import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { pino } from 'pino';
import { OperationExecutor } from '../../../gateway/executor.js';
import { NO_METRICS } from '../../../gateway/metrics.js';
import { NOBODY } from '../../../gateway/open/nobody.js';
import { unmasked } from '../../../gateway/open/subgraph.js';
import type { JsonText } from '../../../gateway/plan/json-text.js';
import type { Graph } from '../../../gateway/schema/graph.js';
import { readAnswer, type Answer } from '../../../gateway/upstream/answer.js';
import type { SubgraphRequest } from '../../../gateway/upstream/client.js';
import { NO_TRACING } from '../../../subgraphs/shared/tracing/tracing.js';
import { answerOf, type Answering } from './answer.js';
import type { MemorySource } from './memory-subgraph.js';

export type Schemas = ReadonlyMap<string, GraphQLSchema>;

/** Real subgraphs, called without HTTP. */
export const schemasOf = (sources: readonly MemorySource[]): Schemas =>
  new Map(sources.map(({ name, typeDefs, header, resolvers }) => [name, buildSubgraphSchema([{ typeDefs: parse(header + typeDefs), resolvers: resolvers as never }])]));

/** The planning and executing parts of the open gateway. */
export function ourGateway(graph: Graph, schemas: Schemas): Answering {
  const clients = new Map([...schemas].map(([name, schema]) => [name, { call: (request: SubgraphRequest) => call(schema, request) }]));
  const told = { log: pino({ level: 'silent' }) as never, metrics: NO_METRICS, tracing: NO_TRACING };
  const executor = new OperationExecutor(graph, clients, told, { reasonOf: unmasked, tellsProgrammes: false });
  return {
    ask: async (query, variables) => {
      const document = parse(query);
      const operation = document.definitions.find((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION);
      if (operation === undefined) throw new Error('a document without an operation');
      const { data, errors } = await executor.execute({ document, operation, hash: query, bound: null }, variables, NOBODY);
      return answerOf({ data: data === null || data === undefined ? null : JSON.parse((data satisfies JsonText).text), errors });
    },
  };
}

async function call(schema: GraphQLSchema, { body }: SubgraphRequest): Promise<Answer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const answer = readAnswer(JSON.stringify(await graphql({ schema, source: query, variableValues: variables, contextValue: {} })));
  if (answer === null) throw new Error('no GraphQL response');
  return answer;
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Apollo's own gateway. */
export async function stockGateway(supergraphSdl: string, schemas: Schemas): Promise<Answering & { readonly close: () => Promise<void> }> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const buildService = ({ name }: { name: string }): LocalGraphQLDataSource => {
    const schema = schemas.get(name);
    if (schema === undefined) throw new Error(`no subgraph ${name}`);
    return new LocalGraphQLDataSource(schema);
  };
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl, buildService, logger: SILENT }), logger: SILENT });
  await server.start();
  return {
    ask: async (query, variables) => {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('incremental');
      return answerOf(body.singleResult);
    },
    close: () => server.stop(),
  };
}
