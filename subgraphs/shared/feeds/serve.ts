import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SubgraphName } from '../access/viewer.js';
import { civilDay, type Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { NonceBook } from '../doors/nonces.js';
import { clientError } from '../errors.js';
import { sendError } from '../http.js';
import type { Delivery, LedgerEntry } from '../ledger/entry.js';
import type { Ledger } from '../ledger/ledger.js';
import { acknowledge } from './acknowledgement.js';
import type { FeedContract } from './contract.js';
import { formatCursor, parseCursor, type Cursor } from './cursor.js';
import { deliveryEntry, refusalEntry, type Asked } from './delivery-entry.js';
import type { FollowUp } from './follow-up.js';
import { cursorProblem, eventsBetween, headOf, numberCommitted, type CursorProblem, type OutboxRow } from './outbox.js';
import { NDJSON, writePage, type PageEnd, type WireEvent } from './page.js';
import { fieldsFor, iinsIn, pickFields, typesFor } from './projection.js';
import { IIN_REPLACED, type IinColumns } from './replaced.js';
import { DEFAULT_LIMIT, FeedDoor, type Pull } from './request.js';
import { sealing } from './seal.js';

/** What the feeds of one owner need. */
export interface FeedOwner {
  readonly name: SubgraphName;
  /** The secret shared with each consumer. */
  readonly keys: Readonly<Partial<Record<SubgraphName, string>>>;
  readonly feeds: readonly FeedContract[];
  readonly iins: IinColumns;
  /** What waits for consumers, besides sealing replaced IINs. */
  readonly followUps: readonly FollowUp[];
  readonly database: Database;
  readonly clock: Clock;
  readonly nonces: NonceBook;
  readonly ledger: Pick<Ledger, 'record'>;
}

/** What leaves of an event: the fields the contract opens to this consumer, and of its subjects those that these fields name. */
function project(contract: FeedContract, consumer: SubgraphName, row: OutboxRow): WireEvent {
  const data = pickFields(row.data, fieldsFor(contract, consumer, row.type) ?? []);
  const named = new Set(iinsIn(data));
  return { ...row, subjects: row.subjects.filter((subject) => named.has(subject)), data: Object.keys(row.data).length === 0 ? null : data };
}

/** Positions that a page looks at, for each event it may hold: what the consumer may not read is passed over. */
const WINDOW = 4;

/** What a page holds. */
interface Page {
  readonly events: readonly WireEvent[];
  readonly end: PageEnd;
  readonly delivery: Delivery;
}

/** Events of a page, and where it ends: at the last one, or, when the window holds no other that the consumer may read, with the window. */
async function pageOf(em: EntityManager, contract: FeedContract, pull: Pull, after: Cursor, head: Cursor): Promise<Page> {
  const upTo = after.position + WINDOW * pull.limit;
  const window = upTo >= head.position ? head : await headOf(em, contract.name, upTo);
  const rows = await eventsBetween(em, contract.name, typesFor(contract, pull.consumer), after.position, window.position, pull.limit);
  const events = rows.slice(0, pull.limit).map((row) => project(contract, pull.consumer, row));
  const last = events.at(-1);
  const next = rows[pull.limit];
  const cursor = next === undefined || last === undefined ? window : { position: last.position, eventId: last.id };
  return {
    events,
    end: { cursor: formatCursor(cursor), head: head.position, count: events.length, oldestUnreadAt: next?.recordedAt ?? null },
    delivery: { after: after.position, upTo: cursor.position, events: events.length },
  };
}

interface Answer {
  readonly text: string;
  readonly delivery: Delivery;
  /** True when the consumer has come further than it had said before. */
  readonly acknowledged: boolean;
}

/** One page, in one transaction: what is committed gets its place, the cursor is judged, the consumer's word is recorded. */
function answer(owner: FeedOwner, contract: FeedContract, pull: Pull, after: Cursor): Promise<Answer | CursorProblem> {
  return owner.database.feeds(async (em) => {
    await numberCommitted(em, contract.name);
    const head = await headOf(em, contract.name);
    const problem = await cursorProblem(em, contract.name, after, head);
    if (problem !== null) return problem;
    const acknowledged = await acknowledge(em, pull, after.position);
    const { events, end, delivery } = await pageOf(em, contract, pull, after, head);
    return { text: writePage(owner.keys[pull.consumer] ?? '', pull, events, end), delivery, acknowledged };
  });
}

type FeedRequest = FastifyRequest<{ Params: { name: string }; Querystring: { after?: unknown; limit?: unknown } }>;

/** A problem that a consumer must be told by its name. */
const tell = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code } }] });

