import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.js';
import type { DatabaseName } from '../../database/roles.js';
import type { NonceBook } from '../../doors/nonces.js';
import { clientError } from '../../errors.js';
import { refusalEntry } from '../../feeds/delivery-entry.js';
import { signLines } from '../../feeds/page.js';
import { FeedDoor, REQUEST_HEADER, REQUEST_MAC_HEADER } from '../../feeds/request.js';
import { sendError } from '../../http.js';
import type { Ledger } from '../ledger.js';
import { LEDGER_FEED, LEDGER_READER, linesOfEnds, linesOfRecords, parsePosition, type LedgerPosition } from './contract.js';
import type { LedgerSource } from './reader.js';

/** What the ledger of one process is served by. */
export interface LedgerServing {
  readonly name: DatabaseName;
  /** The secret shared with audit. */
  readonly key: string;
  readonly source: LedgerSource;
  readonly clock: Clock;
  readonly nonces: NonceBook;
  readonly ledger: Pick<Ledger, 'record'>;
}

const NDJSON = 'application/x-ndjson; charset=utf-8';

const headerOf = (request: FastifyRequest, name: string): string => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
};

async function linesAt(source: LedgerSource, position: LedgerPosition): Promise<object[]> {
  const never = new AbortController().signal;
  return position.kind === 'ends' ? linesOfEnds(await source.ends(position.after, never)) : linesOfRecords(await source.records(position.chain, position.seq, never));
}

/**
 * `GET /feed/ledger?after=<position>`: the ledger of this process, for audit alone (see contract.ts for positions and lines,
 * ../../feeds/request.ts for how a request is signed). What leaves here leaves no record in this ledger: each page would make
 * the next one. Whoever is turned away does leave one.
 */
export function serveLedger(http: FastifyInstance, { name, key, source, clock, nonces, ledger }: LedgerServing): void {
  const door = new FeedDoor(name, { [LEDGER_READER]: key }, clock, nonces);

  const refuse = async (request: FastifyRequest, reply: FastifyReply, refusal: string): Promise<FastifyReply> => {
    request.log.warn({ refusal }, 'ledger refused');
    await ledger.record([refusalEntry(refusal, null, { at: clock.now().getTime(), correlationId: request.id })]);
    return sendError(request, reply, clientError('DOOR_REFUSED', 'This request is not signed by audit.'));
  };

  http.get(`/feed/${LEDGER_FEED}`, async (request: FastifyRequest<{ Querystring: { after?: unknown; limit?: unknown } }>, reply) => {
    const { after, limit } = request.query;
    const query = { feed: LEDGER_FEED, after: String(after), limit: Number(limit) };
    const pull = await door.open(headerOf(request, REQUEST_HEADER), headerOf(request, REQUEST_MAC_HEADER), query);
    if (typeof pull === 'string') return refuse(request, reply, pull);
    const position = parsePosition(pull.after);
    if (position === null) return sendError(request, reply, clientError('BAD_REQUEST', 'after: chains-<number>, or <chain>-<record>.'));
    return reply.type(NDJSON).send(signLines(key, pull, await linesAt(source, position)));
  });
}
