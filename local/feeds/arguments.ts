import { parseArgs } from 'node:util';
import { isSubgraphName, SUBGRAPHS, type SubgraphName } from '../../subgraphs/shared/access/viewer.js';
import { FEEDS } from '../../subgraphs/shared/feeds/catalogue.js';
import type { FeedContract } from '../../subgraphs/shared/feeds/contract.js';
import { parseCursor, type Cursor } from '../../subgraphs/shared/feeds/cursor.js';
import { reason, StartFailure } from '../failure.js';

const USAGE = `Usage:
  npm run -s feeds -- status
  npm run -s feeds -- parked <consumer>
  npm run -s feeds -- retry <consumer> [<feed>]
  npm run -s feeds -- replay <consumer> <feed> --after <cursor, or 0 for everything>`;

/** What the operator asks for. */
export type FeedCommand =
  | { readonly command: 'status' }
  | { readonly command: 'parked'; readonly consumer: SubgraphName }
  | { readonly command: 'retry'; readonly consumer: SubgraphName; readonly feeds: readonly FeedContract[] }
  | { readonly command: 'replay'; readonly consumer: SubgraphName; readonly feed: FeedContract; readonly after: Cursor };

/** The feeds that a subgraph consumes. */
export const feedsOfConsumer = (consumer: SubgraphName): FeedContract[] => FEEDS.filter(({ consumers }) => consumers[consumer] !== undefined);

function consumerFrom(text: string | undefined): SubgraphName {
  const consumers = SUBGRAPHS.filter((name) => feedsOfConsumer(name).length > 0);
  if (isSubgraphName(text) && consumers.includes(text)) return text;
  throw new StartFailure(`<consumer> must be one of ${consumers.join(', ')}.\n${USAGE}`);
}

function feedFrom(consumer: SubgraphName, text: string | undefined): FeedContract {
  const feeds = feedsOfConsumer(consumer);
  const feed = feeds.find(({ name }) => name === text);
  if (feed === undefined) throw new StartFailure(`<feed> must be one that ${consumer} consumes: ${feeds.map(({ name }) => name).join(', ')}.\n${USAGE}`);
  return feed;
}

function cursorFrom(text: string | undefined): Cursor {
  const cursor = text === undefined ? null : parseCursor(text);
  if (cursor === null) throw new StartFailure(`--after must be 0, or a cursor <position>-<event id> of the feed.\n${USAGE}`);
  return cursor;
}

function nothingMore(rest: readonly string[]): void {
  if (rest.length > 0) throw new StartFailure(`${rest[0]} is one argument too many.\n${USAGE}`);
}

function parse(args: string[]): { positionals: string[]; after: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args, options: { after: { type: 'string' } }, allowPositionals: true });
    return { positionals, after: values.after };
  } catch (error) {
    throw new StartFailure(`${reason(error)}\n${USAGE}`);
  }
}

/** Reads the command line; throws `StartFailure` with what is allowed. */
export function readCommand(args: string[]): FeedCommand {
  const { positionals: [command, first, second, ...rest], after } = parse(args);
  const without = (...more: readonly (string | undefined)[]): void => nothingMore([...more, ...rest, ...(after === undefined ? [] : ['--after'])].filter((one) => one !== undefined));
  if (command === 'status') {
    without(first, second);
    return { command };
  }
  if (command === 'parked') {
    without(second);
    return { command, consumer: consumerFrom(first) };
  }
  if (command === 'retry') {
    without();
    const consumer = consumerFrom(first);
    return { command, consumer, feeds: second === undefined ? feedsOfConsumer(consumer) : [feedFrom(consumer, second)] };
  }
  if (command === 'replay') {
    nothingMore(rest);
    const consumer = consumerFrom(first);
    return { command, consumer, feed: feedFrom(consumer, second), after: cursorFrom(after) };
  }
  throw new StartFailure(`The command must be one of status, parked, retry, replay.\n${USAGE}`);
}
