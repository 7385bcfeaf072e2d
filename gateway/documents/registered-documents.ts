import { redact } from '../../subgraphs/shared/errors.js';

const MOST = 1_000;
const MOST_CHARACTERS = 8 * 1024 * 1024;
/** As far as documents are known without being parsed again. */
const LONGEST = 64 * 1024;

/**
 * Texts that clients have asked to be known by their hash (Apollo's automatic persisted queries), the ones used least
 * recently forgotten when there are too many. Each client has its own: to others a hash that is found would tell that
 * somebody asked exactly that. Texts with a number in them that may be a person's are not kept at all, for the same reason.
 */
export class RegisteredDocuments {
  readonly #texts = new Map<string, string>();
  #characters = 0;

  register(client: string, hash: string, text: string): void {
    if (text.length > LONGEST || redact(text) !== text) return;
    this.#take(keyOf(client, hash));
    this.#put(keyOf(client, hash), text);
    for (const oldest of this.#texts.keys()) {
      if (this.#texts.size <= MOST && this.#characters <= MOST_CHARACTERS) return;
      this.#take(oldest);
    }
  }

  find(client: string, hash: string): string | undefined {
    const key = keyOf(client, hash);
    const text = this.#take(key);
    if (text !== undefined) this.#put(key, text);
    return text;
  }

  #put(key: string, text: string): void {
    this.#texts.set(key, text);
    this.#characters += text.length;
  }

  /** A Map keeps the order of insertion, and every use inserts anew: the first is the oldest. */
  #take(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text === undefined) return undefined;
    this.#texts.delete(key);
    this.#characters -= text.length;
    return text;
  }
}

const keyOf = (client: string, hash: string): string => `${hash} ${client}`;
