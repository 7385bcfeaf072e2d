import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { runProcess, type Running } from '../../subgraphs/shared/process.js';
import { FAMILY, GUARDED_FAMILY } from './graphs/family.js';
import type { StaticSubgraph } from './graphs/graph.js';
import { SHOP } from './graphs/shop.js';
import { HttpReader, type HttpMessage } from './http-reader.js';
import { COUNTS_PATH, type SubgraphCounts } from './subgraph-counts.js';

/** A gateway asks for the same all the time; documents that are always new must not fill the memory. */
const REMEMBERED = 5_000;

const schemaOf = ({ typeDefs, resolvers }: StaticSubgraph): GraphQLSchema => buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }]);

const ok = (body: string): Buffer => Buffer.from(`HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/**
 * Real answers of real subgraphs, each computed once: what was asked before in the same words is answered with the same bytes.
 * So it makes no difference how a planner words its requests, and answering costs next to nothing.
 */
class StaticAnswers {
  readonly counts: SubgraphCounts = { calls: 0, computed: 0 };
  readonly #schemas = new Map([SHOP, FAMILY, GUARDED_FAMILY].flatMap(({ subgraphs }) => subgraphs).map((subgraph) => [`/${subgraph.name}/graphql`, schemaOf(subgraph)]));
  readonly #known = new Map<string, Buffer>();

  async to({ head, body }: HttpMessage): Promise<Buffer> {
    const [method, path = ''] = head.split(' ', 2);
    if (method === 'GET') return ok(JSON.stringify(path === COUNTS_PATH ? this.counts : { status: 'ready' }));
    this.counts.calls += 1;
    const asked = path + body.toString('latin1');
    const known = this.#known.get(asked);
    if (known !== undefined) return known;
    this.counts.computed += 1;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    const answer = ok(await this.#compute(path, body.toString()));
    this.#known.set(asked, answer);
    return answer;
  }

  async #compute(path: string, body: string): Promise<string> {
    const schema = this.#schemas.get(path);
    if (schema === undefined) return JSON.stringify({ errors: [{ message: `no subgraph at ${path}` }] });
    const { query, variables, operationName } = JSON.parse(body) as { query: string; variables?: Record<string, unknown>; operationName?: string };
    return JSON.stringify(await graphql({ schema, source: query, variableValues: variables ?? {}, operationName: operationName ?? null }));
  }
}

/** Answers leave in the order in which requests came, though some have to be computed first. */
function serve(socket: Socket, answers: StaticAnswers): void {
  let last = Promise.resolve();
  const reader = new HttpReader((message) => {
    const answer = answers.to(message);
    last = last.then(async () => void socket.write(await answer));
  });
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
}

async function start(): Promise<Running> {
  const answers = new StaticAnswers();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    serve(socket, answers);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

await runProcess('static subgraphs', start);
