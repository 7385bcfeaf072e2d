import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import type { SubgraphName } from '../../../subgraphs/shared/access/viewer.js';
import { systemClock } from '../../../subgraphs/shared/clock.js';
import { ENVELOPE_HEADER, MAC_HEADER, type Envelope } from '../../../subgraphs/shared/doors/envelope.js';
import { GatewayDoor } from '../../../subgraphs/shared/doors/gateway-door.js';
import { memoryNonces } from '../../support/nonces.js';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@external", "@requires", "@inaccessible", "@authenticated", "@requiresScopes", "@cost", "@listSize", "@shareable", "@interfaceObject", "@provides", "@override"]
  )
`;

export interface SubgraphSource<Name extends string = SubgraphName> {
  readonly name: Name;
  readonly typeDefs: string;
  readonly resolvers: object;
  /** Stands before the types; the usual `@link` where nothing is said. */
  readonly header?: string;
}

/** What a subgraph was sent. */
export interface SeenCall {
  readonly envelope: Envelope;
  readonly body: { query: string; variables: Record<string, unknown>; operationName?: string };
  readonly headers: IncomingMessage['headers'];
  /** The caller's. */
  readonly port: number | undefined;
}

/** Takes the place of the subgraph's answer: for faults. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export const documentOf = ({ typeDefs, header = LINK }: Pick<SubgraphSource, 'typeDefs' | 'header'>) => parse(header + typeDefs);
export const schemaOf = (source: Pick<SubgraphSource, 'typeDefs' | 'resolvers' | 'header'>): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: documentOf(source), resolvers: source.resolvers as never }]);

/** A real subgraph over HTTP: it opens its gateway door to right MACs only, and can be made to misbehave. */
export class TestSubgraph {
  readonly key = randomBytes(32).toString('hex');
  readonly calls: SeenCall[] = [];
  behaviour: Behaviour | null = null;
  #port = 0;
  #server: Server | null = null;
  readonly #schema: GraphQLSchema;
  readonly #door: GatewayDoor;

  constructor(readonly source: SubgraphSource) {
    this.#schema = schemaOf(source);
    this.#door = new GatewayDoor(source.name, this.key, systemClock, memoryNonces());
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts, again on the same port after a stop. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    this.#server = null;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  /** How many connections are open. */
  connections(): Promise<number> {
    return new Promise((resolve) => this.#server?.getConnections((_error, count) => resolve(count)));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.url === '/health/ready') return void response.end('{"status":"ready"}');
    if (this.behaviour !== null) return this.behaviour(request, response, body);
    const envelope = await this.#door.open(header(request, ENVELOPE_HEADER), header(request, MAC_HEADER), body);
    if (typeof envelope === 'string') return void response.writeHead(403).end(JSON.stringify({ errors: [{ message: envelope }] }));
    const call = JSON.parse(body) as SeenCall['body'];
    this.calls.push({ envelope, body: call, headers: request.headers, port: request.socket.remotePort });
    const { query, variables, operationName = null } = call;
    const result = await graphql({ schema: this.#schema, source: query, variableValues: variables, operationName, contextValue: { envelope } });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  }
}

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');
