import type { Static, TObject } from 'typebox';
import type { SubgraphName } from '../access/viewer.js';

/** Event type → shape of its data, as a TypeBox object (a JSON Schema with a static type). */
export type EventShapes = Readonly<Record<string, TObject>>;

/** Fields of an event's data. */
type FieldOf<Shapes extends EventShapes, Type extends keyof Shapes> = keyof Static<Shapes[Type]> & string;

/** What one consumer gets: the types it needs, and of each the fields it needs. Everything else stays at the owner. */
export type Selection<Shapes extends EventShapes> = { readonly [Type in keyof Shapes]?: readonly FieldOf<Shapes, Type>[] };

/** What each consumer gets. Whoever is not named gets nothing. */
export type Consumers<Shapes extends EventShapes> = Readonly<Partial<Record<SubgraphName, Selection<Shapes>>>>;

/**
 * A feed: what its owner tells others about changes in its data, and how much of it each of them may know. Published as
 * `schema/feeds/<name>.json`, which is what an owner and a consumer that do not share code agree on.
 *
 * An event carries the state that a change led to, not the difference, so that applying it twice, or after a later one was
 * replayed, ends in the same place.
 */
export interface FeedContract<Shapes extends EventShapes = EventShapes, By extends Consumers<Shapes> = Consumers<Shapes>> {
  readonly name: string;
  readonly owner: SubgraphName;
  readonly description: string;
  readonly events: Shapes;
  readonly consumers: By;
}

/** Keeps the literal types of a contract. */
export const feedContract = <Shapes extends EventShapes, const By extends Consumers<Shapes>>(contract: FeedContract<Shapes, By>): FeedContract<Shapes, By> => contract;

/** The consumers that a contract names. */
export type ConsumerOf<C extends FeedContract> = keyof C['consumers'] & SubgraphName;

/** Types of event that a contract opens to a consumer. */
export type TypeFor<C extends FeedContract, Consumer extends ConsumerOf<C>> = keyof C['consumers'][Consumer] & keyof C['events'] & string;

/** What a consumer gets of an event's data. */
export type DataFor<C extends FeedContract, Consumer extends ConsumerOf<C>, Type extends TypeFor<C, Consumer>> =
  C['consumers'][Consumer][Type] extends readonly (infer Field)[] ? Pick<EventData<C, Type>, Field & keyof EventData<C, Type>> : never;

/** Data of one type of event, in full. */
export type EventData<C extends FeedContract, Type extends keyof C['events']> = Static<C['events'][Type]>;

/** What an owner publishes. */
export type NewEvent<C extends FeedContract> = {
  [Type in keyof C['events'] & string]: {
    readonly type: Type;
    /** IINs of everybody the event is about; events of one person are applied in their order. */
    readonly subjects: readonly string[];
    /** The day on which it happened in the world. */
    readonly occurredOn: string;
    readonly data: EventData<C, Type>;
  };
}[keyof C['events'] & string];

/** An event's data, of whatever type. */
export type AnyData = Readonly<Record<string, unknown>>;

/** An event as a consumer receives it; of its data only the fields that the contract opens to that consumer. */
export interface FeedEvent<Data = AnyData> {
  /** The same however often it is delivered. */
  readonly id: string;
  /** Its place in the feed, from 1, without gaps; the order of commits for events of one person. */
  readonly position: number;
  readonly type: string;
  /** IINs of everybody its data names. */
  readonly subjects: readonly string[];
  readonly occurredOn: string;
  /** When the owner recorded it, ISO 8601. */
  readonly recordedAt: string;
  readonly data: Data;
}
