import type { EntityManager } from '@mikro-orm/postgresql';
import { Compile } from 'typebox/compile';
import type { CivilDate } from '../clock.js';
import type { AnyData, ConsumerOf, DataFor, FeedContract, FeedEvent, TypeFor } from './contract.js';
import { fieldsFor, pickFields, shapeFor, typesFor } from './projection.js';

/** An event as a handler gets it. */
export interface ReceivedEvent<Data = AnyData> extends FeedEvent<Data> {
  /** The day on which this programme received it first; many rules run from it, not from the day it happened. */
  readonly receivedOn: CivilDate;
}

/**
 * Applies events of one type, in a transaction that sees the whole country. No two of them have a subject in common, so their
 * order is of no account. Applying one again must end in the same place. Whatever is thrown undoes what was done and parks the event
 * (`CannotApply` with a reason of its own), but for what passes (see failure.ts).
 */
export type Apply<Data = AnyData> = (em: EntityManager, events: readonly ReceivedEvent<Data>[]) => Promise<void>;

/** For types whose effect is the row in the inbox alone: rules run from it. */
export const kept: Apply<unknown> = () => Promise.resolve();

/** A handler for every type of event that the contract opens to the consumer. */
export type Handlers<C extends FeedContract, Consumer extends ConsumerOf<C>> = { readonly [Type in TypeFor<C, Consumer>]: Apply<DataFor<C, Consumer, Type>> };

/** What a subgraph does with one feed. */
export interface Consumption {
  readonly contract: FeedContract;
  /** Handler of a type; undefined for one that this version does not know. */
  handlerOf(type: string): Apply | undefined;
  /** The fields of the data that this consumer keeps. A type that it does not know is kept whole, for a later version. */
  keep(type: string, data: AnyData): AnyData;
  /** Where the data does not fit the contract, as a JSON pointer; null when it fits. */
  misfit(type: string, data: AnyData): string | null;
}

/** Property names of a contract only: a name that the data brought along could be anything. */
const placeOf = (pointer: string | undefined): string => (pointer !== undefined && /^[a-zA-Z/]*(\d{1,4}[a-zA-Z/]*)*$/.test(pointer) ? pointer : '');

/** Declares what a subgraph does with a feed. */
export function consume<C extends FeedContract, Consumer extends ConsumerOf<C>>(contract: C, consumer: Consumer, handlers: Handlers<C, Consumer>): Consumption {
  const shapes = new Map(typesFor(contract, consumer).map((type) => {
    const fields = fieldsFor(contract, consumer, type) ?? [];
    const shape = contract.events[type];
    if (shape === undefined) throw new Error(`${contract.name} opens ${type} to ${consumer}, and has no such event.`);
    return [type, { fields, check: Compile(shapeFor(shape, fields)) }] as const;
  }));
  return {
    contract,
    handlerOf: (type) => (handlers as unknown as Readonly<Record<string, Apply | undefined>>)[type],
    keep: (type, data) => pickFields(data, shapes.get(type)?.fields ?? Object.keys(data)),
    misfit: (type, data) => {
      const check = shapes.get(type)?.check;
      return check === undefined || check.Check(data) ? null : placeOf(check.Errors(data)[0]?.instancePath);
    },
  };
}
