import { createServer, type AddressInfo } from 'node:net';
import { StartFailure } from '../failure.js';

/** Listens for a moment on 127.0.0.1; the port it got (0 asks for any), or null when it is taken or not allowed. */
function tryPort(port: number): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(null));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const found = (server.address() as AddressInfo).port;
      server.close(() => resolve(found));
    });
  });
}

/**
 * Where a port is looked for that is told to somebody who listens later: below those that systems hand out (Linux from 32768,
 * others from 49152), so that nobody gets it by chance meanwhile, and from another place in every process.
 */
const QUIET = { first: 15_000, count: 15_000 };
/** More than one run needs. */
const BLOCK = 32;
let cursor = (process.pid * BLOCK) % QUIET.count;

/** Any free port that stays free. */
async function quietPort(): Promise<number> {
  for (let tries = 0; tries < QUIET.count; tries += 1) {
    const port = QUIET.first + cursor;
    cursor = (cursor + 1) % QUIET.count;
    if ((await tryPort(port)) !== null) return port;
  }
  throw new StartFailure(`No port from ${QUIET.first} to ${QUIET.first + QUIET.count - 1} is free.`);
}

/** A port that was promised to somebody: it, or one clear refusal. */
export async function promisedPort(port: number): Promise<number> {
  const found = port === 0 ? await quietPort() : await tryPort(port);
  if (found === null) throw new StartFailure(`PORT: ${port} is taken or not allowed. Stop what listens there, or set PORT to another one.`);
  return found;
}

/** Free ports beside one that is spoken for: those preferred where they are free, any others where they are not. */
export async function freePorts(preferred: readonly number[], spokenFor: number): Promise<number[]> {
  const taken = new Set<number>([spokenFor]);
  const ports: number[] = [];
  for (const wish of preferred) {
    let port = wish === 0 || taken.has(wish) || wish > 65_535 ? null : await tryPort(wish);
    while (port === null || taken.has(port)) port = await quietPort();
    taken.add(port);
    ports.push(port);
  }
  return ports;
}
