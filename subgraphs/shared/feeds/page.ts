import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { macOf, sameMac } from '../doors/mac.js';
import type { FeedEvent } from './contract.js';
import type { Pull } from './request.js';

/** An event on the wire. Its data is null when it was erased since: whoever has not applied it has nothing to do. */
export type WireEvent = Omit<FeedEvent, 'data'> & { readonly data: FeedEvent['data'] | null };

const End = Type.Object({
  /** Where to go on. */
  cursor: Type.String(),
  /** Position of the feed's last event. */
  head: Type.Integer({ minimum: 0 }),
  /** Events on this page. */
  count: Type.Integer({ minimum: 0 }),
  /** When the first event after this page was recorded, ISO 8601; null when there is none, or none within sight. */
  oldestUnreadAt: Type.Union([Type.String(), Type.Null()]),
});
export type PageEnd = Static<typeof End>;

const isEnd = Compile(Type.Object({ end: End }));
const isMac = Compile(Type.Object({ mac: Type.String() }));

/** What stands around the data of an event on its line. */
export const EventLine = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'The same however often the event is delivered.' }),
  position: Type.Integer({ minimum: 1, description: 'Place in the feed, from 1, without gaps; events of one person stand in the order of their commits.' }),
  type: Type.String({ pattern: '^[A-Z][A-Z_]{0,60}$', description: 'What happened.' }),
  subjects: Type.Array(Type.String({ pattern: '^[0-9]{12}$' }), { description: 'IINs of everybody that the data, as this consumer gets it, names.' }),
  occurredOn: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'The day on which it happened in the world.' }),
  recordedAt: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$', description: 'When the owner recorded it.' }),
  data: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
});
const isEvent = Compile(EventLine);

/** Why a consumer does not believe a page. */
export type PageRefusal = 'PAGE_TRUNCATED' | 'PAGE_FORGED' | 'PAGE_MALFORMED';

/** Thrown by `readPage`; nothing of such a page is used. */
export class PageRefused extends Error {
  constructor(readonly code: PageRefusal) {
    super(code);
  }
}

/** Media type of newline-delimited JSON, which a page is. */
export const NDJSON = 'application/x-ndjson; charset=utf-8';

/** Who asked, and by which request. */
type Asker = Pick<Pull, 'consumer' | 'nonce'>;

const macOfPage = (key: string, { consumer, nonce }: Asker, signed: string): string =>
  macOf(key, 'balagraph feed page', consumer, nonce, signed);

/**
 * A page as it is sent: a line for each event, a line `{"end": …}`, and last a line `{"mac": …}` over every byte before it, who
 * asked and the nonce of the request. So nobody can shorten it, change it, or answer one request with another's page.
 */
export const writePage = (key: string, pull: Asker, events: readonly WireEvent[], end: PageEnd): string => signLines(key, pull, [...events, { end }]);

/** Lines of JSON, and behind them the MAC over them. */
export function signLines(key: string, pull: Asker, lines: readonly object[]): string {
  const signed = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return `${signed}${JSON.stringify({ mac: macOfPage(key, pull, signed) })}\n`;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** What a page's lines say, when its MAC is right; null for one that is no JSON. Throws `PageRefused`. */
export const signedLines = (key: string, pull: Asker, text: string): unknown[] => signedPart(key, pull, text).split('\n').slice(0, -1).map(parse);

/** The signed part of a page, when its MAC is right. */
function signedPart(key: string, pull: Asker, text: string): string {
  const cut = text.endsWith('\n') ? text.lastIndexOf('\n', text.length - 2) + 1 : 0;
  const last = parse(text.slice(cut));
  if (cut === 0 || !isMac.Check(last)) throw new PageRefused('PAGE_TRUNCATED');
  const signed = text.slice(0, cut);
  if (!sameMac(macOfPage(key, pull, signed), last.mac)) throw new PageRefused('PAGE_FORGED');
  return signed;
}

/** Reads a page as the consumer that asked for it; throws `PageRefused`. */
export function readPage(key: string, pull: Asker, text: string): { readonly events: readonly WireEvent[]; readonly end: PageEnd } {
  const events = signedLines(key, pull, text);
  const last = events.pop();
  if (!isEnd.Check(last) || !events.every((event) => isEvent.Check(event)) || last.end.count !== events.length) throw new PageRefused('PAGE_MALFORMED');
  return { events, end: last.end };
}
