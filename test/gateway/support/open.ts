import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { graphql } from 'graphql';
import { startOpenGateway } from '../../../gateway/open/server.js';
import { compose } from './federation.js';
import { schemaOf, type SubgraphSource } from './subgraph.js';

/** What the open gateway answered. */
export interface OpenAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path?: readonly (string | number)[] }[];
}

/** Serves a subgraph to anybody. */
async function serve(source: SubgraphSource<string>): Promise<{ url: string; close: () => void }> {
  const schema = schemaOf(source);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { query, variables, operationName } = JSON.parse(await text(request)) as { query: string; variables?: Record<string, unknown>; operationName?: string };
    const result = await graphql({ schema, source: query, variableValues: variables ?? null, operationName: operationName ?? null, contextValue: {} });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An open gateway over real subgraphs. */
export async function startOpen(sources: readonly SubgraphSource<string>[]) {
  const servers = new Map(await Promise.all(sources.map(async (source) => [source.name, await serve(source)] as const)));
  const gateway = await startOpenGateway({ sdl: compose(sources, (name) => servers.get(name)?.url ?? ''), host: '127.0.0.1', port: 0 });
  return {
    url: gateway.url,
    async ask(query: string, variables: Record<string, unknown> = {}): Promise<OpenAnswer> {
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
      const { data = null, errors = [] } = (await response.json()) as Partial<OpenAnswer>;
      return { status: response.status, data, errors };
    },
    async close(): Promise<void> {
      for (const { close } of servers.values()) close();
      await gateway.close();
    },
  };
}
