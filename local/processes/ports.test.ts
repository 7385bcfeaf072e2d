import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePorts, promisedPort } from './ports.js';

const listening = async (port: number): Promise<ReturnType<typeof createServer>> => {
  const server = createServer().listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return server;
};

it('any ports are different ones, and none that a system hands out by itself', async () => {
  const ports = await freePorts(Array.from({ length: 20 }, () => 0), 0);
  expect(new Set(ports).size).toBe(20);
  expect(ports.filter((port) => port < 15_000 || port >= 32_768)).toEqual([]);
});

it('a port that is taken is passed over, whether it was wished for or found', async () => {
  const [found = 0] = await freePorts([0], 0);
  const [wished, next] = [await listening(found), await listening(found + 1)];
  try {
    const [instead = 0, any = 0] = await freePorts([found, 0], found + 2);
    expect([found, found + 1, found + 2]).not.toContain(instead);
    expect([found, found + 1, found + 2, instead]).not.toContain(any);
    await expect(promisedPort(found)).rejects.toThrow(`PORT: ${found} is taken`);
  } finally {
    wished.close();
    next.close();
  }
});
