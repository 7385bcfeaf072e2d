import { buildConnector, errors, Pool } from 'undici';

/** More sockets than a subgraph can use; without a bound a slow one would eat the gateway's file descriptors. */
const CONNECTIONS = 64;

/** The connections to one subgraph: those that are kept between calls, and new ones for calls that may not meet a stale one. */
export class Connections {
  readonly kept: Pool;
  /** Every request opens a connection of its own. */
  readonly fresh: Pool;
  readonly #stale = new WeakSet<Error>();

  constructor(origin: string, timeoutMs: number) {
    const options = { connections: CONNECTIONS, connect: this.#connector(timeoutMs) };
    this.kept = new Pool(origin, options);
    this.fresh = new Pool(origin, { ...options, pipelining: 0 });
  }

  /**
   * Whether a request failed because of its connection alone: none could be had (refused), or one that had answered before
   * was closed before a byte of this answer, as happens when a server closes what it believes to be idle. A reset of a new
   * connection is neither: that server got the request and may have died of it.
   */
  neverReached(error: unknown): boolean {
    if (!(error instanceof Error)) return false;
    if (error instanceof errors.SocketError) return (error.socket?.bytesRead ?? 0) > 0;
    return this.#stale.has(error) || (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
  }

  /** Ends the connections, also those that a subgraph holds open. */
  async close(): Promise<void> {
    await Promise.all([this.kept.destroy(), this.fresh.destroy()]);
  }

  /** A system's error says nothing of its socket: those of sockets that have answered before are remembered. */
  #connector(timeout: number): buildConnector.connector {
    const connect = buildConnector({ timeout });
    return (options, callback) =>
      connect(options, (...[error, socket]) => {
        if (error !== null) return callback(error, null);
        socket.once('error', (reason) => {
          if (socket.bytesRead > 0) this.#stale.add(reason);
        });
        return callback(null, socket);
      });
  }
}
