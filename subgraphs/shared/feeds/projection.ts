import { Type, type TObject, type TSchema } from 'typebox';
import type { SubgraphName } from '../access/viewer.js';
import type { AnyData, FeedContract } from './contract.js';

/** Everybody that some data names: the values of all its properties called `iin` or `…Iin`. */
export function iinsIn(data: unknown): string[] {
  if (Array.isArray(data)) return data.flatMap(iinsIn);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => (typeof value === 'string' ? (/iin$/i.test(name) ? [value] : []) : iinsIn(value)));
}

/** The fields of a type of event that a contract opens to a consumer; null when it does not open the type. */
export const fieldsFor = (contract: FeedContract, consumer: SubgraphName, type: string): readonly string[] | null =>
  contract.consumers[consumer]?.[type] ?? null;

/** Types of event that a contract opens to a consumer. */
export const typesFor = (contract: FeedContract, consumer: SubgraphName): string[] => Object.keys(contract.consumers[consumer] ?? {});

/** Data with these fields and no others. */
export const pickFields = (data: AnyData, fields: readonly string[]): AnyData =>
  Object.fromEntries(fields.filter((field) => Object.hasOwn(data, field)).map((field) => [field, data[field]]));

/** The shape of an event's data as a consumer gets it. */
export function shapeFor(shape: TObject, fields: readonly string[]): TObject {
  const properties = fields.map((field) => [field, shape.properties[field]] as const).filter((entry): entry is [string, TSchema] => entry[1] !== undefined);
  return Type.Object(Object.fromEntries(properties));
}
