import { isObject, type Data } from '../plan/nodes.js';

/** A subgraph's answer in GraphQL's shape; what is inside of `data` is not looked at yet. */
export interface Answer {
  /** Plain JSON objects: read own properties only, since a key may be `__proto__`. */
  readonly data: Data | null;
  readonly errors: readonly SubgraphError[];
  /** Whether no text in it has anything that JSON escapes. */
  readonly isPlain: boolean;
}

/** An error as a subgraph put it; nothing of it is shown to a client unchecked (error-policy.ts). */
export interface SubgraphError {
  readonly message: string;
  readonly code: string | null;
  readonly field: string | null;
  readonly path: readonly (string | number)[] | null;
  /** As the subgraph put them. */
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Reads a response body; null when it is no GraphQL response. */
export function readAnswer(text: string): Answer | null {
  const body = parseJson(text);
  if (!isObject(body)) return null;
  const data = own(body, 'data') ?? null;
  const errors = own(body, 'errors') ?? [];
  if ((data !== null && !isObject(data)) || !Array.isArray(errors)) return null;
  const read = errors.map(readError).filter((error) => error !== null);
  if (read.length < errors.length || (data === null && read.length === 0)) return null;
  return { data, errors: read, isPlain: !text.includes('\\') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const own = (object: Data, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function readError(error: unknown): SubgraphError | null {
  if (!isObject(error)) return null;
  const message = text(own(error, 'message'));
  if (message === null) return null;
  const given = own(error, 'extensions');
  const extensions = isObject(given) ? given : {};
  return { message, code: text(own(extensions, 'code')), field: text(own(extensions, 'field')), path: readPath(own(error, 'path')), extensions };
}

function readPath(path: unknown): SubgraphError['path'] {
  const fits = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number';
  return Array.isArray(path) && path.length > 0 && path.every(fits) ? path : null;
}
