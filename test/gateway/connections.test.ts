import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Transport, type HttpRequest } from '../../gateway/upstream/transport.js';

let server: Server;
let transport: Transport;
/** Bodies that came, and the port of the connection that each came over. */
let seen: { body: string; port: number | undefined }[];
let answer: (body: string, response: ServerResponse) => void;
let retried: number;

const open = (timeoutMs: number): void => {
  transport = new Transport(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), { timeoutMs, responseLimitBytes: 1_000_000, retried: () => (retried += 1) });
};

beforeEach(async () => {
  seen = [];
  retried = 0;
  answer = (body, response) => void response.end(body);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    seen.push({ body, port: request.socket.remotePort });
    answer(body, response);
  };
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open(5_000);
});
afterEach(() => {
  transport.close();
  server.closeAllConnections();
  server.close();
});

const post = (body: string, manner: HttpRequest['manner'] = 'READ') => transport.exchange({ manner, method: 'POST', path: '/', headers: () => '', body });
const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => `қ${i}`);
const ports = (): Set<number | undefined> => new Set(seen.map(({ port }) => port));

it('each request gets its own answer, over connections that are few and shared', async () => {
  const bodies = numbers(500);
  // Answers become ready in another order than that of the requests.
  answer = (body, response) => void setTimeout(() => response.end(body), (body.length * 7) % 5);
  const replies = await Promise.all(bodies.map((body) => post(body)));
  expect(replies.map(({ body }) => body)).toEqual(bodies);
  expect(ports().size).toBeLessThanOrEqual(64);
  expect(ports().size).toBeGreaterThan(1);
});

it('what is asked one after the other goes over one connection', async () => {
  for (const body of numbers(20)) await post(body);
  expect(ports().size).toBe(1);
});

it('mutations go over connections of their own, and share none', async () => {
  await Promise.all([...numbers(5).map((body) => post(body, 'WRITE')), post('read')]);
  expect(ports().size).toBe(6);
});

it('one that is late fails alone: what waits behind it is asked again', async () => {
  transport.close();
  open(1_500);
  await Promise.all(numbers(8).map((body) => post(body)));
  let held = 0;
  answer = (body, response) => void (body === 'late' && (held += 1) <= 1 ? undefined : response.end(body));
  const late = Array.from({ length: 1 }, () => post('late').catch((error: { reason: string }) => error.reason));
  const others = await Promise.all(numbers(60).map((body) => post(body)));
  expect(others.map(({ body }) => body)).toEqual(numbers(60));
  expect(await Promise.all(late)).toEqual(['TIMEOUT']);
});

it('a connection that the server closes costs nothing but a new one', async () => {
  answer = (body, response) => void response.setHeader('connection', 'close').end(body);
  const bodies = numbers(40);
  const replies = await Promise.all(bodies.map((body) => post(body)));
  expect(replies.map(({ body }) => body)).toEqual(bodies);
});
