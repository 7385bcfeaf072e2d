import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { atEndOfTurn } from '../turn.js';
import { ReplyReader, type HttpReply } from './http-reply.js';
import { NoAnswer } from './no-answer.js';

/** A server that speaks HTTP/1.1. */
export interface Origin {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number;
}

/** One request on its way. */
export interface Exchange {
  /** Head and body. */
  readonly text: string;
  replied(reply: HttpReply): void;
  /**
   * `unanswered`: the connection was closed before a byte of the answer came, though it had answered before, or because of
   * another request; so that it says nothing about this one.
   */
  failed(error: NoAnswer, unanswered: boolean): void;
  /** Another one's answer is not coming. Whether it is asked elsewhere instead: its answer here is nobody's then. */
  movesOn(): boolean;
}

/** How long requests wait behind an answer that is not coming. */
const BEHIND_MS = 50;
/** How late a look tells of a process that has more to do than it can. */
const LATE_MS = 20;

/** The server said with an answer that it reads no more: what was sent after that request has not been looked at. */
export const ANNOUNCED = 'ANNOUNCED';

/** Takes the place of a request that has moved on: its answer will come, and is nobody's. */
const LEFT: Exchange = { text: '', replied: () => undefined, failed: () => undefined, movesOn: () => false };

/** Who uses a connection. */
export interface ConnectionUser {
  /** Whether there is a connection on which nothing waits, or one may be opened. */
  hasRoom(): boolean;
  /** An answer has come, which had been the next for so many milliseconds. */
  answered(milliseconds: number): void;
  /** Everything that was sent has been answered. */
  idle(connection: HttpConnection): void;
  /** It takes no more requests. */
  ended(connection: HttpConnection): void;
}

/**
 * One connection to a server, kept between requests. Several may be on their way; their answers come in their order. What is
 * sent within one turn of the event loop goes out in one write.
 */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #reader: ReplyReader;
  /** Sent and not answered, the oldest first. */
  readonly #underWay: Exchange[] = [];
  /** The last of those under way. */
  #unsent: Exchange[] = [];
  /** Whether something goes out in this turn. */
  #sending = false;
  #closed = false;
  #answered = 0;
  /** When the answer that is waited for became the next one. */
  #waitingSince = 0;
  #watch: NodeJS.Timeout | null = null;

  constructor(origin: Origin, limit: number, private readonly user: ConnectionUser) {
    this.#socket = open(origin);
    this.#socket.setNoDelay(true);
    this.#reader = new ReplyReader(limit, (reply) => this.#replied(reply));
    this.#socket.on('connect', () => this.#flush());
    this.#socket.on('data', (data) => this.#guarded(() => this.#reader.read(data)));
    this.#socket.on('end', () => this.#guarded(() => {
      this.#reader.end();
      this.#close(new NoAnswer('CONNECTION', 'CLOSED'));
    }));
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#close(new NoAnswer('CONNECTION', error.code ?? null)));
    this.#socket.on('close', () => this.#close(new NoAnswer('CONNECTION', 'CLOSED')));
  }

  /** How many requests are on their way. */
  get load(): number {
    return this.#underWay.length;
  }

  /** Whether something goes out at the end of this turn. */
  get isSending(): boolean {
    return this.#sending;
  }

  /** How long the answer that comes next has been waited for, milliseconds. */
  get waitedMs(): number {
    return this.#underWay.length === 0 ? 0 : performance.now() - this.#waitingSince;
  }

  send(exchange: Exchange): void {
    const load = this.#underWay.push(exchange);
    if (load === 1) this.#waitingSince = performance.now();
    else this.#watch ??= this.#later();
    this.#unsent.push(exchange);
    if (this.#sending) return;
    this.#sending = true;
    atEndOfTurn(() => this.#flush());
  }

  /** Takes back an exchange that has not been sent; false when it is on its way. */
  takeBack(exchange: Exchange): boolean {
    const index = this.#unsent.indexOf(exchange);
    if (index === -1) return false;
    this.#unsent.splice(index, 1);
    this.#underWay.splice(this.#underWay.indexOf(exchange), 1);
    if (this.#underWay.length === 0) this.user.idle(this);
    return true;
  }

  /** Gives up an exchange: nobody may read its answer for that of the next. Those behind it failed for no fault of theirs. */
  giveUp(exchange: Exchange, error: NoAnswer): void {
    const index = this.#underWay.indexOf(exchange);
    if (index === -1) return;
    this.#underWay.splice(index, 1);
    exchange.failed(error, false);
    this.#close(error, true);
  }

  /** Fails what is on its way. */
  destroy(): void {
    this.#close(new NoAnswer('CONNECTION', 'CLOSED'));
  }

  /**
   * Sends away whoever waits behind an answer that is late, as far as there are connections for them: theirs may come over another
   * one long before. Where none is left the server itself is slow, and asking it again would make it slower.
   */
  #look(isBusy: boolean): void {
    this.#watch = null;
    if (this.#closed || this.#underWay.length < 2) return;
    if (!isBusy) this.#sendAway();
    this.#watch = this.#later();
  }

  #sendAway(): void {
    for (let i = 1; this.waitedMs >= BEHIND_MS && i < this.#underWay.length && this.user.hasRoom(); i += 1) {
      if (this.#underWay[i]?.movesOn() === true) this.#underWay[i] = LEFT;
    }
  }

  /** Looks after a while, and after what has come by then was read. Where that is late it is this process that is busy, and not the server. */
  #later(): NodeJS.Timeout {
    const due = performance.now() + BEHIND_MS;
    return setTimeout(() => setImmediate(() => this.#look(performance.now() - due > LATE_MS)), BEHIND_MS);
  }

  /** What waits for the connection to open can still be taken back. */
  #flush(): void {
    this.#sending = false;
    if (this.#closed || this.#unsent.length === 0) return;
    if (this.#socket.connecting) return;
    this.#socket.write(this.#unsent.map(({ text }) => text).join(''));
    this.#unsent = [];
  }

  #replied(reply: HttpReply): void {
    const exchange = this.#underWay.shift();
    if (exchange === undefined) throw new NoAnswer('MALFORMED', 'UNASKED');
    this.#answered += 1;
    const now = performance.now();
    this.user.answered(now - this.#waitingSince);
    this.#waitingSince = now;
    if (!reply.keeps) this.#close(new NoAnswer('CONNECTION', ANNOUNCED), true);
    else if (this.#underWay.length === 0) this.user.idle(this);
    exchange.replied(reply);
  }

  #guarded(work: () => void): void {
    if (this.#closed) return;
    try {
      work();
    } catch (error) {
      this.#close(error instanceof NoAnswer ? error : new NoAnswer('FAULT'));
    }
  }

  /** `innocent` says that none of what is on its way is the reason. */
  #close(error: NoAnswer, innocent = false): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#watch !== null) clearTimeout(this.#watch);
    const stale = innocent || this.#answered > 0;
    const begun = this.#reader.begun;
    this.#unsent = [];
    this.#sending = false;
    this.user.ended(this);
    this.#socket.destroy();
    for (const [index, exchange] of this.#underWay.splice(0).entries()) exchange.failed(error, stale && !(begun && index === 0 && !innocent));
  }
}

function open({ secure, hostname, port }: Origin): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  return secure ? connectTls({ host, port, servername: host, ALPNProtocols: ['http/1.1'] }) : connectTcp({ host, port });
}
