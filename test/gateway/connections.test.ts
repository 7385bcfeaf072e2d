import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Patience } from '../../gateway/patience.js';
import type { NoAnswer } from '../../gateway/upstream/no-answer.js';
import { Transport, type HttpRequest } from '../../gateway/upstream/transport.js';

let server: Server;
let transport: Transport;
/** Bodies that came, and the port of the connection that each came over. */
let seen: { body: string; port: number | undefined }[];
let answer: (body: string, response: ServerResponse) => void;
let retried: number;
let denied: number;

const open = (timeoutMs: number): void => {
  transport = new Transport(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), { timeoutMs, responseLimitBytes: 1_000_000, retried: () => (retried += 1), notRetried: () => (denied += 1) });
};

beforeEach(async () => {
  seen = [];
  retried = 0;
  denied = 0;
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

const post = (body: string, manner: HttpRequest['manner'] = 'READ', patience: Patience | null = null) => transport.exchange({ manner, method: 'POST', path: '/', headers: () => '', body }, patience);
const reason = (error: NoAnswer): string => error.reason;
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

describe('a request whose client goes away', () => {
  const gone = (): Patience => new Patience(Infinity);

  it('is not sent when it had not been', async () => {
    const patience = gone();
    // The first on a new connection, behind another on it, and one that begins too late.
    const calls = numbers(20).map((body) => post(body, 'READ', patience).catch(reason));
    const write = post('write', 'WRITE', patience).catch(reason);
    const other = post('other');
    patience.end('GONE');
    calls.push(post('later', 'READ', patience).catch(reason));
    expect(new Set([...(await Promise.all(calls)), await write])).toEqual(new Set(['GONE']));
    expect((await other).body).toBe('other');
    expect(seen.map(({ body }) => body)).toEqual(['other']);
  });

  it('is given up, and others on its connection have their answers over it', async () => {
    await Promise.all(numbers(8).map((body) => post(body)));
    seen = [];
    const waiting: [string, ServerResponse][] = [];
    answer = (body, response) => void waiting.push([body, response]);
    const patience = gone();
    const bodies = numbers(64);
    const calls = bodies.map((body, i) => post(body, 'READ', i % 2 === 0 ? patience : null).then((reply) => reply.body, reason));
    await expect.poll(() => waiting.length).toBeGreaterThan(7);
    patience.end('GONE');
    const first = await Promise.race(calls);
    answer = (body, response) => void response.end(body);
    for (const [body, response] of waiting) response.end(body);
    expect([first, await Promise.all(calls)]).toEqual(['GONE', bodies.map((body, i) => (i % 2 === 0 ? 'GONE' : body))]);
    expect([ports().size, retried]).toEqual([8, 0]);
    expect((await post('after')).body).toBe('after');
  });

  it('is not sent again', async () => {
    await post('warm');
    const patience = gone();
    answer = (_body, response) => {
      patience.end('GONE');
      response.socket?.destroy();
    };
    expect(await post('one', 'READ', patience).catch(reason)).toBe('GONE');
    await delay(50);
    expect(seen.map(({ body }) => body)).toEqual(['warm', 'one']);
  });

  it('does not take its mutation along, which is heard of to the end', async () => {
    const patience = gone();
    answer = (body, response) => {
      patience.end('GONE');
      setTimeout(() => response.end(body), 20);
    };
    expect((await post('write', 'WRITE', patience)).body).toBe('write');
  });
});

it('when the time of a request is up, a mutation is not waited for either, and happens', async () => {
  const patience = new Patience(0);
  let ended = false;
  answer = (body, response) => {
    patience.end('LATE');
    setTimeout(() => {
      response.end(body);
      ended = !response.destroyed;
    }, 20);
  };
  expect(await post('write', 'WRITE', patience).catch(reason)).toBe('LATE');
  await expect.poll(() => ended).toBe(true);
});

it('a server that closes every connection is not asked everything twice', async () => {
  // One after the other, each over a connection that has answered before: else nothing is repeated.
  for (let i = 0; i < 40; i += 1) {
    answer = (body, response) => void response.end(body);
    await post('warm');
    answer = (_body, response) => void response.socket?.destroy();
    await post(String(i)).catch(() => undefined);
  }
  expect(retried + denied).toBe(40);
  expect(retried).toBeLessThan(20);
});
