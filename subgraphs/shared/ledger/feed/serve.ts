import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.js';
import type { DatabaseName } from '../../database/roles.js';
import type { NonceBook } from '../../doors/nonces.js';
import { clientError } from '../../errors.js';
import { refusalEntry } from '../../feeds/delivery-entry.js';
import { NDJSON, signLines } from '../../feeds/page.js';
import { FeedDoor } from '../../feeds/request.js';
import { sendError } from '../../http.js';
import type { Ledger } from '../ledger.js';
import { LEDGER_FEED, LEDGER_READER, linesOfEnds, linesOfRecords, parsePosition, type LedgerPosition } from './contract.js';
import type { LedgerReader } from './reader.js';

/** What the ledger of one process is served by. */
export interface LedgerServing {
  readonly name: DatabaseName;
  /** The secret shared with audit. */
  readonly key: string;
  readonly source: Pick<LedgerReader, 'ends' | 'records'>;
  readonly clock: Clock;
  readonly nonces: NonceBook;
  readonly ledger: Pick<Ledger, 'record'>;
}

const linesAt = async (source: LedgerServing['source'], position: LedgerPosition): Promise<object[]> =>
  position.kind === 'ends' ? linesOfEnds(await source.ends(position.after)) : linesOfRecords(await source.records(position.chain, position.seq));

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
    const pull = await door.open(request.headers, query);
    if (typeof pull === 'string') return refuse(request, reply, pull);
    const position = parsePosition(pull.after);
    if (position === null) return sendError(request, reply, clientError('BAD_REQUEST', 'after: chains-<number>, or <chain>-<record>.'));
    return reply.type(NDJSON).send(signLines(key, pull, await linesAt(source, position)));
  });
}
