import { Type, type TObject, type TSchema } from 'typebox';
import { FEEDS } from '../subgraphs/shared/feeds/catalogue.js';
import type { FeedContract } from '../subgraphs/shared/feeds/contract.js';
import { EventLine } from '../subgraphs/shared/feeds/page.js';

/** A feed as `schema/feeds/<name>.json` has it. */
export interface FeedFile {
  readonly $schema: string;
  readonly $id: string;
  readonly title: string;
  readonly description: string;
  readonly 'x-owner': string;
  /** Consumer → type of event → fields of its data that it gets. */
  readonly 'x-consumers': Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly oneOf: readonly { readonly $ref: string }[];
  /** Type of event → a line of the feed. */
  readonly $defs: Readonly<Record<string, TSchema>>;
}

/** A line of the feed with an event of one type; its data in full, of which a consumer gets its fields. */
function lineOf(type: string, data: TObject): TSchema {
  const erased = Type.Union([data, Type.Null()], { description: 'Null when it was erased since: whoever has not applied the event has nothing to do.' });
  const { description = '' } = data as { description?: string };
  return Type.Object({ ...EventLine.properties, type: Type.Literal(type), data: erased }, { description });
}

const fileOf = ({ name, owner, description, events, consumers }: FeedContract): FeedFile => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:balagraph:feed:${name}`,
  title: name,
  description,
  'x-owner': owner,
  'x-consumers': consumers as FeedFile['x-consumers'],
  oneOf: Object.keys(events).map((type) => ({ $ref: `#/$defs/${type}` })),
  $defs: Object.fromEntries(Object.entries(events).map(([type, data]) => [type, lineOf(type, data)])),
});

/** File name under schema/ → text: what an owner and a consumer that share no code agree on. */
export const feedFiles = (feeds: readonly FeedContract[] = FEEDS): ReadonlyMap<string, string> =>
  new Map(feeds.map((contract) => [`feeds/${contract.name}.json`, `${JSON.stringify(fileOf(contract), null, 2)}\n`]));
