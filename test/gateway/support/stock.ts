import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { compose } from './federation.js';
import { schemaOf, type SubgraphSource } from './subgraph.js';

export interface StockAnswer {
  readonly data: unknown;
  readonly errorPaths: readonly string[];
}

/** The stock gateway over the same subgraphs, in this process: the reference for what plans must bring. */
export async function startStock(sources: readonly SubgraphSource<string>[]) {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const schemas = new Map(sources.map((source) => [source.name, schemaOf(source)]));
  const gateway = new ApolloGateway({
    supergraphSdl: compose(sources),
    buildService: ({ name }) => {
      const schema = schemas.get(name);
      if (schema === undefined) throw new Error(`no subgraph ${name}`);
      return new LocalGraphQLDataSource(schema);
    },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const server = new ApolloServer({ gateway, introspection: true, logger: { debug() {}, info() {}, warn() {}, error() {} } });
  await server.start();
  return {
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<StockAnswer> {
      const { body } = await server.executeOperation({ query, variables });
      if (body.kind !== 'single') throw new Error('incremental');
      const { data = null, errors = [] } = body.singleResult;
      return { data: JSON.parse(JSON.stringify(data)), errorPaths: pathsOf(errors) };
    },
    close: () => server.stop(),
  };
}

/** Where errors are, in an order of their own. */
export const pathsOf = (errors: readonly { readonly path?: readonly (string | number)[] | undefined }[]): readonly string[] =>
  errors.map(({ path }) => JSON.stringify(path ?? null)).sort();
