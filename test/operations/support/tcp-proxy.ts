import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Hands bytes on to another port, until it is told to swallow them. */
export class TcpProxy {
  /** True: takes connections and bytes, and nothing comes out on the other side. */
  hanging = false;
  readonly #sockets = new Set<Socket>();
  /** Connections that were ever made. */
  made = 0;

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  static async to(target: number): Promise<TcpProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const proxy = new TcpProxy(server, (server.address() as AddressInfo).port);
    server.on('connection', (socket) => proxy.#pass(socket, target));
    return proxy;
  }

  /** Connections that clients hold open now. */
  get open(): number {
    return this.#sockets.size;
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }

  #pass(socket: Socket, target: number): void {
    this.made += 1;
    this.#sockets.add(socket);
    const other = connect(target, '127.0.0.1');
    socket.on('data', (bytes) => void (this.hanging || other.write(bytes)));
    other.on('data', (bytes) => void (this.hanging || socket.write(bytes)));
    socket.on('close', () => {
      this.#sockets.delete(socket);
      other.destroy();
    });
    other.on('close', () => socket.destroy());
    for (const one of [socket, other]) one.on('error', () => one.destroy());
  }
}