const PROBLEMS: Readonly<Record<CursorProblem, string>> = {
  CURSOR_AHEAD: 'The cursor lies past the end of this feed.',
  CURSOR_UNKNOWN: 'No event of this feed stands at the cursor.',
};

/** What waits for the consumers of one feed. */
const followUpsOf = ({ iins, followUps }: FeedOwner, contract: FeedContract): FollowUp[] => [
  ...(contract.events[IIN_REPLACED] === undefined ? [] : [sealing(contract, iins)]),
  ...followUps.filter((one) => one.contract.name === contract.name),
];

/**
 * `GET /feed/<name>?after=<cursor>&limit=<1 to 1000>`: a page of one of the owner's feeds, for the consumers that its contract names
 * (see request.ts for how a request is signed, page.ts for what comes back). Whoever else asks learns nothing, not even whether there
 * is such a feed. No page leaves and nobody is refused without a record in the ledger. Returns what waits for work begun after an
 * answer.
 */
export function serveFeeds(http: FastifyInstance, owner: FeedOwner): () => Promise<void> {
  const door = new FeedDoor(owner.name, owner.keys, owner.clock, owner.nonces);
  const contracts = new Map(owner.feeds.map((contract) => [contract.name, contract]));
  let following: Promise<unknown> = Promise.resolve();

  const follow = (contract: FeedContract): void => {
    for (const { failure, run } of followUpsOf(owner, contract)) {
      following = following
        .then(() => run(owner.database, civilDay(owner.clock.now())))
        .catch((error: unknown) => http.log.error({ err: error, feed: contract.name }, `${failure}; tried again later`));
    }
  };

  const record = (request: FastifyRequest, entryOf: (asked: Asked) => LedgerEntry): Promise<void> =>
    owner.ledger.record([entryOf({ at: owner.clock.now().getTime(), correlationId: request.id })]);

  const refuse = async (request: FastifyRequest, reply: FastifyReply, refusal: string, consumer: SubgraphName | null): Promise<FastifyReply> => {
    request.log.warn({ refusal }, 'feed refused');
    await record(request, (asked) => refusalEntry(refusal, consumer, asked));
    return sendError(request, reply, clientError('DOOR_REFUSED', 'This request is not signed by a consumer of this feed.'));
  };

  http.get('/feed/:name', async (request: FeedRequest, reply) => {
    const { after = '0', limit = String(DEFAULT_LIMIT) } = request.query;
    const query = { feed: request.params.name, after: String(after), limit: Number(limit) };
    const pull = await door.open(request.headers, query);
    if (typeof pull === 'string') return refuse(request, reply, pull, null);
    const contract = contracts.get(pull.feed);
    if (contract?.consumers[pull.consumer] === undefined) return refuse(request, reply, 'FEED', pull.consumer);
    const cursor = parseCursor(pull.after);
    if (cursor === null) return tell(reply, 400, 'CURSOR_MALFORMED', 'after: 0, or a cursor that this feed has given.');
    const found = await answer(owner, contract, pull, cursor);
    if (typeof found === 'string') return tell(reply, 409, found, PROBLEMS[found]);
    const { delivery } = found;
    if (delivery.events > 0) await record(request, (asked) => deliveryEntry(contract, pull.consumer, delivery, asked));
    if (found.acknowledged) follow(contract);
    return reply.type(NDJSON).send(found.text);
  });
  return async () => void (await following);
}
