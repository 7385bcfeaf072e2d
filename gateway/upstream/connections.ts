import { HttpConnection, type Exchange, type Origin } from './http-connection.js';

/** Connections that are opened before requests share one: enough for a subgraph's processors. */
const EAGER = 8;
/** More than a subgraph can use; without a bound a slow one would eat the gateway's file descriptors. */
const MOST = 64;
/** Requests that share a connection while another may be opened. */
const SHARING = 8;
/** Nobody queues up behind an answer that has been waited for this long, while another connection may be opened. */
const SLOW_MS = 20;
/** Of a server that answers within it, requests of one turn share a connection: what one costs the others is little. */
const QUICK_MS = 10;
/** What one answer counts for in how quick a server usually is. */
const NEWS = 0.05;

/** The connections to one server. */
export class Connections {
  readonly #kept = new Set<HttpConnection>();
  readonly #alone = new Set<HttpConnection>();
  /** The one that was used last is the last. */
  #idle: HttpConnection[] = [];
  /** The one that was sent over last. */
  #last: HttpConnection | null = null;
  /** How long the server takes for an answer. */
  #usualMs = QUICK_MS;

  constructor(
    private readonly origin: Origin,
    /** The largest body in bytes. */
    private readonly limit: number,
  ) {}

  /**
   * Sends over a connection that is kept: an idle one, a new one while few are open, then one that others use. So many requests
   * cost few system calls, and one that is slow holds up few others.
   */
  send(exchange: Exchange): HttpConnection {
    const connection = this.#shared() ?? this.#idle.pop() ?? this.#another();
    this.#last = connection;
    connection.send(exchange);
    return connection;
  }

  #shared(): HttpConnection | null {
    const last = this.#last;
    return last !== null && last.isSending && last.load < SHARING && this.#usualMs < QUICK_MS ? last : null;
  }

  /** Sends over a connection of its own, which the request says is to be closed. */
  sendAlone(exchange: Exchange): HttpConnection {
    const connection = new HttpConnection(this.origin, this.limit, { hasRoom: () => false, answered: () => undefined, idle: (one) => one.destroy(), ended: (one) => void this.#alone.delete(one) });
    this.#alone.add(connection);
    connection.send(exchange);
    return connection;
  }

  /** Ends the connections, also those that the server holds open. */
  close(): void {
    for (const connection of [...this.#kept, ...this.#alone]) connection.destroy();
  }

  #another(): HttpConnection {
    if (this.#kept.size < EAGER) return this.#open();
    const quick = leastLoaded(this.#kept, ({ waitedMs }) => waitedMs <= SLOW_MS);
    if (quick !== null && quick.load < SHARING) return quick;
    return this.#kept.size < MOST ? this.#open() : (quick ?? leastLoaded(this.#kept, () => true) ?? this.#open());
  }

  #open(): HttpConnection {
    const connection = new HttpConnection(this.origin, this.limit, {
      hasRoom: () => this.#idle.length > 0 || this.#kept.size < EAGER,
      answered: (milliseconds) => {
        this.#usualMs += (milliseconds - this.#usualMs) * NEWS;
      },
      idle: (one) => void this.#idle.push(one),
      ended: (one) => {
        this.#kept.delete(one);
        this.#idle = this.#idle.filter((other) => other !== one);
      },
    });
    this.#kept.add(connection);
    return connection;
  }
}

function leastLoaded(connections: Iterable<HttpConnection>, isFit: (connection: HttpConnection) => boolean): HttpConnection | null {
  let best: HttpConnection | null = null;
  for (const one of connections) if ((best === null || one.load < best.load) && isFit(one)) best = one;
  return best;
}
