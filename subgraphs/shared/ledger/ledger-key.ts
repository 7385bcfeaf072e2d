import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Delivery } from './entry.js';

/** Why a record of the ledger holds: what stands in the hash of each, over the hash of the one before it. */
export interface SealedRecord {
  readonly chain: number;
  readonly seq: number;
  /** Unix time in microseconds. */
  readonly at: bigint;
  /** Seals of what the record names, not their ids: whoever edits a dictionary breaks every record that uses it. */
  readonly actor: Buffer | null;
  readonly operation: Buffer;
  readonly effect: Buffer;
  /** The id alone. Its IIN has a seal of its own, because it may be replaced. */
  readonly subject: number | null;
  readonly correlation: string | null;
  readonly delivery: Delivery | null;
}

/** The end of a chain as somebody knew it; `seq` 0 is a chain without records, whose end is its genesis. */
export interface ChainEnd {
  readonly chain: number;
  readonly seq: number;
  readonly hash: Buffer;
}

/** What a chain begins with. */
export interface Beginning {
  readonly chain: number;
  readonly kind: string;
  /** Unix time in microseconds. */
  readonly at: bigint;
  /** Ends of earlier chains, as the database had them when this one began. */
  readonly predecessors: readonly ChainEnd[];
}

/** The tables whose rows have seals. */
export type Sealed = 'subject' | 'actor' | 'operation' | 'effect';

const SEAL_BYTES = 16;
const MARK_BYTES = 12;

/** One block of AES: a number, and as many zeros, by which one that was made up is told from it. */
const BLOCK = 'aes-256-ecb';
const NUMBER_BYTES = 8;
const ZEROS = Buffer.alloc(NUMBER_BYTES);

/**
 * The secret of one database's ledger. Whoever has the database and not the key can take rows away, but write none: neither a
 * record nor anything that a record names.
 */
export class LedgerKey {
  /** Prepared once: a hash is four times as quick as with the bytes. */
  readonly #key: KeyObject;
  /** Of its own, for numbers that clients see. */
  readonly #veil: KeyObject;

  constructor(hexadecimal: string) {
    this.#key = createSecretKey(hexadecimal, 'hex');
    this.#veil = createSecretKey(this.#mac(JSON.stringify(['veil'])));
  }

  /** The seal of a row of a dictionary; two rows with one seal say the same. */
  seal(table: Sealed, content: readonly (string | number | null | readonly string[])[]): Buffer {
    return this.#mac(JSON.stringify([table, ...content])).subarray(0, SEAL_BYTES);
  }

  /** Stands for a number in a name: the same for the same number, and no way back to it without the key. */
  mark(number: string): string {
    return this.#mac(JSON.stringify(['mark', number])).subarray(0, MARK_BYTES).toString('base64url');
  }

  /** An internal number as clients may see it: it tells neither the number nor which was first, and nobody makes one up without the key. */
  veil(number: bigint): string {
    const block = Buffer.concat([ZEROS, ZEROS]);
    block.writeBigUInt64BE(number);
    return createCipheriv(BLOCK, this.#veil, null).setAutoPadding(false).update(block).toString('base64url');
  }

  /** The number behind; null for whatever is none. */
  unveil(text: string): bigint | null {
    const veiled = Buffer.from(text, 'base64url');
    if (veiled.length !== 2 * NUMBER_BYTES) return null;
    const block = createDecipheriv(BLOCK, this.#veil, null).setAutoPadding(false).update(veiled);
    return block.subarray(NUMBER_BYTES).equals(ZEROS) ? block.readBigUInt64BE() : null;
  }

  genesis({ chain, kind, at, predecessors }: Beginning): Buffer {
    const ends = predecessors.map(({ chain: id, seq, hash }) => [id, seq, hash.toString('hex')]);
    return this.#mac(JSON.stringify(['chain', chain, kind, String(at), ends]));
  }

  /** The hash of a record that follows one with the hash `previous`. */
  hash(previous: Buffer, { chain, seq, at, actor, operation, effect, subject, correlation, delivery }: SealedRecord): Buffer {
    const content = `${chain}|${seq}|${at}|${actor?.toString('hex') ?? ''}|${operation.toString('hex')}|${effect.toString('hex')}|${subject ?? ''}|${correlation ?? ''}`;
    const delivered = delivery === null ? '' : `|${delivery.after}|${delivery.upTo}|${delivery.events}`;
    return createHmac('sha256', this.#key).update(previous).update(content + delivered).digest();
  }

  #mac(content: string): Buffer {
    return createHmac('sha256', this.#key).update(content).digest();
  }
}
