import type { ClientOperation } from './client-operation.js';
import { BoundedCache } from '../subgraphs/shared/bounded-cache.js';

const CAPACITY = 1_000;
/** Longer documents are parsed each time: what is kept is bounded in bytes, too. */
const LONGEST = 64 * 1024;

/** What a client sent. */
export interface KnownDocument {
  readonly text: string;
  readonly operationName: string | null;
}

/** Documents that have been parsed and validated before, by their text, so that they need not be again. */
export class KnownDocuments {
  readonly #known = new BoundedCache<ClientOperation>(CAPACITY);

  remember(text: string, operationName: string | null, operation: ClientOperation): void {
    if (text.length <= LONGEST) this.#known.getOrMake(keyOf(text, operationName), () => operation);
  }

  find(text: string, operationName: string | null): ClientOperation | undefined {
    return this.#known.get(keyOf(text, operationName));
  }

  /** All of them, what was asked last first. */
  recent(): readonly KnownDocument[] {
    return this.#known.recent().map(([key]) => ofKey(key));
  }
}

const keyOf = (text: string, operationName: string | null): string => (operationName === null ? text : `${operationName}\0${text}`);

/** No document that was parsed has a NUL, and no name. */
function ofKey(key: string): KnownDocument {
  const end = key.indexOf('\0');
  return end === -1 ? { text: key, operationName: null } : { text: key.slice(end + 1), operationName: key.slice(0, end) };
}
