import { isDeepStrictEqual } from 'node:util';
import type { FeedFile } from '../feed-files.js';

type Schema = Readonly<Record<string, unknown>>;

/** Words for people: they may change. */
const ANNOTATIONS = new Set(['description', 'title', 'examples', '$comment']);

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Where a consumer would get something else than before, as paths. A property more does no harm; whatever else differs may: a
 * consumer checks what it gets, and has rules about every value it knows.
 */
function differences(before: unknown, after: unknown, path: string): string[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) return before.flatMap((one, i) => differences(one, after[i], `${path}/${i}`));
  if (!isSchema(before) || !isSchema(after)) return isDeepStrictEqual(before, after) ? [] : [path];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !ANNOTATIONS.has(name));
  return names.flatMap((name) => {
    if (name === 'required') return dropped(before[name], after[name]).map((field) => `${path}/${field} is no longer always there`);
    if (name === 'properties') return propertyDifferences(before[name] as Schema, (after[name] ?? {}) as Schema, path);
    return name in before && name in after ? differences(before[name], after[name], path) : [path];
  });
}

const propertyDifferences = (before: Schema, after: Schema, path: string): string[] =>
  Object.keys(before).flatMap((name) => (name in after ? differences(before[name], after[name], `${path}/${name}`) : [`${path}/${name} is gone`]));

/** What one list has and the other lacks. */
const dropped = (before: unknown, after: unknown): string[] => ((before ?? []) as string[]).filter((one) => !((after ?? []) as string[]).includes(one));

const dataOf = (file: FeedFile, type: string): Schema => ((file.$defs[type] as Schema | undefined)?.['properties'] ?? {}) as Schema;

/** The data of an event as one consumer gets it: other fields are nothing to it. */
function selected(data: unknown, fields: readonly string[]): Schema {
  const whole = ((data as { anyOf?: Schema[] }).anyOf ?? [])[0] ?? {};
  const pick = (names: readonly string[]): string[] => names.filter((name) => fields.includes(name));
  const properties = (whole['properties'] ?? {}) as Schema;
  return {
    type: whole['type'],
    properties: Object.fromEntries(pick(Object.keys(properties)).map((name) => [name, properties[name]])),
    required: pick((whole['required'] ?? []) as string[]),
  };
}

/** What a consumer loses of one type of event. */
function lossesOfType(before: FeedFile, after: FeedFile, consumer: string, type: string): string[] {
  const [then, now] = [before, after].map((file) => file['x-consumers'][consumer]?.[type]);
  if (now === undefined || !(type in after.$defs)) return [`${type} is gone`];
  const gone = dropped(then, now).map((field) => `${type}/${field} is gone`);
  const { data: dataThen, ...lineThen } = dataOf(before, type);
  const { data: dataNow, ...lineNow } = dataOf(after, type);
  const kept = (then ?? []).filter((field) => now.includes(field));
  return [...new Set([...gone, ...differences(selected(dataThen, kept), selected(dataNow, kept), type), ...propertyDifferences(lineThen, lineNow, type)])];
}

/** What consumers of a feed as it was would lose with the feed as it is, one line each; `after` is null when it is gone. */
export function feedLosses(before: FeedFile, after: FeedFile | null): string[] {
  if (after === null) return [`feed ${before.title} is gone`];
  return Object.entries(before['x-consumers']).flatMap(([consumer, selection]) => {
    if (after['x-consumers'][consumer] === undefined) return [`feed ${before.title}: ${consumer} gets nothing any more`];
    return Object.keys(selection).flatMap((type) => lossesOfType(before, after, consumer, type)).map((loss) => `feed ${before.title}: for ${consumer}, ${loss.includes(' ') ? loss : `${loss} has changed`}`);
  });
}
