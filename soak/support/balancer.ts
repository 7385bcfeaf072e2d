import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const POLL_MS = 50;
/** Not a second: a machine that is busy starting processes is late, and late is not gone. */
const PATIENCE_MS = 10_000;

/**
 * What stands in front of several instances in production, as small as it can be: connections go in turn to the instances
 * that say that they are ready. It does not look into connections and repeats nothing; one that cannot be made is made
 * to the next instance, as any balancer does.
 */
export class Balancer {
  readonly #ready = new Set<string>();
  readonly #asking = new Set<string>();
  readonly #sockets = new Set<Socket>();
  readonly #poll: NodeJS.Timeout;
  #turn = 0;

  private constructor(
    private readonly server: Server,
    /** Base URLs of the instances now; they change when one is started again. */
    private readonly instances: () => readonly string[],
  ) {
    server.on('connection', (socket) => void this.#pass(socket));
    this.#poll = setInterval(() => this.#ask(), POLL_MS);
  }

  static async before(instances: () => readonly string[]): Promise<Balancer> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Balancer(server, instances);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether connections go to this instance. */
  sends(url: string): boolean {
    return this.#ready.has(url);
  }

  async close(): Promise<void> {
    clearInterval(this.#poll);
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #ask(): void {
    const now = this.instances();
    for (const gone of this.#ready) if (!now.includes(gone)) this.#ready.delete(gone);
    for (const url of now) if (!this.#asking.has(url)) void this.#askOne(url);
  }

  async #askOne(url: string): Promise<void> {
    this.#asking.add(url);
    const options = { headers: { connection: 'close' }, signal: AbortSignal.timeout(PATIENCE_MS) };
    const ready = await fetch(`${url}/health/ready`, options).then(({ ok }) => ok, () => false);
    this.#asking.delete(url);
    if (ready) this.#ready.add(url);
    else this.#ready.delete(url);
  }

  async #pass(socket: Socket): Promise<void> {
    this.#keep(socket);
    // Also while there is nobody yet to hand it on to.
    socket.on('error', () => socket.destroy());
    for (const url of this.#inTurn()) {
      const other = await open(url);
      if (other === null) continue;
      this.#keep(other);
      join(socket, other);
      return;
    }
    socket.destroy();
  }

  #inTurn(): string[] {
    const ready = [...this.#ready].sort();
    this.#turn += 1;
    return ready.map((_, i) => ready[(i + this.#turn) % ready.length] ?? '');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

/** What becomes of one side becomes of the other: its bytes, its end, and a reset, which `pipe` does not hand on. */
function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one);
  one.on('error', () => other.resetAndDestroy());
  other.on('error', () => one.resetAndDestroy());
}

async function open(url: string): Promise<Socket | null> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return socket;
  } catch {
    socket.destroy();
    return null;
  }
}
