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

/** A port that was promised to somebody: it, or one clear refusal. */
export async function promisedPort(port: number): Promise<number> {
  const found = await tryPort(port);
  if (found === null) throw new StartFailure(`PORT: ${port} is taken or not allowed. Stop what listens there, or set PORT to another one.`);
  return found;
}

/** Free ports beside one that is spoken for: those preferred where they are free, any others where they are not. */
export async function freePorts(preferred: readonly number[], spokenFor: number): Promise<number[]> {
  const taken = new Set<number>([spokenFor]);
  const ports: number[] = [];
  for (const wish of preferred) {
    let port = taken.has(wish) || wish > 65_535 ? null : await tryPort(wish);
    while (port === null || taken.has(port)) port = await tryPort(0);
    taken.add(port);
    ports.push(port);
  }
  return ports;
}
